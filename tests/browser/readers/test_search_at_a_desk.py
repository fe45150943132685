"""The search at a desk: its filters are open beside what was found."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.factories import make_article


@pytest.mark.parametrize("address", ["/search/?q=bridge", "/search/?q=nothing", "/search/"])
def test_filters_are_open_beside_the_stories(page: Page, address):
    make_article("A bridge")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    expect(page.get_by_label("Section", exact=True)).to_be_visible()
    fields, words = (page.locator(part).bounding_box() for part in (".fields", ".words"))
    assert words["x"] + words["width"] < fields["x"]
    assert fields["y"] < 400
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(address)
    fields, words = (page.locator(part).bounding_box() for part in (".filters", ".words"))
    assert fields["y"] >= words["y"] + words["height"]


def test_a_filter_beside_the_stories_is_sent_with_the_words(page: Page):
    make_article("A bridge")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/search/?q=bridge")
    page.get_by_label("Published").select_option(index=1)
    page.locator(".send button").click()
    expect(page.get_by_label("All stories").locator("#id_q")).to_have_value("bridge")
    expect(page.get_by_role("link", name="Remove this filter")).to_be_visible()


def test_a_search_that_finds_nothing_shows_the_newest_stories(page: Page):
    make_article("A bridge")
    page.goto("/search/?q=zzyzx")
    expect(page.locator(".latest-news").get_by_role("link", name="A bridge")).to_be_visible()
