"""Which answers everybody may keep, and which query parameters a page reads."""

import pytest
from django.urls import resolve

from articles.web.public_page import PUBLIC
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_article("Bridge opens", tags=["Roads"])


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/latest/",
        "/section/region/",
        "/archive/",
        "/corrections/",
        "/feeds/latest.rss",
        "/sitemap.xml",
        "/robots.txt",
    ],
)
def test_a_public_page_may_be_kept_by_everybody(client, story, path):
    assert client.get(path)["Cache-Control"] == PUBLIC
    assert client.head(path)["Cache-Control"] == PUBLIC


def test_a_redirect_to_the_right_slug_and_a_withdrawn_story_too(client, story):
    assert client.get(f"/news/{story.pk}/wrong/")["Cache-Control"] == PUBLIC
    story.withdraw()
    gone = client.get(story.get_absolute_url())
    assert (gone.status_code, gone["Cache-Control"]) == (410, PUBLIC)


def test_an_answer_that_the_reader_has_it_already_too(client, story):
    etag = client.get("/feeds/latest.rss")["ETag"]
    known = client.get("/feeds/latest.rss", headers={"If-None-Match": etag})
    assert (known.status_code, known["Cache-Control"]) == (304, PUBLIC)


@pytest.mark.parametrize("path", ["/search/", "/search/?q=bridge", "/news/0/", "/nothing/", "/latest/?after=1-1"])
def test_the_search_an_error_and_a_passing_redirect_may_not(client, story, path):
    assert "Cache-Control" not in client.get(path)


def test_what_is_asked_otherwise_than_by_get_may_not(client, story):
    assert "Cache-Control" not in client.post("/")
    assert "Cache-Control" not in client.options("/")


@pytest.mark.parametrize("path", ["/", "/feeds/latest.rss"])
def test_an_answer_to_who_is_logged_in_is_private(admin_client, client, story, path):
    assert admin_client.get(path)["Cache-Control"] == "private, no-cache"
    assert client.get(path, headers={"Authorization": "x"})["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("path", "understood"),
    [
        ("/", ()),
        ("/latest/", ("before", "after")),
        ("/corrections/", ("before", "after")),
        ("/archive/2020/10/", ()),
        ("/archive/2020/10/02/", ("before", "after")),
        ("/feeds/latest.rss", ()),
        ("/search/", None),
        ("/admin/login/", None),
    ],
)
def test_a_page_says_which_parameters_it_reads(path, understood):
    assert getattr(resolve(path).func, "understood", None) == understood
