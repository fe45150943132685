"""Reads of stories are counted in memory and written once a minute; nobody's address is kept."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from portal.readership.counting import WAIT, ReadCounter
from portal.readership.models import StoryReads
from tests.readership.test_reader import BROWSER

HOUR = datetime(2026, 12, 1, 6, tzinfo=UTC)


class Site:
    """A WSGI application that answers everything with `status`."""

    def __init__(self, status="200 OK"):
        self.status = status

    def __call__(self, environ, start_response):
        start_response(self.status, [])
        return [b"page"]


class Time:
    """A clock that a test moves by hand."""

    seconds, now = 0, HOUR.replace(minute=59)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def counter(time):
    return ReadCounter(Site(), clock=lambda: time.seconds, now=lambda: time.now)


def read(counter, path="/news/41/bridge/", address="192.0.2.1", **more):
    answer = []
    body = counter(
        {**BROWSER, "PATH_INFO": path, "REMOTE_ADDR": address, **more}, lambda *given: answer.append(given[0])
    )
    return answer[0], b"".join(body)


def waiting(counter) -> dict:
    return {story: reads for (story, _), reads in counter._counts.items()}


def test_the_answer_is_the_sites():
    assert read(ReadCounter(Site("304 Not Modified"))) == ("304 Not Modified", b"page")


def test_each_reader_of_a_story_counts_once_a_minute(counter):
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1"):
        read(counter, address=address)
    read(counter, "/ru/news/42/most/")
    assert waiting(counter) == {41: 2, 42: 1}
    assert "192.0.2" not in str(vars(counter))


@pytest.mark.parametrize("status", ["301 Moved Permanently", "404 Not Found", "410 Gone", "500 Error"])
def test_only_a_page_that_was_shown_counts(status):
    counter = ReadCounter(Site(status))
    read(counter)
    assert waiting(counter) == {}


def test_the_newsroom_and_robots_do_not_count(counter):
    read(counter, HTTP_COOKIE="sessionid=abc")
    read(counter, HTTP_USER_AGENT="Googlebot")
    read(counter, "/section/news/")
    assert waiting(counter) == {}


@pytest.mark.django_db
def test_counts_are_added_by_the_hour(counter, time):
    read(counter)
    time.now = HOUR.replace(hour=7)
    read(counter, address="192.0.2.9")
    counter.write()
    read(counter, address="192.0.2.3")
    counter.write()
    assert sorted(StoryReads.objects.values_list("story", "hour", "reads")) == [
        (41, HOUR, 1),
        (41, HOUR.replace(hour=7), 2),
    ]


def test_a_thread_writes_once_a_minute_so_that_no_request_waits(counter, time, monkeypatch):
    written, done = [], threading.Event()
    monkeypatch.setattr(counter, "_write", lambda counts: (written.append(dict(counts)), done.set()))
    read(counter)
    time.seconds = WAIT - 1
    read(counter, address="192.0.2.2")
    assert written == []
    time.seconds = WAIT
    read(counter, address="192.0.2.3")
    assert done.wait(5)
    assert written == [{(41, HOUR): 3}]
    assert waiting(counter) == {}


def test_counts_wait_while_the_database_is_away(counter, monkeypatch, caplog):
    def fail(self, counts):
        raise OperationalError("away")

    read(counter)
    with monkeypatch.context() as away:
        away.setattr("portal.readership.models.StoryReadsQuerySet.add", fail)
        counter.write()
    assert waiting(counter) == {41: 1}
    assert "were not written and wait: away" in caplog.text
