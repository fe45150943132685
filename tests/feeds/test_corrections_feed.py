"""Our corrections as an Atom feed."""

from datetime import timedelta

import pytest

from articles.models import Correction
from tests.support.factories import NOON, make_article
from tests.support.feeds import NAMESPACES, get_xml, headlines, texts

pytestmark = pytest.mark.django_db
FEED = "/feeds/corrections.atom"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.SITE_TAG_AUTHORITY = "news.example.org,2020"
    settings.SITE_NAME = "The Herald"


def correct(article, *, minutes=60, **fields):
    fields.setdefault("text", "It was <Monday>.\r\n\r\nWe regret it.")
    return Correction.objects.create(article=article, made_at=NOON + timedelta(minutes=minutes), **fields)


def test_an_entry_says_what_was_corrected_in_which_story(client):
    story = make_article("Bridge opens")
    correction = correct(story)
    feed = get_xml(client, FEED)
    assert texts(feed, "atom:id") == ["tag:news.example.org,2020:feeds/corrections"]
    assert texts(feed, "atom:title") == ["The Herald: corrections"]
    entry = feed.find("atom:entry", NAMESPACES)
    assert texts(entry, "atom:id") == [f"tag:news.example.org,2020:corrections/{correction.pk}"]
    assert texts(entry, "atom:title") == ["Correction: Bridge opens"]
    assert entry.find("atom:link", NAMESPACES).get("href") == f"https://news.example.org/news/{story.pk}/bridge-opens/"
    assert texts(entry, "atom:published") == ["2020-10-02T13:00:00+04:00"]
    assert texts(entry, "atom:updated") == ["2020-10-02T13:00:00+04:00"]
    assert texts(entry, "atom:author/atom:name") == ["The Herald"]
    assert texts(entry, "atom:content") == ["<p>It was &lt;Monday&gt;.</p>\n<p>We regret it.</p>"]


def test_it_holds_the_newest_thirty_newest_first(client):
    story = make_article()
    for number in range(31):
        correct(story, minutes=number, kind=Correction.Kind.UPDATE)
    entries = texts(get_xml(client, FEED), "atom:entry/atom:published")
    assert len(entries) == 30
    assert entries[0] == "2020-10-02T12:30:00+04:00"
    assert entries == sorted(entries, reverse=True)


def test_a_retraction_stands_in_it_since_the_storys_address_stays(client):
    correct(make_article("Bridge falls"), kind=Correction.Kind.RETRACTION)
    assert headlines(client, FEED) == ["Retraction: Bridge falls"]


def test_corrections_of_what_is_not_public_do_not_stand_in_it(client):
    correct(make_article("A draft", published_at=None))
    correct(make_article("Withdrawn before", withdrawn_at=NOON))
    feed = get_xml(client, FEED)
    assert feed.findall("atom:entry", NAMESPACES) == []
    assert feed.findall("at:deleted-entry", NAMESPACES) == []


def test_a_correction_that_went_with_its_story_has_a_tombstone(client):
    story = make_article("Bridge opens")
    correction = correct(story)
    story.withdraw()
    feed = get_xml(client, FEED)
    assert feed.findall("atom:entry", NAMESPACES) == []
    (tombstone,) = feed.findall("at:deleted-entry", NAMESPACES)
    assert tombstone.get("ref") == f"tag:news.example.org,2020:corrections/{correction.pk}"


@pytest.mark.parametrize("form", ["rss", "json"])
def test_it_is_atom_alone(client, form):
    assert client.get(f"/feeds/corrections.{form}").status_code == 404
