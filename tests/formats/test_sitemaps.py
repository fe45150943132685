"""The sitemaps of months and pages, and their index."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from articles.sitemaps import views
from articles.sitemaps.months import Month
from articles.text.dates import at_local
from tests.support.factories import NOON, make_article, make_brief, make_section
from tests.support.feeds import get_xml, texts

pytestmark = pytest.mark.django_db
SITE = "https://news.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def index(client):
    """The address of each sitemap in the index, and its lastmod."""
    return [
        (entry[0].text.removeprefix(SITE), entry[1].text if len(entry) > 1 else None)
        for entry in get_xml(client, "/sitemap.xml")
    ]


def pages(client, path):
    """The address of each page in the sitemap at `path`."""
    return [address.removeprefix(SITE) for address in texts(get_xml(client, path), "map:url/map:loc")]


def test_the_index_names_the_pages_and_each_month_with_its_newest_change(client):
    make_article(published_at=datetime(2019, 3, 5, 6, 7, 8, tzinfo=UTC))
    make_article()
    make_article(minutes=-600, updated_at=NOON + timedelta(days=40, seconds=1))
    assert index(client) == [
        ("/sitemaps/pages.xml", None),
        ("/sitemaps/2019-03.xml", "2019-03-05T10:07:08+04:00"),
        ("/sitemaps/2020-10.xml", "2020-11-11T12:00:01+04:00"),
    ]


def test_a_month_names_its_stories_oldest_first_with_the_last_change_of_each(client):
    second = make_article("Second", minutes=1)
    first = make_article("First", updated_at=NOON + timedelta(days=1))
    sitemap = get_xml(client, "/sitemaps/2020-10.xml")
    assert texts(sitemap, "map:url/map:loc") == [SITE + first.get_absolute_url(), SITE + second.get_absolute_url()]
    assert texts(sitemap, "map:url/map:lastmod") == ["2020-10-03T12:00:00+04:00", "2020-10-02T12:01:00+04:00"]


def test_a_month_begins_and_ends_by_the_sites_own_clock(client):
    half_past = time(0, 30)
    make_article("September", published_at=at_local(date(2020, 9, 30), time(23, 59, 59)))
    make_article("October", published_at=at_local(date(2020, 10, 1), half_past))  # still September in UTC
    make_article("Summer", published_at=at_local(date(2011, 7, 1), time(0, 0)))  # the clock stood at +05 then
    assert [path for path, _ in index(client)[1:]] == [
        "/sitemaps/2011-07.xml",
        "/sitemaps/2020-09.xml",
        "/sitemaps/2020-10.xml",
    ]
    assert "/october/" in pages(client, "/sitemaps/2020-10.xml")[0]
    assert "/september/" in pages(client, "/sitemaps/2020-09.xml")[0]
    assert "2011-07-01T00:00:00+05:00" in client.get("/sitemaps/2011-07.xml").text


def test_the_year_turns():
    assert Month(2020, 12).next() == Month(2021, 1)
    assert Month(2020, 1).next() == Month(2020, 2)


def test_a_month_without_a_listed_story_has_no_sitemap(client):
    make_article("Here")
    make_article("Gone", published_at=NOON - timedelta(days=40), withdrawn_at=NOON)
    make_brief("A brief", published_at=NOON - timedelta(days=80))
    make_article("To come", published_at=timezone.now() + timedelta(days=40))
    assert [path for path, _ in index(client)] == ["/sitemaps/pages.xml", "/sitemaps/2020-10.xml"]
    assert client.get("/sitemaps/2020-08.xml").status_code == 404


def test_an_empty_site_has_an_index_all_the_same(client):
    assert index(client) == [("/sitemaps/pages.xml", None)]


def test_a_month_too_long_for_one_file_is_split_and_misses_nothing(client, monkeypatch):
    monkeypatch.setattr(views, "FILE_MAX", 3)
    # Three of one moment: the parts divide them by their numbers.
    stories = [make_article(f"Story {number}", minutes=minute) for number, minute in enumerate([0, 1, 2, 2, 2, 5, 6])]
    make_article(published_at=NOON - timedelta(days=40))
    _, august, *parts = index(client)
    assert august == ("/sitemaps/2020-08.xml", "2020-08-23T12:00:00+04:00")
    assert [lastmod for _, lastmod in parts] == [
        "2020-10-02T12:02:00+04:00",
        "2020-10-02T12:05:00+04:00",
        "2020-10-02T12:06:00+04:00",
    ]
    assert parts[0][0] == "/sitemaps/2020-10.xml"
    found = [pages(client, path) for path, _ in parts]
    assert [len(part) for part in found] == [3, 3, 1]
    assert [page for part in found for page in part] == [story.get_absolute_url() for story in stories]


def test_a_month_that_just_fits_is_one_file(client, monkeypatch):
    monkeypatch.setattr(views, "FILE_MAX", 3)
    for minute in range(3):
        make_article(minutes=minute)
    make_brief()  # counts as an entry of the index, so the month is looked at more closely
    assert [path for path, _ in index(client)[1:]] == ["/sitemaps/2020-10.xml"]


@pytest.mark.parametrize(
    "name", ["2020-13", "2020-1", "20-10", "2020-10-02", "2020-10_", "2020-10_x", "0000-01", "9999-12", "x", "2020-W1"]
)
def test_what_is_no_month_is_404(client, name):
    make_article()
    assert client.get(f"/sitemaps/{name}.xml").status_code == 404


def test_the_pages_are_front_latest_archive_sections_and_the_tags_in_use(client):
    make_article(tags=["Roads"])
    make_section("Sport")
    make_article(published_at=None, tags=["Secret"])
    assert pages(client, "/sitemaps/pages.xml") == [
        "/",
        "/latest/",
        "/tags/",
        "/authors/",
        "/archive/",
        "/section/region/",
        "/section/sport/",
        "/tag/roads/",
    ]


def test_the_pages_never_are_more_than_a_file_may_name(client, monkeypatch):
    monkeypatch.setattr(views, "FILE_MAX", 8)
    make_article(tags=["One", "Two", "Three", "Four"])
    assert len(pages(client, "/sitemaps/pages.xml")) == 8


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemaps/2020-10.xml", "/sitemaps/pages.xml", "/sitemap-news.xml"])
def test_a_sitemap_is_xml(client, path):
    make_article()
    assert client.get(path)["Content-Type"] == "application/xml; charset=utf-8"
