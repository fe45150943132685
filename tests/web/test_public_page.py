"""Which answers everybody may keep, and which query parameters a page reads."""

import pytest
from django.urls import URLPattern, get_resolver, resolve

from articles.pages.lists import KeysetList
from articles.reading.pagination import CURSORS
from articles.web.public_page import PUBLIC, PublicPage
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
    ("path", "query_params"),
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
def test_the_url_table_says_which_parameters_a_page_reads(path, query_params):
    page = resolve(path).func
    assert (page.query_params if isinstance(page, PublicPage) and page.cacheable else None) == query_params


WRITE = "contact/write/"


def public_pages():
    """Every public page of the site, by its route."""
    tables = [get_resolver(), get_resolver("articles.urls")]
    patterns = [pattern for table in tables for pattern in table.url_patterns if isinstance(pattern, URLPattern)]
    return {str(one.pattern): one.callback for one in patterns if isinstance(one.callback, PublicPage)}


def test_every_list_names_its_cursors_for_otherwise_the_page_cache_would_show_its_first_page_only():
    lists = {route: page for route, page in public_pages().items() if issubclass(page.view_class, KeysetList)}
    assert len(lists) == 6
    assert {page.query_params for page in lists.values()} == {CURSORS}


def test_three_pages_are_not_cacheable_and_two_need_the_database_itself():
    pages = public_pages()
    assert "partners/" in pages
    assert [route for route, page in pages.items() if not page.cacheable] == [WRITE, "preview/<str:token>/", "search/"]
    assert [route for route, page in pages.items() if not page.may_use_replica] == [WRITE, "preview/<str:token>/"]


def test_only_the_contact_form_takes_what_readers_send():
    assert [route for route, page in public_pages().items() if "post" in page.methods] == [WRITE]
