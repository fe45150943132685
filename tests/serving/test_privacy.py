"""Nothing private is kept, and nobody is served what was meant for another."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.support.factories import make_article
from tests.support.pagecache import Site, ask, make_page_cache


@pytest.mark.parametrize("headers", [{"Cookie": "sessionid=x"}, {"Cookie": "a=b; sessionid=x"}, {"Authorization": "x"}])
def test_who_is_logged_in_passes_by_in_both_directions(headers):
    site = Site()
    cache = make_page_cache(site)
    assert ask(cache, **headers).x_cache == "pass"
    assert len(cache.store) == 0
    ask(cache)
    assert (ask(cache, **headers).x_cache, ask(cache, **headers).body) == ("pass", b"rendering number 4")
    assert site.asked[0]["HTTP_" + next(iter(headers)).upper()] == next(iter(headers.values()))


def test_another_cookie_is_nobodys_session():
    cache = make_page_cache(Site())
    ask(cache, Cookie="theme=dark")
    assert ask(cache, Cookie="theme=light").x_cache == "hit"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_questions_are_answered_here(method):
    cache = make_page_cache(Site())
    ask(cache)
    assert ask(cache, method=method).x_cache == "pass"


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("Set-Cookie", "csrftoken=x")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Vary", "Accept-Encoding, Cookie")]),
        ("200 OK", [("Content-Encoding", "gzip")]),
        ("404 Not Found", []),
        ("302 Found", []),
        ("500 Internal Server Error", []),
        ("503 Service Unavailable", []),
    ],
)
def test_an_answer_of_this_kind_is_never_kept(status, headers):
    site = Site(status=status, headers=headers)
    cache = make_page_cache(site)
    assert [ask(cache).body for _ in range(2)] == [b"rendering number 1", b"rendering number 2"]
    assert len(cache.store) == 0


@pytest.mark.parametrize("control", [None, "private, no-cache", "no-store", "public, max-age=31536000, immutable"])
def test_an_answer_that_is_not_marked_as_a_public_page_is_never_kept(control):
    site = Site()
    site.headers = [("Cache-Control", control)] if control else []
    cache = make_page_cache(site)
    assert [ask(cache).x_cache for _ in range(2)] == ["miss", "miss"]
    assert len(cache.store) == 0


@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/healthz", "/media/a.jpg", "/search/", "/nothing/"])
def test_these_addresses_have_nothing_to_do_with_the_cache(path):
    cache = make_page_cache()
    assert [ask(cache, path).x_cache for _ in range(2)] == ["pass", "pass"]
    assert len(cache.store) == 0


@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
def test_a_stranger_who_comes_after_an_editor_finds_nothing_of_the_editors():
    story = make_article("Bridge opens", tags=["Roads"])
    paths = ["/", "/latest/", "/section/region/", "/tag/roads/", "/archive/", "/corrections/", "/feeds/latest.rss"]
    paths += [story.get_absolute_url(), f"/news/{story.pk}.json", "/search/?q=bridge", "/admin/", "/nothing/"]
    client = Client()
    client.force_login(User.objects.create_superuser("anahit"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    cache, untouched = make_page_cache(), make_page_cache()
    for path in paths:
        answer = ask(cache, path, Cookie=cookie)
        assert answer.x_cache == "pass"
        assert "public" not in answer.headers.get("Cache-Control", "")
    assert len(cache.store) == 0
    for path in paths:
        assert ask(cache, path) == ask(untouched, path)
        assert not ask(cache, path).status.startswith("5")
        assert ask(cache, path, Cookie=cookie).x_cache == "pass"
        assert b"anahit" not in ask(cache, path).body
