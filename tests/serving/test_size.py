"""The cache is bounded in bytes; what was not asked for the longest goes first."""

import pytest

from portal.serving.cache_key import PageKey
from portal.serving.finished_page import OVERHEAD
from tests.support.pagecache import Site, ask, make_page_cache

BODY = b"x" * 7_000
ONE = OVERHEAD + len(BODY) + len(str(PageKey("127.0.0.1", False, "", "/tag/a/", "")))


def test_it_holds_as_many_pages_as_its_bytes_allow():
    cache = make_page_cache(Site(BODY), capacity=5 * ONE + 5)
    for number in range(10, 100):
        ask(cache, f"/tag/{number}/")
        assert cache.store.size == (ONE + 1) * len(cache.store) <= 5 * ONE + 5
    assert len(cache.store) == 5


def test_the_page_that_was_not_asked_for_the_longest_goes_first():
    cache = make_page_cache(Site(BODY), capacity=5 * ONE)
    for name in "abcde":
        ask(cache, f"/tag/{name}/")
    ask(cache, "/tag/a/")
    ask(cache, "/tag/f/")
    assert [ask(cache, f"/tag/{name}/").x_cache for name in "acdef"] == ["hit"] * 5
    assert ask(cache, "/tag/b/").x_cache == "miss"


def test_a_coding_counts_as_soon_as_it_is_made():
    cache = make_page_cache(Site(BODY), capacity=5 * ONE)
    ask(cache, "/tag/a/")
    assert cache.store.size == ONE
    coded = ask(cache, "/tag/a/", Accept_Encoding="gzip").body
    assert cache.store.size == ONE + len(coded)
    ask(cache, "/tag/a/", Accept_Encoding="gzip")
    assert (len(cache.store), cache.store.size) == (1, ONE + len(coded))


def test_a_page_that_is_rendered_anew_takes_the_place_of_the_one_before():
    editions = ["one", "two"]
    site = Site(BODY)
    cache = make_page_cache(site, lambda: editions.pop(0), capacity=8 * ONE)
    ask(cache, "/tag/a/")
    site.body = BODY * 2
    cache._clock.expire()
    ask(cache, "/tag/a/")
    assert (len(cache.store), cache.store.size) == (1, ONE + len(BODY))


@pytest.mark.parametrize(("length", "x_cache"), [(4 * ONE, "hit"), (4 * ONE - 1, "miss")])
def test_a_page_of_more_than_a_quarter_of_the_whole_is_not_kept(length, x_cache):
    cache = make_page_cache(Site(BODY), capacity=length)
    ask(cache, "/tag/a/")
    assert ask(cache, "/tag/a/").x_cache == x_cache


def test_a_page_that_went_while_it_was_coded_does_not_come_back(monkeypatch):
    cache = make_page_cache(Site(BODY), capacity=5 * ONE)
    ask(cache, "/tag/a/")

    def crowd_out(body, coding):
        for name in "bcdef":
            ask(cache, f"/tag/{name}/")
        return b"coded"

    monkeypatch.setattr("portal.serving.encodings.encode", crowd_out)
    assert ask(cache, "/tag/a/", Accept_Encoding="gzip").body == b"coded"
    assert (len(cache.store), cache.store.size) == (5, 5 * ONE)


def test_a_long_address_counts():
    cache = make_page_cache(Site(BODY), capacity=8 * ONE)
    ask(cache, f"/tag/a{'a' * 1_000}/")
    assert cache.store.size == ONE + 1_000
