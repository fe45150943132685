"""An editor logs in, writes a story with a link and two tags, and publishes it: readers see it at once."""

import re

from playwright.sync_api import expect

from articles.models import Article, Tag
from tests.browser.desk import choose, create_tag, link, text_of
from tests.support.factories import make_section


def test_a_story_written_in_the_browser_is_on_the_front_page_in_its_section_and_in_both_tags(newsroom, complaints):
    make_section("Culture")
    Tag.objects.create(name="Gyumri")
    page = newsroom
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Headline").fill("Gyumri opens a museum of chess")
    text_of(page).click()
    page.keyboard.type("Forty boards are shown. Read the catalogue")
    link(page, "the catalogue", "https://example.org/chess")
    choose(page, "section", "cult", "Culture")
    choose(page, "tags", "gyu", "Gyumri")
    create_tag(page, "Chess")
    page.get_by_role("button", name="Publish now").click()
    page.get_by_role("button", name="Publish anyway").click()  # it has no summary of its own
    expect(page.locator(".messagelist")).to_contain_text("“Gyumri opens a museum of chess” is on the site.")

    article = Article.objects.get()
    assert article.body == ('<p>Forty boards are shown. Read <a href="https://example.org/chess">the catalogue</a></p>')
    assert (article.summary, article.blurb) == ("", "Forty boards are shown.")
    assert sorted(article.tags.names()) == ["Chess", "Gyumri"]
    for address in ("/", "/section/culture/", "/tag/gyumri/", "/tag/chess/"):
        page.goto(address)
        expect(page.locator("main").get_by_role("link", name="Gyumri opens a museum of chess").first).to_be_visible()
    page.locator("main").get_by_role("link", name="Gyumri opens a museum of chess").first.click()
    expect(page).to_have_url(re.compile(rf"/news/{article.pk}/gyumri-opens-a-museum-of-chess/$"))
    expect(page.get_by_role("link", name="the catalogue")).to_have_attribute("href", "https://example.org/chess")
    assert complaints == []
