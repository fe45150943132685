"""From a story on the site back to its form, for whoever is logged in; readers see nothing of it."""

import re

from playwright.sync_api import Page, expect

from tests.support.factories import make_article


def edit(page: Page):
    return page.get_by_role("link", name="Edit", exact=True)


def test_an_editor_comes_from_the_story_to_its_form_and_a_reader_does_not(newsroom, browser, live_server, complaints):
    story = make_article("Bridge opens")
    newsroom.goto(story.get_absolute_url())
    expect(edit(newsroom)).to_be_in_viewport()
    edit(newsroom).click()
    expect(newsroom).to_have_url(re.compile(rf"/admin/articles/article/{story.pk}/change/$"))
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.goto(story.get_absolute_url())
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        expect(edit(page)).to_have_count(0)
    newsroom.get_by_role("button", name="Log out").click()
    newsroom.goto(story.get_absolute_url())
    expect(newsroom.get_by_role("button", name="Print")).to_be_visible()
    expect(edit(newsroom)).to_have_count(0)
    assert complaints == []


def test_a_cookie_that_somebody_else_wrote_leads_nowhere_else(page: Page, live_server):
    for value in ("//evil.example", "javascript:alert(1)", "..", ""):
        page.context.add_cookies([{"name": "newsroom", "value": value, "url": live_server.url}])
        page.goto(make_article().get_absolute_url())
        expect(page.get_by_role("button", name="Print")).to_be_visible()
        links = edit(page).evaluate_all("all => all.map(one => one.origin)")
        assert links in ([], [live_server.url]), value
