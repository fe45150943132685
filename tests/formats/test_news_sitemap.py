"""The sitemap for Google News: two days, and at most a thousand stories."""

from datetime import timedelta

import pytest

from articles.sitemaps import views
from tests.support.factories import NOON, make_article
from tests.support.feeds import NAMESPACES, get_xml, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(settings, time_machine):
    settings.SITE_URL = "https://news.example.org"
    settings.SITE_NAME = "Rock & Roll Herald"
    time_machine.move_to(NOON, tick=False)


def test_an_entry_names_publication_language_first_publication_and_headline(client):
    story = make_article("Bridge < road", published_at=NOON - timedelta(hours=1), updated_at=NOON)
    (url,) = get_xml(client, "/sitemap-news.xml").findall("map:url", NAMESPACES)
    assert texts(url, "map:loc") == [f"https://news.example.org/news/{story.pk}/bridge-road/"]
    assert texts(url, "news:news/news:publication/news:name") == ["Rock & Roll Herald"]
    assert texts(url, "news:news/news:publication/news:language") == ["en"]
    assert texts(url, "news:news/news:publication_date") == ["2020-10-02T11:00:00+04:00"]
    assert texts(url, "news:news/news:title") == ["Bridge < road"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ru", "ru"), ("hyw", "hyw"), ("en-GB", "en"), ("sr-Latn", "sr"), ("zh-Hans", "zh-cn"), ("zh-Hant-HK", "zh-tw")],
)
def test_the_language_is_the_storys_as_google_writes_it(client, tag, language):
    make_article(published_at=NOON - timedelta(hours=1), language=tag)
    assert texts(get_xml(client, "/sitemap-news.xml"), ".//news:language") == [language]


def test_it_holds_the_stories_of_the_last_48_hours_newest_first(client):
    make_article("Now", published_at=NOON)
    make_article("Just inside", published_at=NOON - timedelta(hours=48))
    make_article("Too old", published_at=NOON - timedelta(hours=48, seconds=1))
    make_article("To come", published_at=NOON + timedelta(seconds=1))
    assert texts(get_xml(client, "/sitemap-news.xml"), ".//news:title") == ["Now", "Just inside"]


def test_it_holds_the_newest_so_many_and_no_more(client, monkeypatch):
    assert views.NEWS_MAX == 1_000
    monkeypatch.setattr(views, "NEWS_MAX", 2)
    for minute in range(3):
        make_article(f"Story {minute}", minutes=minute - 10)
    assert texts(get_xml(client, "/sitemap-news.xml"), ".//news:title") == ["Story 2", "Story 1"]


def test_on_a_quiet_day_it_is_empty_and_whole(client):
    assert list(get_xml(client, "/sitemap-news.xml")) == []
