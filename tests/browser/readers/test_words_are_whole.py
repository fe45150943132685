"""Words that are cut are cut on purpose: labels end with an ellipsis, headlines and names are whole."""

import pytest
from playwright.sync_api import Page

from articles.models import Author, Byline
from tests.support.factories import make_article, make_brief, make_section, make_top_story
from tests.support.pictures import make_photo

LONG = "Գիտություն, տեխնոլոգիաներ և բնության պահպանություն"
# What is cut off is a line at least; letters alone may be higher than a tight line.
CUT = "words => words.filter(one => one.scrollHeight > one.clientHeight + 9).map(one => one.textContent.trim())"
# The label, and its text's own box: neither may reach beyond the second; what is too long has an ellipsis.
LABELS = """labels => labels.map(label => {
    const link = label.querySelector("a"), {textOverflow} = getComputedStyle(link);
    const right = label.closest(".second").getBoundingClientRect().right;
    return [link.scrollWidth > link.clientWidth, textOverflow, link.getBoundingClientRect().right <= right + 1];
})"""
LINES = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size;
}"""


@pytest.mark.parametrize("width", [768, 1280])
def test_a_label_that_is_too_long_for_its_column_ends_with_an_ellipsis(page: Page, width):
    for number in range(4):
        make_article(f"A story {number}", section=make_section(LONG), minutes=number)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    assert page.locator(".second .label").evaluate_all(LABELS) == [[True, "ellipsis", True]] * 3


def test_the_name_of_an_author_with_a_portrait_is_not_broken_within_a_word_on_a_phone(page: Page):
    author = Author.objects.create(name="Anahit Hovhannisyan", photo=make_photo(600, 600))
    Byline.objects.create(article=make_article("A story"), author=author)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(author.get_absolute_url())
    assert page.locator("h1").evaluate(LINES) == 2
    assert page.locator(".person img").bounding_box()["width"] == 128


@pytest.mark.parametrize("width", [390, 768])
def test_a_brief_among_top_stories_is_whole_on_phone_and_tablet(page: Page, width):
    make_article("The lead")
    make_top_story(make_brief("Bridge over the Debed stays closed until the repair of its third pillar ends " * 4))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    headlines = page.locator(".front-top .headline")
    assert headlines.count() == 1
    assert headlines.evaluate_all(CUT) == []


@pytest.mark.parametrize("width", [390, 768, 1024, 1280, 1680])
def test_headlines_of_140_letters_are_whole_on_the_front_page(page: Page, width):
    photo = make_photo(1600, 1067)
    words = "Government of Armenia approves a programme for repairing rural roads, bridges and tunnels in districts"
    for number in range(60):
        section = make_section(f"Section {number % 10}")
        shown = photo if number % 3 else None
        make_article(f"{words} before the winter of 2021, {number}", section=section, photo=shown, minutes=-number)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    headlines = page.locator(".page .headline")
    assert headlines.count() >= 15
    assert headlines.evaluate_all(CUT) == []
