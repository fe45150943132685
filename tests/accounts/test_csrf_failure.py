"""A POST whose key no longer fits: the second log-in tab leads on, other pages say what happened and lose nothing."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Author
from tests.support.factories import make_section

pytestmark = pytest.mark.django_db
PASSWORD = "a long and winding one"
HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
KEY = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
AUTHORS, ADD = "/admin/articles/author/", "/admin/articles/author/add/"
LOG_IN = "/admin/login/?next="


@pytest.fixture
def visitor() -> Client:
    """A browser, whose POSTs need a key."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def ani(db) -> User:
    return User.objects.create_superuser("ani", password=PASSWORD)


def open_log_in(visitor, page) -> dict:
    """Open the log-in page in front of a page; return what its form sends."""
    key = KEY.search(visitor.get(f"{LOG_IN}{page}").text)[1]
    return {"csrfmiddlewaretoken": key, "username": "ani", "password": PASSWORD, "next": page}


def log_in(visitor) -> None:
    assert visitor.post(f"{LOG_IN}/admin/", open_log_in(visitor, "/admin/")).status_code == 302


def old_form(visitor, **fields) -> dict:
    """Open the form of a new author, and log in again in another tab; return what the form sends."""
    log_in(visitor)
    key = KEY.search(visitor.get(ADD).text)[1]
    visitor.logout()
    log_in(visitor)
    return {"csrfmiddlewaretoken": key, "name": "Ani Grigoryan", **fields}


def test_the_second_log_in_tab_leads_to_its_page(visitor):
    first, second = open_log_in(visitor, AUTHORS), open_log_in(visitor, ADD)
    assert visitor.post(f"{LOG_IN}{AUTHORS}", first)["Location"] == AUTHORS
    assert visitor.post(f"{LOG_IN}{ADD}", second)["Location"] == ADD
    assert visitor.get(ADD).status_code == 200


def test_the_second_log_in_tab_leads_to_its_page_when_it_is_reloaded(visitor):
    first = open_log_in(visitor, AUTHORS)
    visitor.post(f"{LOG_IN}{AUTHORS}", first)
    assert visitor.get(f"{LOG_IN}{ADD}")["Location"] == ADD
    assert visitor.get("/admin/login/")["Location"] == "/admin/"


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_it_leads_to_no_other_site(visitor, page):
    second = open_log_in(visitor, page)
    log_in(visitor)
    assert visitor.post(f"{LOG_IN}{page}", second)["Location"] == "/admin/"
    assert visitor.get(f"{LOG_IN}{page}")["Location"] == "/admin/"


def test_the_second_tab_asks_for_what_is_missing(visitor, settings):
    settings.NEWSROOM_SECOND_FACTOR = "all"
    first, second = open_log_in(visitor, AUTHORS), open_log_in(visitor, ADD)
    visitor.post(f"{LOG_IN}{AUTHORS}", first)
    there = visitor.post(f"{LOG_IN}{ADD}", second, follow=True)
    assert there.redirect_chain[-1][0] == f"/admin/account/second-factor/?next={ADD}"


def test_who_logged_in_as_somebody_else_in_the_second_tab_reads_so(visitor):
    second = open_log_in(visitor, ADD) | {"username": "narek"}
    log_in(visitor)
    page = visitor.post(f"{LOG_IN}{ADD}", second, follow=True)
    assert "You are logged in already, as ani, from another tab." in page.text


def test_an_old_log_in_page_is_shown_anew(visitor):
    old = open_log_in(visitor, ADD)
    log_in(visitor)
    visitor.logout()
    visitor.get("/admin/login/")
    answer = visitor.post(f"{LOG_IN}{ADD}", old, follow=True)
    assert answer.redirect_chain == [("/admin/login/?next=%2Fadmin%2Farticles%2Fauthor%2Fadd%2F", 302)]
    assert "This log-in page was no longer current, so nothing was sent. Log in again." in answer.text


def test_log_in_without_cookies_says_that_they_are_off(visitor):
    fields = open_log_in(visitor, ADD)
    visitor.cookies.clear()
    answer = visitor.post(f"{LOG_IN}{ADD}", fields, **HERE)
    assert answer.status_code == 403
    assert "Your browser sent no cookie" in answer.text
    assert "Allow cookies for testserver in your browser's settings" in answer.text.replace("&#x27;", "'")
    assert PASSWORD not in answer.text


def test_an_old_form_says_what_happened_and_sends_the_same_again(visitor):
    fields = old_form(visitor, bio='Writes "daily".\r\nLives in Gyumri.')
    answer = visitor.post(ADD, fields, **HERE)
    assert answer.status_code == 403
    assert "opened before you last logged in" in answer.text
    assert 'value="Writes &quot;daily&quot;.\r\nLives in Gyumri."' in answer.text
    again = fields | {"csrfmiddlewaretoken": KEY.findall(answer.text)[-1]}
    assert visitor.post(ADD, again).status_code == 302
    assert Author.objects.values_list("name", "bio").get() == ("Ani Grigoryan", 'Writes "daily".\nLives in Gyumri.')


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://example.org", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "null"},
    ],
    ids=["says nothing", "another site", "another site's page", "nobody"],
)
def test_what_may_come_from_another_site_is_not_offered_again(visitor, headers):
    answer = visitor.post(ADD, old_form(visitor), **headers)
    assert (answer.status_code, "Send it again" in answer.text, "Grigoryan" in answer.text) == (403, False, False)


def test_a_password_does_not_stand_on_the_page(visitor):
    log_in(visitor)
    fields = {"csrfmiddlewaretoken": "x" * 64, "username": "narek", "password1": PASSWORD}
    answer = visitor.post("/admin/auth/user/add/", fields, **HERE)
    assert (answer.status_code, PASSWORD in answer.text, "Send it again" in answer.text) == (403, False, False)


def test_a_storys_form_tells_of_the_unsaved_text(visitor):
    log_in(visitor)
    fields = {"csrfmiddlewaretoken": "x" * 64, "headline": "Rain", "section": make_section().pk}
    answer = visitor.post("/admin/articles/article/add/", fields, **HERE)
    assert "kept as unsaved text" in answer.text


def test_the_page_is_the_newsrooms_and_no_cache_keeps_it(visitor):
    answer = visitor.post(ADD, old_form(visitor), **HERE)
    assert "<h1>Nothing was saved</h1>" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_readers_pages_answer_403_without_the_newsrooms_look(visitor):
    answer = visitor.post("/.well-known/security.txt", {}, **HERE)
    assert (answer.status_code, "Newsroom</h1>" in answer.text) == (403, False)
