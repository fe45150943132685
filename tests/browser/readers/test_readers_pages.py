"""Every kind of page (tests/support/demo.py) in a browser: accessible, still, silent, no wider than the screen.

On a phone in one language and at a desk in another; with EVERY_COMBINATION=1 on both in all languages.
"""

import pytest

from tests.browser.visit import DESK, PHONE, visit
from tests.support.demo import in_turn

SCREENS = [(page, width) for start, width in enumerate((PHONE, DESK)) for page in in_turn(start)]


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def screen(request):
    return request.param


@pytest.fixture(scope="module")
def seen(browser, server_in_languages, screen):
    """One visit to the page; the tests share it."""
    page, width = screen
    return visit(browser, server_in_languages + page.address, width)


def test_it_answers_with_its_status(seen, screen):
    assert seen.status == screen[0].kind.status


def test_axe_finds_no_violation_in_light_and_in_dark(seen):
    assert {scheme: found for scheme, found in seen.violations.items() if found} == {}


def test_nothing_scrolls_sideways(seen):
    assert {width: wide for width, wide in seen.sticking_out.items() if wide} == {}


def test_nothing_moves_once_it_is_painted(seen):
    assert seen.shifts == []


def test_the_console_is_silent(seen):
    assert seen.console == []


def test_nothing_is_asked_of_another_host(seen, server_in_languages):
    assert [url for url in seen.requests if not url.startswith(f"{server_in_languages}/")] == []


def test_four_requests_are_enough_beside_the_photos_and_two_scripts(seen, server_in_languages):
    once = {url for url in seen.requests if not url.startswith(f"{server_in_languages}/media/")}
    scripts = {
        url for url in once if url.endswith(("/story.js", "/page.js", "/search.js", "/enlarge.js"))
    }  # beside page, two sheets, icon
    assert len(scripts) <= 2 + any(url.endswith("/enlarge.js") for url in once), scripts  # where a story has a photo
    assert len(once - scripts) <= 4, once
