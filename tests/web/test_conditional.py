"""Who has the newest feed or sitemap already is told so: 304, and no more."""

from datetime import timedelta

import pytest

from tests.support.factories import NOON, make_article, make_bylines, make_section

pytestmark = pytest.mark.django_db
DATED = [
    "/feeds/latest.rss",
    "/feeds/latest.atom",
    "/feeds/latest.json",
    "/feeds/corrections.atom",
    "/section/region/feed.rss",
    "/tag/roads/feed.atom",
    "/author/ani/feed.json",
    "/sitemap.xml",
    "/sitemaps/2020-10.xml",
]
UNDATED = ["/sitemaps/pages.xml", "/sitemap-news.xml", "/robots.txt"]


@pytest.fixture(autouse=True)
def story():
    article = make_article("Bridge opens", tags=["Roads"])
    make_bylines(article, "Ani")
    return article


@pytest.mark.parametrize("path", DATED + UNDATED)
def test_the_same_etag_is_answered_with_304_and_no_body(client, path):
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize("path", DATED)
def test_the_same_date_is_answered_with_304(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_date_is_that_of_the_newest_change(client, story):
    assert client.get("/feeds/latest.rss")["Last-Modified"] == "Fri, 02 Oct 2020 08:00:00 GMT"
    story.updated_at = NOON + timedelta(seconds=1)
    story.save()
    assert client.get("/feeds/latest.rss")["Last-Modified"] == "Fri, 02 Oct 2020 08:00:01 GMT"


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_change_that_moves_no_date_still_moves_the_etag(client, form):
    first = client.get(f"/feeds/latest.{form}")
    section = make_section()
    section.name = "Regions"
    section.save()
    both = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    assert client.get(f"/feeds/latest.{form}", headers=both).status_code == 200


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_story_withdrawn_and_restored_is_never_hidden_by_a_date(client, story, form):
    path = f"/feeds/latest.{form}"
    make_article("Older", minutes=-60)
    before = client.get(path)["Last-Modified"]
    story.withdraw()
    without = client.get(path, headers={"If-Modified-Since": before})
    assert without.status_code == 200
    story.restore()
    assert client.get(path, headers={"If-Modified-Since": without["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize("path", DATED + UNDATED)
def test_nothing_here_sets_a_cookie_or_takes_a_post(client, path):
    assert not client.get(path).cookies
    assert client.post(path).status_code == 405
