"""Every kind of page (tests/support/demo.py) in a browser: accessible, still, silent, no wider than the screen."""

import pytest

from tests.browser.visit import visit
from tests.support.demo import KINDS


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def seen(browser, demo_server, kind):
    """One visit to the kind of page; the tests share it."""
    return visit(browser, demo_server + kind.address())


def test_it_answers_with_its_status(seen, kind):
    assert seen.status == kind.status


def test_axe_finds_no_violation_on_a_phone_and_at_a_desk_in_light_and_dark(seen):
    assert {where: found for where, found in seen.violations.items() if found} == {}


def test_nothing_scrolls_sideways(seen):
    assert {width: wide for width, wide in seen.sticking_out.items() if wide} == {}


def test_nothing_moves_once_it_is_painted(seen):
    assert {width: moved for width, moved in seen.shifts.items() if moved} == {}


def test_the_console_is_silent(seen):
    assert seen.console == []


def test_nothing_is_asked_of_another_host(seen, demo_server):
    assert [url for url in seen.requests if not url.startswith(f"{demo_server}/")] == []


def test_four_requests_are_enough_beside_the_photos_and_two_scripts(seen, demo_server):
    once = {url for url in seen.requests if not url.startswith(f"{demo_server}/media/")}
    scripts = {url for url in once if url.endswith(("/story.js", "/ago.js"))}  # beside page, two sheets, icon
    assert len(once - scripts) <= 4, once
