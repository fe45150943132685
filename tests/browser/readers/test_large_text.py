"""Text alone enlarged to twice its size (WCAG 2.2, 1.4.4): on no kind of page it scrolls sideways or is cut off."""

import pytest

from tests.browser.visit import HEIGHT, STICKING_OUT
from tests.support.demo import in_turn

WIDTHS = (320, 390, 1280)
ENLARGE = "document.documentElement.style.fontSize = '200%'"
CUT_OFF = """() => [...document.body.querySelectorAll("*:not(.sections *, .table *, .skip, .unseen, .unseen *)")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .map(element => element.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def screen(browser, server_in_languages):
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT})
    yield page
    page.context.close()


@pytest.mark.parametrize("page", in_turn(2), ids=str)
def test_nothing_scrolls_sideways_when_text_is_twice_as_large(screen, server_in_languages, page):
    screen.goto(server_in_languages + page.address)
    screen.evaluate(ENLARGE)
    found = {}
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": HEIGHT})
        if faults := screen.evaluate(STICKING_OUT) + screen.evaluate(CUT_OFF):
            found[width] = faults
    assert found == {}
