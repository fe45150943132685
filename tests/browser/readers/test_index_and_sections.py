"""The indexes run through columns; the line of sections fades at both ends where it goes on."""

import pytest
from playwright.sync_api import Page

from tests.support.factories import make_article, make_section

LEFTS = "links => new Set(links.map(link => Math.round(link.getBoundingClientRect().left))).size"
APART = """groups => groups.filter(group => {
    const [letter, name] = ["h2", "a"].map(part => group.querySelector(part).getBoundingClientRect());
    return letter.left !== name.left || letter.bottom > name.top + 1;
}).map(group => group.textContent)"""
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


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_letter_of_an_index_stands_above_its_first_name(page: Page, width):
    for letter in "ABCDEFGHJKL":
        for number in range(3):
            make_article(tags=[f"{letter}apricots {number}"])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/tags/")
    assert page.locator(".index .year").count() == 11
    assert page.locator(".index .year").evaluate_all(APART) == []


@pytest.mark.parametrize("number", [3, 5, 8])
def test_on_a_phone_the_current_section_stands_clear_of_where_the_line_fades(page: Page, number):
    for each in range(9):
        make_article(section=make_section(f"Section {each}"))
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"/section/section-{number}/")
    line, current = (page.locator(f".sections {part}").bounding_box() for part in ("ul", "[aria-current]"))
    fade = 39  # a tenth of the window
    assert line["x"] + fade <= current["x"] + 1
    assert current["x"] + current["width"] <= line["x"] + line["width"] - fade + 1


def test_the_lists_of_the_foot_begin_in_one_line(page: Page):
    make_article(tags=["Roads"])
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/")
        assert page.locator(".foot nav").count() > 3
        assert page.locator(".foot .links").evaluate_all(LEFTS) == 1


def test_name_tagline_and_search_stand_in_one_row_on_a_tablet(page: Page):
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto("/")
    name, search = (page.locator(f".nameplate .{part}").bounding_box() for part in ("name", "search"))
    assert search["y"] < name["y"] + name["height"]
