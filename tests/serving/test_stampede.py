"""Many ask at once when an edition ends: one renders."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from tests.support.pagecache import ManualClock, Site, ask, make_page_cache

MANY = 50


class SlowSite(Site):
    """Says that it was asked, and answers when it is let go."""

    def __init__(self):
        super().__init__()
        self.asked_now, self.let_go = Event(), Event()
        self.let_go.set()

    def __call__(self, environ, start_response):
        self.asked_now.set()
        assert self.let_go.wait(10)
        return super().__call__(environ, start_response)

    def hold(self):
        self.asked_now.clear()
        self.let_go.clear()


@pytest.fixture
def threads():
    with ThreadPoolExecutor(MANY) as pool:
        yield pool


class Press:
    """The edition, as the test sets it."""

    edition = "one"

    def __call__(self):
        return self.edition


def test_all_who_ask_for_a_page_that_is_not_there_have_it_from_one_rendering(threads):
    site = SlowSite()
    cache, start = make_page_cache(site), Barrier(MANY)

    def come():
        start.wait(10)
        return ask(cache)

    answers = [one.result(10) for one in [threads.submit(come) for _ in range(MANY)]]
    assert {answer.body for answer in answers} == {b"rendering number 1"}
    assert sorted(answer.x_cache for answer in answers) == ["hit"] * (MANY - 1) + ["miss"]
    assert len(site.asked) == 1


def test_when_an_edition_ends_one_renders_and_the_others_are_served_the_page_before(threads):
    site, press, clock = SlowSite(), Press(), ManualClock()
    cache = make_page_cache(site, press, clock)
    ask(cache)
    press.edition = "two"
    clock.advance(1)
    site.hold()
    first = threads.submit(ask, cache)
    assert site.asked_now.wait(10)
    others = [one.result(10) for one in [threads.submit(ask, cache) for _ in range(MANY - 1)]]
    assert {(answer.x_cache, answer.body) for answer in others} == {("stale", b"rendering number 1")}
    site.let_go.set()
    assert first.result(10)[2] == b"rendering number 2"
    assert len(site.asked) == 2


def test_a_page_whose_edition_was_over_two_seconds_ago_is_served_to_nobody(threads):
    site, press, clock = SlowSite(), Press(), ManualClock()
    cache = make_page_cache(site, press, clock)
    ask(cache)
    press.edition = "two"
    clock.advance(60)
    site.hold()
    first = threads.submit(ask, cache)
    assert site.asked_now.wait(10)
    second = threads.submit(ask, cache)
    site.let_go.set()
    assert {first.result(10).body, second.result(10).body} == {b"rendering number 2"}


def test_a_rendering_that_comes_to_nothing_leaves_nobody_waiting(threads):
    site = SlowSite()
    site.status = "404 Not Found"
    cache = make_page_cache(site)
    site.hold()
    first = threads.submit(ask, cache)
    assert site.asked_now.wait(10)
    second = threads.submit(ask, cache)
    site.let_go.set()
    assert first.result(10).status == second.result(10).status == "404 Not Found"


def test_an_error_of_the_application_is_raised_and_blocks_nothing():
    def broken(environ, start_response):
        raise OSError("gone")

    cache = make_page_cache(broken)
    for _ in range(2):
        with pytest.raises(OSError, match="gone"):
            ask(cache)


def test_one_thread_asks_for_the_edition_while_the_others_go_on_with_the_last(threads):
    asked, answer, clock = Event(), Event(), ManualClock()
    answer.set()

    def read():
        asked.set()
        assert answer.wait(10)
        return "one"

    cache = make_page_cache(Site(), read, clock)
    ask(cache)
    clock.advance(1)
    asked.clear()
    answer.clear()
    reader = threads.submit(ask, cache)
    assert asked.wait(10)
    assert [ask(cache).x_cache for _ in range(3)] == ["hit"] * 3
    answer.set()
    assert reader.result(10).x_cache == "hit"
