"""The newsroom's own pages in a browser: the link to a preview, the pages that ask, the start page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Tag
from tests.browser.desk import choose
from tests.browser.visit import AXE, AXE_OPTIONS, STICKING_OUT, VIOLATIONS
from tests.support.factories import make_article, make_section, make_top_story
from tests.support.newsroom import CHANGE, LIST


@pytest.fixture
def stranger(browser, base_url):
    """A page of somebody who has no account."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


def violations(page) -> list:
    page.evaluate(AXE)
    return page.evaluate(VIOLATIONS, AXE_OPTIONS)


def choose_all(page, action: str) -> None:
    """Ticks every story of the list and starts the action."""
    page.goto(reverse(LIST))
    for box in page.locator(".action-select").all():
        box.check()
    page.get_by_label("Action:").select_option(action)
    page.locator("button[name=index]").click()


def test_a_stranger_opens_the_link_that_the_editor_copied(newsroom, stranger, complaints, settings, base_url):
    settings.SITE_URL = base_url
    article = make_article("Rain", published_at=None, body="<p>It rains.</p>")
    newsroom.context.grant_permissions(["clipboard-read", "clipboard-write"])
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    newsroom.get_by_role("link", name="Preview links").click()
    newsroom.get_by_role("button", name="Make a link").click()
    newsroom.get_by_role("button", name="Copy link").click()
    expect(newsroom.get_by_role("button", name="Copied")).to_be_visible()
    stranger.goto(newsroom.evaluate("navigator.clipboard.readText()"))
    expect(stranger.get_by_role("heading", name="Preview, not published")).to_be_visible()
    expect(stranger.get_by_text("It rains.")).to_be_visible()
    assert violations(stranger) == []
    newsroom.reload()
    expect(newsroom.get_by_text("Opened 1 time, the last on")).to_be_visible()
    assert violations(newsroom) == []
    newsroom.get_by_role("button", name="End this link").click()
    expect(newsroom.get_by_text("Over: ended by hand")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_role("heading", name="This preview is over")).to_be_visible()
    assert complaints == []


def test_the_newsrooms_preview_keeps_to_its_policy(newsroom, complaints):
    article = make_article("Rain", published_at=None)
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    newsroom.get_by_role("link", name="Preview as saved").click()
    expect(newsroom.get_by_role("heading", name="Rain")).to_be_visible()
    newsroom.wait_for_load_state("networkidle")
    assert complaints == []


def test_many_stories_are_withdrawn_for_one_reason(newsroom, complaints):
    make_article("Rain")
    make_article("Snow")
    choose_all(newsroom, "withdraw")
    newsroom.get_by_label("Reason").fill("Sent by mistake.")
    newsroom.get_by_role("button", name="Withdraw").click()
    expect(newsroom.get_by_text("2 stories are off the site.")).to_be_visible()
    assert [article.withdrawn_because for article in Article.objects.all()] == ["Sent by mistake."] * 2
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_many_stories_are_published_after_their_warnings_were_read(newsroom, complaints, width):
    newsroom.set_viewport_size({"width": width, "height": 844})
    make_article("Rain", published_at=None, summary="")
    make_article("Snow", published_at=None)
    choose_all(newsroom, "publish")
    expect(newsroom.get_by_text("The story has no summary; its first sentence serves.")).to_be_visible()
    assert newsroom.evaluate(STICKING_OUT) == []
    newsroom.get_by_role("button", name="Publish anyway").click()
    expect(newsroom.get_by_text("2 stories are now on the site.")).to_be_visible()
    assert Article.objects.published().count() == 2
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_tag_is_looked_up_and_added_to_many_stories(newsroom, complaints, width):
    newsroom.set_viewport_size({"width": width, "height": 844})
    Tag.objects.create(name="Weather")
    make_article("Rain", section=make_section())
    make_article("Snow")
    choose_all(newsroom, "add_tag")
    choose(newsroom, "answer", "weat", "Weather")
    newsroom.get_by_role("button", name="Add tag").click()
    expect(newsroom.get_by_text("2 stories are tagged Weather.")).to_be_visible()
    assert Article.objects.tagged(Tag.objects.get()).count() == 2
    assert complaints == []


@pytest.mark.parametrize("action", ["withdraw", "move", "publish"])
def test_axe_finds_nothing_on_a_page_that_asks(newsroom, action):
    make_article("Rain")
    make_article("Snow", published_at=None, summary="")
    choose_all(newsroom, action)
    expect(newsroom.locator("[name=answer]")).to_be_attached()
    assert violations(newsroom) == []


def test_axe_finds_nothing_on_the_start_page(newsroom, editor):
    make_article("Rain", published_at=None).history.update(history_user=editor)
    make_top_story(make_article("Snow"), until=timezone.now() + timedelta(hours=1), position=1)
    make_top_story(make_article("Hail"), until=timezone.now() - timedelta(hours=1), position=2)
    newsroom.goto("/admin/")
    assert violations(newsroom) == []
