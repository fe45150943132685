"""A scheduled story appears by itself when its moment comes: no job runs, nobody presses anything."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.desk import choose, text_of
from tests.support.factories import make_section


def test_a_story_scheduled_in_the_form_appears_on_the_front_page_by_itself(newsroom, complaints):
    make_section("Society")
    page = newsroom
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Headline").fill("Night buses to Abovyan")
    page.get_by_label("Summary").fill("The first at one.")
    text_of(page).click()
    page.keyboard.type("They run from midnight.")
    choose(page, "section", "soc", "Society")
    ahead = timezone.localtime(timezone.now() + timedelta(minutes=1))
    page.get_by_role("button", name="Schedule").click()
    expect(page.locator(".field-published_at .errorlist")).to_have_text(
        "Say when the story shall appear, then schedule it."
    )
    expect(text_of(page)).to_have_text("They run from midnight.")
    page.get_by_label("Date", exact=True).fill(f"{ahead:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{ahead:%H:%M:%S}")
    page.get_by_role("button", name="Schedule").click()
    expect(page.locator(".messagelist")).to_contain_text("is scheduled. It appears by itself on")
    assert Article.objects.get().published_at == ahead.replace(microsecond=0)

    headline = page.locator("main").get_by_role("link", name="Night buses to Abovyan")
    page.goto("/")
    expect(headline).to_have_count(0)
    Article.objects.update(
        published_at=timezone.now() + timedelta(seconds=1)
    )  # so that the test need not wait a minute

    def look_again():
        page.reload()
        expect(headline.first).to_be_visible(timeout=100)

    eventually(look_again)
    assert complaints == []


def eventually(look, seconds=10):
    """Repeats `look` until it raises no AssertionError; after `seconds` lets the error through."""
    deadline = timezone.now() + timedelta(seconds=seconds)
    while True:
        try:
            return look()
        except AssertionError:
            if timezone.now() > deadline:
                raise
