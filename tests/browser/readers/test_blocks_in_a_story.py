"""Tables, quotations and footnotes of a story, as a reader uses them."""

import pytest
from playwright.sync_api import Page, expect

from articles.text.richtext import sanitise
from tests.browser.visit import STICKING_OUT, wait_until
from tests.support.demo import blocks
from tests.support.factories import make_article

FILLER = "<p>The road goes on, and so does the rain that falls on it.</p>" * 20


@pytest.fixture
def story(live_server):
    body = blocks(
        "Roads were counted.", "Year", "Kilometers", "A road is a promise.", "Ani", "Figures", "Seven", "By hand."
    )
    return make_article("Roads counted", body=sanitise(body.replace("<table>", f"{FILLER}<table>")))


@pytest.mark.parametrize("width", [320, 390])
def test_a_wide_table_scrolls_by_keyboard_and_the_page_does_not(page: Page, story, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(story.get_absolute_url())
    assert page.evaluate(STICKING_OUT) == []
    region = page.get_by_role("region", name="Table 1")
    region.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, "document.querySelector('.table').scrollLeft > 0")
    assert page.evaluate("scrollX") == 0


def test_a_table_has_its_headers(page: Page, story):
    page.goto(story.get_absolute_url())
    expect(page.get_by_role("columnheader", name="Year")).to_be_visible()
    expect(page.get_by_role("rowheader", name="2020")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_footnote_and_the_way_back(browser, story, live_server, scripts):
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page.goto(f"{live_server.url}{story.get_absolute_url()}")
    page.get_by_role("link", name="Note 1", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}{story.get_absolute_url()}#note-1")
    expect(page.get_by_text("By hand.")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text from note 1").click()
    expect(page.get_by_text("Roads were counted.")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_text("By hand.")).to_be_in_viewport()
    page.context.close()


def test_on_paper_nothing_of_a_table_is_cut_off_and_no_link_leads_back(page: Page, story):
    page.goto(story.get_absolute_url())
    page.emulate_media(media="print")
    assert page.locator(".table").evaluate("table => getComputedStyle(table).overflowX") == "visible"
    expect(page.locator(".back")).to_be_hidden()
    expect(page.get_by_text("By hand.")).to_be_visible()
