"""Marks and columns: what was searched for looks like no link, the column of times stays, how long ago a story came."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.support.factories import make_article, make_brief, move_site_to

LEFT = "items => [...new Set(items.map(item => Math.round(item.getBoundingClientRect().left)))]"


def test_words_that_were_searched_for_are_not_underlined_as_links_are(page: Page):
    make_article("Ferry leaves at noon")
    page.goto("/search/?q=ferry")
    mark = page.locator("h2 mark")
    style = mark.evaluate(
        "one => { const s = getComputedStyle(one); return [s.textDecorationLine, s.backgroundColor]; }"
    )
    assert style == ["none", "rgb(246, 233, 180)"]


def test_latest_news_without_a_time_keep_the_column_of_times(page: Page):
    make_article("Ferry leaves at noon")
    make_brief("Bridge is closed")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/corrections/")
    items = page.locator(".latest-news .item")
    assert items.count() == 2
    assert len(items.evaluate_all(LEFT)) == 1


def test_how_long_ago_a_story_came_is_not_printed(page: Page):
    make_article("Ferry leaves at noon")
    page.goto("/")
    page.locator(".lead .stamp").evaluate(
        "line => line.insertAdjacentHTML('beforeend', '<span class=ago>8 min. ago</span>')"
    )
    page.emulate_media(media="print")
    assert page.locator(".ago").is_hidden()


@pytest.mark.parametrize(("language", "said"), [("en", "2 hr. ago"), ("ru", "2 ч назад"), ("hy", "2 ժ առաջ")])
def test_how_long_ago_a_story_came_is_said_in_the_pages_language(page: Page, language, said):
    make_article("Ferry leaves at noon", published_at=timezone.now() - timedelta(minutes=130))
    if language != "en":
        move_site_to(language)
    page.goto("/" if language == "en" else f"/{language}/")
    expect(page.locator(".lead .ago")).to_have_text(
        said.replace(" ", "\N{NO-BREAK SPACE}") if language == "ru" else said
    )
