"""A flash: a headline that an editor publishes before there is a text. It is news: it has a time and its place."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, FrontSlot
from tests.support.factories import NOON, make_article, make_brief, make_flash
from tests.support.newsroom import save

pytestmark = pytest.mark.django_db
STAMP = "October 2, 2020 - 12:00 AMT"


def test_its_page_prints_its_time_and_may_be_indexed(client):
    flash = make_flash("Quake shakes Gyumri", summary="No one was hurt.")
    page = client.get(flash.get_absolute_url()).text
    assert STAMP in page
    assert "noindex" not in page
    assert page.count("No one was hurt.</p>") == 1
    assert '"@type": "NewsArticle"' in page or '"@type":"NewsArticle"' in page


def test_a_brief_prints_no_time_and_is_not_indexed(client):
    page = client.get(make_brief("Quake shakes Gyumri").get_absolute_url()).text
    assert STAMP not in page
    assert "noindex" in page


@pytest.mark.parametrize("path", ["/", "/latest/", "/section/region/", "/archive/2020/10/02/"])
def test_lists_name_it_in_its_place_with_its_time(client, path):
    make_article("Older", minutes=-30)
    make_flash("Quake shakes Gyumri")
    make_article("Newer", minutes=30)
    page = client.get(path).text
    places = [page.index(f">{headline}</a>") for headline in ("Newer", "Quake shakes Gyumri", "Older")]
    assert places == sorted(places)


@pytest.mark.parametrize("path", ["/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json"])
def test_feeds_name_it(client, path):
    flash = make_flash("Quake shakes Gyumri", published_at=timezone.now())
    answer = client.get(path)
    assert answer.status_code == 200
    assert flash.headline in answer.text


def test_the_news_sitemap_names_it_and_not_a_brief(client):
    make_flash("Quake shakes Gyumri", published_at=timezone.now())
    make_brief("Named by a sidebar", published_at=timezone.now())
    text = client.get("/sitemap-news.xml").text
    assert "Quake shakes Gyumri" in text
    assert "Named by a sidebar" not in text


def test_it_can_lead_the_front_page(client):
    make_article("Newer", minutes=30)
    FrontSlot.objects.create(article=make_flash("Quake shakes Gyumri"), place=0)
    page = client.get("/").text
    assert page.index("Quake shakes Gyumri") < page.index(">Newer</a>")


def test_its_data_have_a_headline_and_no_body(client):
    flash = make_flash("Quake shakes Gyumri", summary="No one was hurt.")
    assert "bodies" not in client.get(reverse("articles:article_json", args=[flash.pk])).json()
    assert "No one was hurt." in client.get(reverse("articles:article_md", args=[flash.pk])).text
    assert client.get(reverse("articles:article_txt", args=[flash.pk])).status_code == 404
    assert f"/news/{flash.pk}.txt" not in client.get(flash.get_absolute_url()).text


def test_a_brief_becomes_one_when_an_editor_gives_it_a_time(admin_client):
    brief = make_brief("Quake shakes Gyumri")
    save(admin_client, brief, published_at=NOON.replace(hour=7))
    assert (brief.story_type, brief.time_known, brief.stamp) == ("flash", True, "October 2, 2020 - 11:00 AMT")


def test_a_brief_stays_one_when_an_editor_mends_its_words(admin_client):
    brief = make_brief("Quake shakes Gyumri")
    save(admin_client, brief, headline="Quake shakes Vanadzor")
    assert (brief.story_type, brief.time_known) == ("brief", False)


def test_a_text_makes_a_story_of_it_with_its_time(admin_client):
    flash = make_flash("Quake shakes Gyumri")
    save(admin_client, flash, body="<p>The ground shook.</p>")
    assert (Article.objects.get().story_type, flash.stamp) == ("story", STAMP)
