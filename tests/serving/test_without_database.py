"""While the database is away the last pages are served for a set time, and say that they are old."""

import pytest
from django.db import OperationalError, connection

from articles.database import edition as editions
from portal.serving.edition_clock import read_edition
from tests.support.pagecache import ManualClock, Site, ask, make_page_cache


class Database:
    """The edition as the test sets it; None: the database is away."""

    edition = "one"
    asked = 0

    def __call__(self):
        self.asked += 1
        if self.edition is None:
            raise OperationalError("connection refused")
        return self.edition


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clock():
    return ManualClock()


def test_the_last_page_is_served_and_says_how_old_it_is(database, clock):
    cache = make_page_cache(Site(), database, clock, stale_seconds=100)
    ask(cache)
    database.edition = None
    clock.advance(99)
    answer = ask(cache)
    assert (answer.x_cache, answer.body) == ("stale", b"rendering number 1")
    assert (answer.headers["Age"], answer.headers["Warning"]) == ("99", '110 - "Response is Stale"')
    assert answer.headers["X-Accel-Expires"] == "0"  # nginx does not keep it
    known = ask(cache, If_None_Match=answer.headers["ETag"])
    assert (known.status, known.headers["Age"]) == ("304 Not Modified", "99")


def test_it_is_served_for_the_set_time_and_no_longer(database, clock):
    site = Site()
    cache = make_page_cache(site, database, clock, stale_seconds=100)
    ask(cache)
    database.edition = None
    clock.advance(100)
    site.status = "500 Internal Server Error"
    assert ask(cache).status == "500 Internal Server Error"


def test_the_time_counts_from_when_the_page_was_last_known_to_be_right(database, clock):
    cache = make_page_cache(Site(), database, clock, stale_seconds=100)
    ask(cache)
    for _ in range(3):
        clock.advance(90)
        assert ask(cache).x_cache == "hit"
    for database.edition in ("two", "three"):
        clock.advance(1)
        ask(cache, "/latest/")
    database.edition = None
    clock.advance(50)
    assert (ask(cache).x_cache, ask(cache).headers["Age"]) == ("stale", "52")


def test_a_page_that_nobody_asked_for_before_is_left_to_django(database):
    database.edition = None
    site = Site()
    cache = make_page_cache(site, database)
    assert ask(cache).x_cache == "pass"
    assert len(cache.store) == 0


def test_when_the_database_is_back_the_page_is_right_again(database, clock):
    cache = make_page_cache(Site(), database, clock)
    ask(cache)
    database.edition = None
    clock.advance(10)
    assert ask(cache).x_cache == "stale"
    database.edition = "one"
    clock.advance(1)
    assert ask(cache).x_cache == "hit"
    database.edition = "two"
    clock.advance(1)
    assert ask(cache).body == b"rendering number 2"


def test_a_database_that_takes_long_to_fail_is_asked_less_often(clock):
    asked = []

    def hang():
        asked.append(clock())
        clock.advance(3)
        raise OperationalError("timed out")

    cache = make_page_cache(Site(), hang, clock)
    ask(cache)
    clock.advance(11)
    ask(cache)
    assert len(asked) == 1
    clock.advance(1)
    ask(cache)
    assert len(asked) == 2


def test_a_database_that_goes_between_the_edition_and_the_page_spoils_no_answer(database, clock):
    site = Site()
    cache = make_page_cache(site, database, clock)
    ask(cache)
    database.edition = "two"
    clock.advance(1)

    def fail(environ, start_response):
        database.edition = None
        start_response("500 Internal Server Error", [])
        return [b"An error"]

    cache._renderer = fail
    answer = ask(cache)
    assert (answer.x_cache, answer.body, answer.headers["Age"]) == ("stale", b"rendering number 1", "1")


def test_an_error_while_the_database_answers_is_shown(database, clock):
    site = Site()
    cache = make_page_cache(site, database, clock)
    ask(cache)
    database.edition = "two"
    clock.advance(1)
    site.status = "500 Internal Server Error"
    assert ask(cache).status == "500 Internal Server Error"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_meanwhile_is_made_anew(monkeypatch):
    connection.ensure_connection()
    answers = [OperationalError("server closed the connection"), "one"]

    def read(using):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(editions, "current", read)
    assert read_edition() == "one"
