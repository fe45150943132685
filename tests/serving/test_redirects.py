"""Redirects through the page cache: rendered once for everybody, and each reader keeps their own query."""

import pytest

from articles.models import Redirect, Section
from tests.support.factories import make_article, make_brief
from tests.support.pagecache import ask, make_page_cache

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    return make_article("The bridge opens", tags=["Roads"])


def leads_to(cache, path):
    answer = ask(cache, path)
    assert answer.status[:3] in ("301", "302"), path
    return answer.headers["Location"]


def test_each_reader_keeps_their_own_query(story):
    cache, right = make_page_cache(), story.get_absolute_url()
    wrong = f"/news/{story.pk}/wrong/"
    for query in ("?utm_source=a", "", "?utm_source=b&utm_medium=c", "", "?%D5%A1=%20&flag&=x", "?utm_source=a"):
        assert leads_to(cache, wrong + query) == right + query
    assert ask(cache, f"{wrong}?utm_source=d").x_cache == "hit"
    assert len(cache.store) == 1


@pytest.mark.parametrize("query", ["", "?utm_source=x", "?before=1601625600000000-1&utm_source=x"])
def test_every_redirect_of_the_site_keeps_the_query(story, query):
    brief = make_brief("The bridge")
    number = brief.pk
    brief.delete()
    Redirect.objects.create(number=number, article=story)
    section = Section.objects.get(slug="region")
    section.slug = "world"
    section.save()
    right = story.get_absolute_url()
    expected = {
        f"/news/{story.pk}/": right,
        f"/news/{story.pk}/wrong/": right,
        right.rstrip("/"): right,
        f"{right})": right,
        right.replace("/", "//", 2).removeprefix("/"): right,
        f"/news/{number}/the-bridge/": right,
        f"/news/{number}.json": f"/news/{story.pk}.json",
        f"/news/{number}/history/": f"/news/{story.pk}/history/",
        "/latest": "/latest/",
        "/search": "/search/",
        "/latest/)": "/latest/",
        "/section/region/feed.rss": "/section/world/feed.rss",
        "/section/region": "/section/world/",
    }
    cache = make_page_cache()
    for _ in range(2):  # the second time from the cache, where it is kept
        assert {path: leads_to(cache, path + query) for path in expected} == {
            path: target + query for path, target in expected.items()
        }


def test_what_a_page_reads_is_kept_before_the_rest(story):
    section = Section.objects.get(slug="region")
    section.slug = "world"
    section.save()
    cache = make_page_cache()
    for _ in range(2):
        found = leads_to(cache, "/section/region/?utm_source=x&before=1-1")
        assert found == "/section/world/?before=1-1&utm_source=x"


def test_the_way_to_the_first_page_keeps_what_is_not_its_place(story):
    cache = make_page_cache()
    assert leads_to(cache, "/latest/?after=1-1&utm_source=x") == "/latest/?utm_source=x"
    assert leads_to(cache, "/latest/?after=1-1") == "/latest/"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("a=b\r\nSet-Cookie: x=y", "a=b%0D%0ASet-Cookie:%20x=y"),
        ('"><script>', "%22%3E%3Cscript%3E"),
        ("a=#top", "a=%23top"),
        ("a=\\evil", "a=%5Cevil"),
        ("a=é\xff", "a=%C3%A9%C3%BF"),
        ("//evil.example", "//evil.example"),
    ],
)
def test_nothing_in_a_query_becomes_a_header_or_another_address(client, story, query, kept):
    wrong, right = f"/news/{story.pk}/wrong/", story.get_absolute_url()
    raw = query.encode().decode("latin-1")
    answers = [client.generic("GET", "/", PATH_INFO=path, QUERY_STRING=raw) for path in (wrong, f"{right})")]
    assert [answer["Location"] for answer in answers] == [f"{right}?{kept}"] * 2


def test_a_logged_in_editor_keeps_the_query_too(admin_client, story):
    answer = admin_client.get(f"/news/{story.pk}/wrong/?utm_source=x")
    assert answer["Location"] == f"{story.get_absolute_url()}?utm_source=x"
    assert answer["Cache-Control"] == "private, no-cache"
