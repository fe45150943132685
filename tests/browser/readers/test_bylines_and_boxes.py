"""Names in a sentence, links that wrap, the line of sections: where lines end, how far apart, what is marked."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page

from articles.models import Article
from tests.support.factories import make_article, make_bylines, make_section

NAMES = ("Anahit Sargsyan", "Hovhannes Ter-Petrosyan", "Ani Sarkis", "Mariam Vardanyan-Hakobyan", "Aram Khachatryan")
# The names after which the comma begins a line; the comma is the text node after the link.
LOST_COMMAS = """links => links.filter(link => {
    const comma = link.nextSibling;
    if (!comma?.data?.startsWith(",")) return false;
    const range = document.createRange();
    range.setStart(comma, 0);
    range.setEnd(comma, 1);
    const last = [...link.getClientRects()].at(-1), mark = range.getBoundingClientRect();
    return mark.left + 1 < last.right || mark.top > last.bottom;
}).map(link => link.textContent)"""
ROWS = "links => [...new Set(links.map(link => Math.round(link.getBoundingClientRect().top)))]"
LINES = "links => links.flatMap(link => [...link.getClientRects()].map(line => line.height))"
BORDERS = """links => links.filter(link => getComputedStyle(link).borderBlockEndWidth !== "0px")
    .map(link => link.textContent)"""


@pytest.fixture
def story() -> Article:
    """A story of five authors with three tags, which another story has too; the last section has a very long name."""
    story = make_article("A bridge", tags=["Regional railways", "Bridges and tunnels", "Reconstruction"])
    make_bylines(story, *NAMES)
    make_article("A tunnel", tags=["Regional railways", "Bridges and tunnels", "Reconstruction"])
    make_article("A fair", section=make_section("Science, technology, engineering and the arts of the whole region"))
    return story


@pytest.mark.parametrize("width", range(320, 800, 20))
def test_no_line_begins_with_the_comma_after_a_name(page: Page, story, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(story.get_absolute_url())
    assert page.locator(".byline a").count() == 5
    assert page.locator(".byline a, .box-name a").evaluate_all(LOST_COMMAS) == []


@pytest.mark.parametrize("box", [".byline a", "#related a"])
def test_rows_of_names_stand_close_on_a_phone(page: Page, story, box):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(story.get_absolute_url())
    rows = page.locator(box).evaluate_all(ROWS)
    apart = [below - above for above, below in pairwise(rows)]
    assert len(rows) >= 2
    assert all(24 <= distance <= 36 for distance in apart), apart


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_each_line_of_a_link_that_wraps_is_a_target_of_24_pixels(page: Page, story, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(story.get_absolute_url())
    lines = page.locator(".foot a, .byline a, .tags a, .story footer a, #related a").evaluate_all(LINES)
    assert len(lines) > 12
    assert min(lines) >= 24


def test_forced_colours_mark_the_current_section_alone(page: Page, story):
    page.emulate_media(forced_colors="active")
    page.goto("/section/region/")
    assert page.locator(".sections a").count() == 3
    assert page.locator(".sections a").evaluate_all(BORDERS) == ["Region"]
