"""The cookie by which a story shows "Edit" to people of the newsroom: when it comes and goes, what it changes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from tests.support.factories import make_article
from tests.support.pagecache import ask, make_page_cache

pytestmark = pytest.mark.django_db
PASSWORD = "a long and winding one"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("ani", password=PASSWORD)


def log_in(client):
    return client.post("/admin/login/?next=/admin/", {"username": "ani", "password": PASSWORD}, follow=True)


def kept(client) -> str:
    """What the browser has of the cookie."""
    found = client.cookies.get("newsroom")
    return found.value if found else ""


def test_who_logs_in_gets_it_and_who_logs_out_loses_it(client, editor):
    client.get("/admin/login/")
    assert kept(client) == ""
    log_in(client)
    cookie = client.cookies["newsroom"]
    assert (cookie.value, cookie["path"], cookie["samesite"], cookie["max-age"]) == ("admin", "/", "Lax", 14 * 3600)
    assert not cookie["httponly"]
    client.post("/admin/logout/")
    assert (kept(client), client.cookies["newsroom"]["max-age"]) == ("", 0)


def test_it_is_sent_once_and_not_with_every_page(client, editor):
    log_in(client)
    assert "newsroom" not in client.get("/admin/").cookies


@override_settings(SESSION_COOKIE_SECURE=True)
def test_over_tls_it_is_sent_over_tls_alone(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").cookies["newsroom"]["secure"]


def test_a_session_that_is_over_takes_it_along(client, editor):
    log_in(client)
    session = client.session
    session["began"] -= 15 * 3600
    session.save()
    client.get("/admin/")
    assert kept(client) == ""


def test_who_has_no_session_any_more_loses_it(client):
    client.cookies["newsroom"] = "admin"
    client.get("/admin/")
    assert kept(client) == ""


@override_settings(NEWSROOM_SECOND_FACTOR="all")
def test_a_password_alone_does_not_bring_it(client, editor):
    log_in(client)
    assert kept(client) == ""


@pytest.mark.parametrize("value", ["admin", "", "x; sessionid", "a" * 4000])
@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
def test_the_page_cache_does_not_look_at_it(value):
    story, cache = make_article("Bridge opens"), make_page_cache()
    first = ask(cache, story.get_absolute_url())
    again = ask(cache, story.get_absolute_url(), Cookie=f"newsroom={value}")
    assert (first.x_cache, again.x_cache, again.body == first.body) == ("miss", "hit", True)
    assert "Cookie" not in first.headers.get("Vary", "")


def test_a_story_has_the_same_bytes_for_everybody(client, editor):
    address = make_article("Bridge opens").get_absolute_url()
    log_in(client)
    page = client.get(address)
    assert page.content == Client().get(address).content
    assert b"/admin/" not in page.content
