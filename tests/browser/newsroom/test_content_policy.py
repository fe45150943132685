"""The newsroom's pages work under their strict content policy: the browser refuses nothing."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_article, make_top_story

PAGES = ["article/", "article/add/", "section/", "section/add/", "tag/", "topstory/", "topstory/add/"]


def test_the_way_in(page, complaints, editor):
    page.goto("/admin/")
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".errornote")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page(newsroom, complaints, address):
    make_top_story(make_article("Rain", tags=["Gyumri"]))
    newsroom.goto(f"/admin/articles/{address}", wait_until="networkidle")
    expect(newsroom.locator("#content h1")).to_be_visible()
    assert complaints == []


def test_the_form_and_its_calendar(newsroom, complaints):
    article = make_article("Rain", tags=["Gyumri"])
    newsroom.goto(f"/admin/articles/article/{article.pk}/change/", wait_until="networkidle")
    newsroom.locator(".field-published_at").get_by_title("Choose a Date").or_(
        newsroom.locator("#calendarlink0")
    ).first.click()
    expect(newsroom.locator("#calendarbox0")).to_be_visible()
    assert complaints == []
