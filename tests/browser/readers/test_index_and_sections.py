"""The indexes run through columns; the line of sections fades at both ends where it goes on."""

import pytest
from playwright.sync_api import Page

from tests.support.factories import make_article, make_section

LEFTS = "links => new Set(links.map(link => Math.round(link.getBoundingClientRect().left))).size"
BEGIN = """async (line, to) => {
    line.scrollLeft = to;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return getComputedStyle(line).maskImage.includes("rgb(0, 0, 0) 0px");
}"""


@pytest.mark.parametrize(("width", "columns"), [(390, 2), (1280, 4)])
def test_an_index_of_letters_with_few_names_fills_its_columns(page: Page, width, columns):
    for letter in "ABCDEFGHIJKL":
        make_article(f"A story of {letter}", tags=[f"{letter}apricots"])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/tags/")
    assert page.locator(".months a").evaluate_all(LEFTS) == columns


def test_the_line_of_sections_fades_on_its_left_once_it_is_scrolled(page: Page):
    for number in range(9):
        make_article(section=make_section(f"A section of news {number}"))
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/")
    line = page.locator(".sections ul")
    assert line.evaluate(BEGIN, 0) is True
    assert line.evaluate(BEGIN, 300) is False
