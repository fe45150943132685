"""Two editors write in one story: the second to save loses nothing, compares, merges, and an old version comes back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.desk import out_of_sight, text_of, type_at_end
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE


@pytest.fixture
def met(newsroom):
    """The second editor's page, after the save that met another one."""
    article = make_article("Rain in Gyumri", body="<p>It rains in Gyumri.</p>")
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom)
    other = Article.objects.get()
    other.headline = "Rain and snow in Gyumri"
    other.save()
    type_at_end(newsroom, " It pours.")
    newsroom.get_by_role("button", name="Save", exact=True).click()
    expect(newsroom.get_by_role("heading", name="Saved meanwhile")).to_be_visible()
    return newsroom


def test_the_second_editor_sees_both_texts_and_merges_them(met, complaints):
    assert Article.objects.get().body == "<p>It rains in Gyumri.</p>"
    expect(met.get_by_role("region", name="Headline, saved").locator("del")).to_have_text("and snow")
    expect(met.get_by_role("region", name="Text, yours").locator("ins")).to_have_text("It pours.")
    expect(text_of(met)).to_have_text("It rains in Gyumri. It pours.")
    met.get_by_role("textbox", name="Headline").fill("Rain and snow in Gyumri")
    met.get_by_role("button", name="Save", exact=True).click()
    expect(met.get_by_text("is on the site.")).to_be_visible()
    article = Article.objects.get()
    assert (article.headline, article.body) == ("Rain and snow in Gyumri", "<p>It rains in Gyumri. It pours.</p>")
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_both_texts_fit_on_the_screen(met, width):
    met.set_viewport_size({"width": width, "height": 844})
    assert out_of_sight(met) == []


def test_an_old_version_is_read_and_restored(newsroom, complaints):
    article = make_article("Rain in Gyumri")
    article.headline = "Snow in Gyumri"
    article.save()
    newsroom.set_viewport_size({"width": 390, "height": 844})
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    newsroom.get_by_role("link", name="History").click()
    expect(newsroom.locator(".version ins")).to_have_text("Snow")
    assert out_of_sight(newsroom) == []
    newsroom.get_by_role("link", name="to read and restore").click()
    newsroom.get_by_role("button", name="Restore this version").click()
    expect(newsroom.get_by_text("says again what the version of")).to_be_visible()
    assert Article.objects.get().headline == "Rain in Gyumri"
    assert complaints == []
