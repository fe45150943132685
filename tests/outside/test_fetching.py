"""One address fetched over HTTP: what is asked, which servers are refused, and that nobody holds us up."""

import gzip
import logging
import socket
import time
import zlib
from datetime import UTC, datetime

import pytest
import urllib3.util.connection

from articles.outside.fetch import FetchError, WebClient, is_public, retry_after
from tests.support.feedserver import (
    answering,
    breaking_off,
    dripping,
    feed,
    feed_server,
    hanging,
    pouring,
    redirecting,
    reply,
)

TOTAL = 1.5  # seconds
OPEN = WebClient("news-portal (+https://news.example/)", private=True, total=TOTAL)
GUARDED = WebClient("news-portal", total=TOTAL)


@pytest.fixture(scope="module")
def server():
    with feed_server() as server:
        yield server


@pytest.fixture(autouse=True)
def _forget(server):
    server.asked.clear()


def why(url, who=OPEN):
    """The reason for which nothing comes; it comes soon after the total time at the latest."""
    began = time.monotonic()
    with pytest.raises(FetchError) as caught:
        who.fetch(url)
    assert time.monotonic() - began < who.total + 10  # a machine under load is slow; a fetch without end takes for ever
    return str(caught.value)


def test_a_feed_is_asked_for_under_our_name_and_without_a_cookie(server):
    server.put("/a", answering(b"", 302, Location="/b", Set_Cookie="who=me"))
    server.put("/b", feed())
    OPEN.fetch(server["/a"])
    for _, headers in server.asked:
        assert headers["User-Agent"] == "news-portal (+https://news.example/)"
        assert headers["Accept-Encoding"] == "gzip"
        assert not {"Cookie", "Authorization", "Referer", "If-None-Match", "If-Modified-Since"} & set(headers)


def test_no_credential_of_the_machine_is_sent(server, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    OPEN.fetch(server.put("/a", feed()))
    assert "Authorization" not in server.asked[0][1]


def test_what_has_not_changed_is_not_sent_again(server):
    server.put("/a", answering(feed(), ETag='"v1"', Last_Modified="Fri, 02 Oct 2020 15:13:00 GMT"))
    first = OPEN.fetch(server["/a"])
    server.put("/a", answering(b"", 304))
    second = OPEN.fetch(server["/a"], etag=first.etag, last_modified=first.last_modified)
    assert second.body is None
    asked = server.asked[1][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"v1"', "Fri, 02 Oct 2020 15:13:00 GMT")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("deflate", zlib.compress),
        ("identity", bytes),
    ],
)
def test_what_comes_packed_is_unpacked(server, coding, packed):
    url = server.put("/a", answering(packed(feed()), Content_Encoding=coding))
    assert OPEN.fetch(url).body == feed()


# Servers that mean ill, or are ill


def test_nobody_holds_us_longer_than_the_total_time(server):
    pages = {
        "/hang": hanging(server),
        "/status": dripping(server, b"H"),
        "/headers": dripping(server, b"HTTP/1.1 200 OK\r\n", drop=b"A: b\r\n"),
        "/header": dripping(server, b"HTTP/1.1 200 OK\r\nA: ", drop=b"b"),
        "/body": dripping(server, b"HTTP/1.1 200 OK\r\n\r\n<rss>"),
        "/chunk": dripping(server, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", drop=b"0"),
        "/late": dripping(server, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss>"),
    }
    for path, page in pages.items():
        assert why(server.put(path, page)) == "it did not answer in full within 1.5 seconds", path


def test_hops_share_the_total_time(server):
    def slow(handler):
        time.sleep(0.4)
        reply(handler, b"", 302, Location="/slow")

    assert "within 1.5 seconds" in why(server.put("/slow", slow))


def test_no_more_is_taken_than_a_feed_can_be(server):
    assert why(server.put("/endless", pouring(b"<rss>", b"<item/>" * 9999))) == "it is larger than 4 MB"
    assert why(server.put("/100MB", pouring(b"<rss>", b" " * 1_000_000, times=100))) == "it is larger than 4 MB"
    bomb = gzip.compress(b" " * 100_000_000)
    assert why(server.put("/bomb", answering(bomb, Content_Encoding="gzip"))) == "it is larger than 8 MB"
    twice = answering(gzip.compress(bomb), Content_Encoding="gzip, gzip")
    assert "which was not asked for" in why(server.put("/twice", twice))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (breaking_off(feed()), "its answer breaks off"),
        (answering(gzip.compress(feed())[:-9], Content_Encoding="gzip"), "its answer breaks off"),
        (pouring(b"", b"5\r\n<rss>\r\n5\r\n<i", times=1, Transfer_Encoding="chunked"), "its answer breaks off"),
        (answering(feed(), Content_Encoding="gzip"), "cannot be unpacked"),
        (answering(feed(), Content_Encoding="br"), "which was not asked for"),
        (answering(b""), "its answer is empty"),
        (lambda handler: handler.wfile.write(b"\x00\xff" * 1000), "without an answer"),
        (lambda handler: handler.connection.shutdown(socket.SHUT_RDWR), "without an answer"),
        (
            lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n"),
            "without an answer",
        ),
        (lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nA: " + b"b" * 99999), "without an answer"),
    ],
)
def test_an_answer_that_is_none_is_named(server, page, reason):
    assert reason in why(server.put("/a", page))


@pytest.mark.parametrize("status", [204, 206, 300, 400, 401, 403, 404, 406, 418, 429, 500, 502, 503, 504, 599])
def test_every_other_answer_is_named_by_its_number(server, status):
    assert f"it answers {status}" in why(server.put("/a", answering(b"", status)))


def test_410_is_for_ever(server):
    with pytest.raises(FetchError) as caught:
        OPEN.fetch(server.put("/a", answering(b"", 410)))
    assert caught.value.gone


def test_a_host_that_is_none():
    assert why("http://nothing.invalid/") == "no host of this name is known"


# How long to wait


NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Fri, 02 Oct 2020 15:15:00 GMT", 120),
        ("Fri, 02 Oct 2020 15:00:00 GMT", 0),
        ("9" * 40, 999_999_999),
        *((value, None) for value in ("", "soon", "-5", "1.5", "٣", "Fri, 99 Oct 2020 15:15:00 GMT")),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_a_busy_server_says_how_long_it_wants_to_be_left_alone(server):
    with pytest.raises(FetchError) as caught:
        OPEN.fetch(server.put("/a", answering(b"", 503, Retry_After="7200")))
    assert caught.value.retry_after == 7200


# Redirects


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [([301], True), ([308, 301], True), ([302], False), ([307], False), ([301, 302], True), ([302, 301], False)],
)
def test_a_move_is_remembered_as_far_as_it_is_for_good(server, statuses, remembered):
    for number, status in enumerate(statuses):
        server.put(f"/{number}", redirecting(f"/{number + 1}", status))
    end = server.put(f"/{len(statuses)}", feed())
    answer = OPEN.fetch(server["/0"])
    assert answer.url == end
    for_good = statuses.index(302) if 302 in statuses and remembered else len(statuses)
    assert answer.moved_to == (server[f"/{for_good}"] if remembered else "")


def test_a_circle_ends(server):
    assert why(server.put("/a", redirecting("/a"))) == "it redirects more than 5 times"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://x.example/", "http://me:secret@127.0.0.1/"],
)
def test_a_redirect_leads_to_a_web_address(server, target):
    assert "which is no web address" in why(server.put("/a", redirecting(target)))


def test_a_redirect_to_what_is_no_address_at_all_is_a_fault_of_the_answer(server):
    assert why(server.put("/a", redirecting("http://["))) == "its answer cannot be understood (ValueError)"


# Addresses where nothing is fetched


FORBIDDEN = [
    *("127.0.0.1", "localhost", "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0", "0.0.0.1", "10.0.0.1"),
    *("172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1"),
    *("255.255.255.255", "240.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
    *("[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:db8::1]"),
]
CLOSED = "its host is in a private or otherwise closed net, where nothing is fetched"


@pytest.mark.parametrize("host", FORBIDDEN)
def test_a_closed_net_is_not_asked(server, host):
    assert why(f"http://{host}:{server.port}/", GUARDED) == CLOSED
    assert server.asked == []


def answers_of(monkeypatch, *addresses):
    """Lets every name lead to these addresses, one after the other; returns where connections were tried."""
    left, tried = list(addresses), []

    def lookup(host, port, *args, **kwargs):
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address, *args, **kwargs):
        tried.append(address[0])
        raise OSError("not in a test")

    monkeypatch.setattr("requests_hardened.ip_filter.socket.getaddrinfo", lookup)
    monkeypatch.setattr(urllib3.util.connection, "create_connection", connect)
    return tried


def test_a_public_host_is_asked_at_the_address_that_was_checked(monkeypatch):
    tried = answers_of(monkeypatch, "93.184.216.34", "127.0.0.1")  # the second time the name leads inside
    why("http://rebinding.example/", GUARDED)
    assert tried == ["93.184.216.34"]


def test_a_name_that_leads_inside_is_not_asked(monkeypatch):
    tried = answers_of(monkeypatch, "10.0.0.1")
    assert why("https://inside.example/", GUARDED) == CLOSED
    assert tried == []


def test_every_hop_is_checked(server, monkeypatch):
    checked = []

    def public_at_first(address):
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr("articles.outside.fetch.is_public", public_at_first)
    monkeypatch.setattr("requests_hardened.ip_filter_adapter.filter_host", lambda host, port, **_: "127.0.0.1")
    server.put("/a", redirecting(f"http://elsewhere.example:{server.port}/inside"))
    server.put("/inside", feed())
    assert why(f"http://outside.example:{server.port}/a", GUARDED) == CLOSED
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    "url", ["http://ararat.example:25/", "http://ararat.example:22/", "https://ararat.example:993/"]
)
def test_ports_of_other_services_are_not_asked(url):
    assert "belongs to another service" in why(url)


def test_public_addresses_are_public():
    for address in ("93.184.216.34", "8.8.8.8", "[2606:2800:220:1:248:1893:25c8:1946]"):
        assert is_public(address)


def test_refusals_are_told_once_and_not_logged(server, caplog):
    with caplog.at_level(logging.WARNING):
        why(server["/a"], GUARDED)
    assert logging.getLogger("requests_hardened").getEffectiveLevel() == logging.ERROR
