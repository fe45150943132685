"""A page is sent in the smallest coding that the client takes."""

import gzip

import brotli
import pytest

from portal.serving.encodings import choose
from tests.support.pagecache import Site, ask, make_page_cache

PAGE = b"<p>The bridge opens.</p>" * 100


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("deflate", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZip , BR", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0", ""),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br; q=0.2, identity;q=0.9", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("*;q=0", ""),
        ("identity;q=0, *;q=0", ""),
        ("gzip;q=", ""),
        ("br;q=nan, gzip;q=2", ""),
        ("br;q=nan, gzip;q=0.1", "gzip"),
        ("gzip;level=9", "gzip"),
        (",;,=;q", ""),
    ],
)
def test_the_client_says_what_it_takes(accepted, coding):
    assert choose(accepted) == coding


@pytest.mark.parametrize(("coding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_the_coded_page_is_the_page(coding, decode):
    cache = make_page_cache(Site(PAGE))
    cold, warm = (ask(cache, Accept_Encoding=coding) for _ in range(2))
    assert cold.body == warm.body
    assert decode(warm.body) == PAGE
    assert warm.headers["Content-Encoding"] == coding
    assert int(warm.headers["Content-Length"]) == len(warm.body) < len(PAGE)


def test_all_codings_come_from_one_rendering_and_are_made_once():
    site = Site(PAGE)
    cache = make_page_cache(site)
    bodies = {coding: ask(cache, Accept_Encoding=coding).body for coding in ("br", "gzip", "identity")}
    assert len(set(bodies.values())) == 3
    assert len(site.asked) == 1
    assert (
        ask(cache, Accept_Encoding="br").body is bodies["br"] or ask(cache, Accept_Encoding="br").body == bodies["br"]
    )


def test_who_takes_no_coding_is_sent_the_plain_page():
    headers = ask(make_page_cache(Site(PAGE)), Accept_Encoding="br;q=0").headers
    assert "Content-Encoding" not in headers
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("body", [b"short", bytes(range(256)) + bytes(range(255, -1, -1))])
def test_what_would_not_get_smaller_stays_plain(body):
    answer = ask(make_page_cache(Site(body)), Accept_Encoding="gzip")
    assert (answer.body, answer.headers.get("Content-Encoding")) == (body, None)


def test_a_page_that_is_not_kept_is_compressed(settings):
    site = Site(PAGE, status="404 Not Found")
    cache = make_page_cache(site)
    for _ in range(2):
        answer = ask(cache, Accept_Encoding="br")
        assert (answer.status, brotli.decompress(answer.body)) == ("404 Not Found", PAGE)
        assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert len(site.asked) == 2
