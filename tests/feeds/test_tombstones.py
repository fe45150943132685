"""A story that was withdrawn or retracted leaves every feed; Atom says so (RFC 6721)."""

from datetime import timedelta

import pytest

from articles.models import Article, Correction
from tests.support.factories import NOON, make_article, make_brief, make_section
from tests.support.feeds import NAMESPACES, get_xml, headlines, texts

pytestmark = pytest.mark.django_db
GONE = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.SITE_TAG_AUTHORITY = "news.example.org,2020"


def tombstones(client, path="/feeds/latest.atom"):
    return get_xml(client, path).findall("at:deleted-entry", NAMESPACES)


def test_a_withdrawn_story_has_a_tombstone_that_does_not_name_it(client):
    story = make_article("A secret headline", withdrawn_at=GONE)
    (tombstone,) = tombstones(client)
    assert tombstone.attrib == {
        "ref": f"tag:news.example.org,2020:news/{story.pk}",
        "when": "2020-10-03T12:00:00+04:00",
    }
    assert texts(tombstone, "at:comment") == ["The story was withdrawn."]
    assert "secret" not in client.get("/feeds/latest.atom").text


def test_a_retracted_story_has_a_tombstone_that_leads_to_the_reason(client):
    story = make_article("Bridge falls")
    Correction.objects.create(article=story, kind=Correction.Kind.RETRACTION, text="It stands.", made_at=GONE)
    (tombstone,) = tombstones(client)
    assert tombstone.attrib == {
        "ref": f"tag:news.example.org,2020:news/{story.pk}",
        "when": "2020-10-03T12:00:00+04:00",
    }
    assert texts(tombstone, "at:comment") == ["The story was retracted; its page says why."]
    assert (
        tombstone.find("atom:link", NAMESPACES).get("href") == f"https://news.example.org/news/{story.pk}/bridge-falls/"
    )


@pytest.mark.parametrize("form", ["rss", "json"])
def test_the_other_formats_simply_no_longer_have_it(client, form):
    make_article("Withdrawn", withdrawn_at=GONE)
    make_article("Retracted", retracted_at=GONE)
    make_article("Still there")
    assert headlines(client, f"/feeds/latest.{form}") == ["Still there"]


def test_a_departure_is_news_of_the_feed(client):
    make_article("Still there")
    make_article("Withdrawn", withdrawn_at=GONE)
    assert texts(get_xml(client, "/feeds/latest.atom"), "atom:updated") == ["2020-10-03T12:00:00+04:00"]


def test_tombstones_stand_in_the_feeds_in_which_the_story_stood(client):
    make_article("Withdrawn", withdrawn_at=GONE, tags=["Roads"])
    make_article("Elsewhere", section=make_section("Sport"), tags=["Football"])
    counts = {
        path: len(tombstones(client, f"{path}feed.atom"))
        for path in ("/section/region/", "/tag/roads/", "/section/sport/", "/tag/football/")
    }
    assert counts == {"/section/region/": 1, "/tag/roads/": 1, "/section/sport/": 0, "/tag/football/": 0}


def test_only_what_would_have_stood_among_the_thirty_is_announced(client):
    make_article("Too old", minutes=-1, withdrawn_at=GONE)
    for minute in range(30):
        make_article(minutes=minute)
    recent = make_article("Recent", minutes=1, withdrawn_at=GONE)
    assert [tombstone.get("ref").rpartition("/")[2] for tombstone in tombstones(client)] == [str(recent.pk)]


def test_at_most_thirty_are_announced_the_last_to_go_first(client):
    for minute in range(40):
        make_article(minutes=minute, withdrawn_at=GONE + timedelta(minutes=minute))
    whens = [tombstone.get("when") for tombstone in tombstones(client)]
    assert len(whens) == 30
    assert whens[0] == "2020-10-03T12:39:00+04:00"
    assert whens == sorted(whens, reverse=True)


def test_what_no_reader_ever_saw_is_not_announced(client):
    make_article("Withdrawn before its time", withdrawn_at=NOON - timedelta(hours=1))
    make_article("A draft", published_at=None, withdrawn_at=GONE)
    make_brief("A brief", withdrawn_at=GONE)
    assert tombstones(client) == []


def test_a_restored_story_has_no_tombstone(client):
    story = make_article("Back again", withdrawn_at=GONE)
    story.restore()
    assert tombstones(client) == []
    assert headlines(client, "/feeds/latest.atom") == ["Back again"]


def test_departed_is_asked_of_a_moment():
    make_article("Withdrawn", withdrawn_at=GONE)
    assert Article.objects.departed(at=NOON - timedelta(seconds=1)).count() == 0
    assert Article.objects.departed(at=NOON).count() == 1
