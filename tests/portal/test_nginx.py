"""deploy/nginx.conf in a real nginx, in front of a real gunicorn: what it keeps, for whom, and for how long."""

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.urls import URLResolver, get_resolver

from articles.photos import processing
from articles.web.public_page import PublicPage
from bench.nginx_server import CONF, HOST, free_port, nginx
from tests.support.servers import environment, run, serve, set_up_site

HEADLINE = 'from articles.models import Article; Article.objects.update(headline="{}")'
SOON = 20  # seconds; two where nothing else runs. Without the edition, a page would stay for five minutes
UPLOADS = 4  # at once: they are read and drawn one after the other
DRAWN = 5  # seconds for the files of a photo of 24 million pixels


class Readers:
    """They speak TLS to nginx, a connection for each request."""

    def __init__(self, port, nginx_log=None, portal_log=None):
        self.port, self.nginx_log, self.portal_log = port, nginx_log, portal_log
        self.context = ssl._create_unverified_context()  # noqa: S323 the certificate was made a moment ago

    def get(self, path, host=HOST, method="GET", come_from="127.0.0.1", **headers):
        """(the answer, its bytes)."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30)
        try:
            door = socket.create_connection(("127.0.0.1", self.port), timeout=30, source_address=(come_from, 0))
            connection.sock = self.context.wrap_socket(door, server_hostname=host)
            connection.request(method, path, headers={"Host": host, **headers})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def cache_says(self, path, **headers):
        return self.get(path, **headers)[0].headers["X-Proxy-Cache"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("site")
    settings = {"DJANGO_ALLOWED_HOSTS": HOST, "LOG_REQUESTS": "1"}
    given = environment(home, f"sqlite:///{home / 'site.sqlite3'}") | settings
    for name, text in (("plain.css", "a{}"), ("hashed.0123456789ab.css", "b{}")):
        (home / "static").mkdir(exist_ok=True)
        (home / "static" / name).write_text(text)
    (home / "media").mkdir()
    (home / "media" / "photo.jpg").write_bytes(b"picture")
    (home / "media" / "page.html").write_text("<script>")
    return home, given, set_up_site(given)


@pytest.fixture(scope="module")
def readers(site, tmp_path_factory):
    home, given, _ = site
    room = tmp_path_factory.mktemp("nginx")
    with (
        open(home / "log", "wb") as log,
        serve(given, stdout=log) as server,
        nginx(room, f"127.0.0.1:{server.port}", home) as proxy,
    ):
        yield Readers(proxy.https, proxy.log, home / "log")


def test_a_page_is_kept_for_all_readers_whatever_junk_their_address_carries(readers):
    """Asked until a second did not end between two questions."""
    for _ in range(10):
        readers.get("/latest/?utm_source=a")
        if readers.cache_says("/latest/?utm_source=b") == "HIT":
            return
    pytest.fail("never a hit")


def test_readers_get_the_coding_that_they_understand_and_are_told_that_there_are_others(readers):
    given = {
        coding: readers.get("/", **{"Accept-Encoding": coding})[0].headers
        for coding in ("gzip, deflate, br, zstd", "gzip;q=1.0, br;q=0", "identity")
    }
    assert [headers["Content-Encoding"] for headers in given.values()] == ["br", "gzip", None]
    assert {headers["Vary"] for headers in given.values()} == {"Accept-Encoding"}


def test_nothing_of_an_editors_answers_is_kept_and_nothing_kept_is_answered_to_an_editor(readers, site):
    _, _, cookie = site
    readers.get("/")
    assert readers.cache_says("/", Cookie=cookie) == "BYPASS"
    answer, _ = readers.get("/news/1/bridge-opens/", Cookie=cookie)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert readers.cache_says("/news/1/bridge-opens/") == "MISS"


def test_the_cookie_that_shows_the_way_back_changes_neither_what_is_kept_nor_its_bytes(readers):
    """Asked until a second did not end between two questions."""
    for _ in range(10):
        _, first = readers.get("/news/1/bridge-opens/")
        answer, again = readers.get("/news/1/bridge-opens/", Cookie="newsroom=admin")
        assert again == first
        if answer.headers["X-Proxy-Cache"] == "HIT":
            return
    pytest.fail("never taken from what nginx keeps")


def test_a_cursor_said_twice_is_asked_once_so_that_no_page_comes_under_anothers_key(readers):
    assert readers.get("/latest/?before=x&before=1-1")[0].status == 404  # the portal alone would take the last one
    assert readers.get("/latest/?before=1-1")[0].status == 200


def test_the_last_page_stays_when_gunicorn_is_gone(site, tmp_path):
    home, given, _ = site
    with ExitStack() as stack:
        with serve(given) as server:
            proxy = stack.enter_context(nginx(tmp_path, f"127.0.0.1:{server.port}", home))
            readers = Readers(proxy.https)
            _, before = readers.get("/")
        deadline = time.monotonic() + SOON
        while readers.cache_says("/") != "STALE":
            assert time.monotonic() < deadline
        answer, after = readers.get("/")
        assert (answer.status, after) == (200, before)


def test_an_edit_shows_through_nginx_soon(readers, site):
    _, given, _ = site
    run(given, HEADLINE.format("Before"))
    while b"Before" not in readers.get("/latest/")[1]:
        pass
    run(given, HEADLINE.format("Tunnel opens"))
    start = time.monotonic()
    while b"Tunnel opens" not in readers.get("/latest/")[1]:
        assert time.monotonic() < start + SOON


def test_collected_files_and_photos_are_sent_by_nginx_and_nothing_that_a_browser_could_run(readers):
    for path, told in {
        "/static/plain.css": "max-age=3600",
        "/static/hashed.0123456789ab.css": "public, max-age=31536000, immutable",
        "/media/photo.jpg": "public, max-age=86400",
    }.items():
        answer, _ = readers.get(path)
        assert (answer.status, answer.headers["Cache-Control"]) == (200, told), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "X-Proxy-Cache" not in answer.headers  # gunicorn was not asked
    assert readers.get("/media/page.html")[0].status == 404


OF_ITS_OWN = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def test_what_nginx_says_by_itself_forbids_as_the_portal_does(readers):
    told = {
        "/static/plain.css": 200,
        "/static/hashed.0123456789ab.css": 200,
        "/media/photo.jpg": 200,
        "/media/page.html": 404,
        f"/{'a' * 9000}": 414,
    }
    for path, status in told.items():
        answer, _ = readers.get(path)
        assert (answer.status, {name: answer.headers.get_all(name) for name in OF_ITS_OWN}) == (
            status,
            {name: [value] for name, value in OF_ITS_OWN.items()},
        ), path


def test_what_the_portal_says_nginx_does_not_say_again(readers):
    for path in ("/", "/latest/", "/search/", "/nothing/", "/admin/login/"):
        headers = readers.get(path)[0].headers
        once = (*(name for name in OF_ITS_OWN if name != "Strict-Transport-Security"), "X-Request-ID")
        assert {name: len(headers.get_all(name)) for name in once} == dict.fromkeys(once, 1), path
        assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_no_304_gives_the_page_that_a_browser_keeps_another_policy(readers, site):
    for path, cookie in (("/latest/", ""), ("/latest/", site[2]), ("/feeds/latest.rss", "")):
        first, _ = readers.get(path, Cookie=cookie)
        again, _ = readers.get(path, Cookie=cookie, **{"If-None-Match": first.headers["ETag"] or "none"})
        said = first.headers["Content-Security-Policy"]
        assert again.headers["Content-Security-Policy"] in (said, None), path
        assert again.status == (304 if first.headers["ETag"] else 200), path


@pytest.mark.parametrize("path", ["/static/none.css", "/static/none.0123456789ab.css", "/static/", "/media/none.jpg"])
def test_what_does_not_lie_here_the_portal_is_asked_for(readers, path):
    answer, _ = readers.get(path)
    assert answer.status == 404
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]  # the portal's own page


def test_no_reader_learns_what_the_portals_page_cache_did(readers, site):
    """A miss after a hit would say that the newsroom has just done something."""
    for path, cookie in (("/", ""), ("/search/", ""), ("/admin/", site[2])):
        headers = readers.get(path, Cookie=cookie)[0].headers
        assert (headers["X-Cache"], headers["X-Request-ID"] is None) == (None, False), path


def test_hosts_that_are_not_ours_get_no_answer(readers):
    with pytest.raises(ssl.SSLError):
        readers.get("/", host="other.example.org")


def line_of(log, **said):
    """The line of the log that says so; nginx writes it after it has answered."""
    deadline = time.monotonic() + 10
    while True:
        for line in map(json.loads, log.read_text().splitlines()):
            if said.items() <= line.items():
                return line
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.01)


def test_nginxs_lines_and_the_portals_have_the_same_id_and_no_reader_chooses_it(readers):
    forged = "f0f0f0f0f0f0f0f0"
    for path, code in {"/search/": 200, "/nothing/of/the/kind/": 404, "/corrections/": 200}.items():
        answer, _ = readers.get(path, **{"X-Request-ID": forged})
        [told] = answer.headers.get_all("X-Request-ID")  # in one voice
        for log in (readers.nginx_log, readers.portal_log):
            line = line_of(log, id=told)
            assert (line["path"], line["status"]) == (path, code)
    readers.get("/preview/MTI:1tabc:signature/?q=divorce")
    line_of(readers.nginx_log, path="/preview/...")
    for log in (readers.nginx_log, readers.portal_log):
        assert not [word for word in (forged, "MTI", "divorce") if word in log.read_text()]


@pytest.mark.parametrize(
    ("headers", "reader"),
    [
        ({"Sec-Fetch-Dest": "document", "User-Agent": "Firefox/128.0"}, 1),
        ({"Sec-Fetch-Dest": "document", "User-Agent": "Googlebot/2.1"}, 0),
        ({"Sec-Fetch-Dest": "document", "User-Agent": "Firefox", "Sec-Purpose": "prefetch"}, 0),
        ({"Sec-Fetch-Dest": "document", "User-Agent": "Firefox", "Cookie": "sessionid=a"}, 0),
        ({"User-Agent": "curl/8.5"}, 0),
    ],
)
def test_a_line_says_whether_it_was_a_reader_and_never_who(readers, headers, reader):
    answer, _ = readers.get("/corrections/", **headers)
    line = line_of(readers.nginx_log, id=answer.headers["X-Request-ID"])
    assert line["reader"] == reader
    assert not {"Firefox", "curl", "127.0.0.1"} & set(map(str, line.values()))


def test_no_log_of_nginx_holds_a_preview_link_while_the_portal_is_away(tmp_path):
    empty, room = tmp_path / "empty", tmp_path / "nginx"
    empty.mkdir()
    room.mkdir()
    with nginx(room, f"127.0.0.1:{free_port()}", empty) as proxy:
        for path in ("/corrections/", "/preview/MTI:1tabc:signature/"):
            assert Readers(proxy.https).get(path)[0].status == 502
    told = (room / "error.log").read_text() + (room / "access.log").read_text()
    assert "GET /corrections/" in told
    assert "MTI" not in told


def test_a_page_that_nginx_kept_has_the_id_of_who_asks_for_it(readers):
    for _ in range(10):
        [told] = readers.get("/robots.txt")[0].headers.get_all("X-Request-ID")
        if line_of(readers.nginx_log, id=told)["cache"] == "HIT":
            assert f'"{told}"' not in readers.portal_log.read_text()
            return
    pytest.fail("never a hit")


@pytest.mark.parametrize("path", ["/metrics", "/%6detrics", "/./metrics", "/x/../metrics", "/metrics?x", "/metrics#x"])
def test_figures_are_for_the_machine_itself(readers, path):
    assert readers.get(path)[0].status == 404  # asked of the portal, which has none without a token
    assert readers.get(path, come_from="127.0.0.2")[0].status == 403


def test_guessing_passwords_is_slowed_down(readers):
    answers = (readers.get("/admin/login/", method="POST")[0].status for _ in range(100))  # fewer, if they come slowly
    assert 429 in answers


def test_an_upload_that_waits_for_others_gets_its_answer():
    newsroom = re.search(r"location /admin/ {(.*?)}", CONF.read_text(), re.DOTALL)[1]
    seconds = int(re.search(r"proxy_read_timeout (\d+)s", newsroom)[1])
    assert seconds > UPLOADS * (processing.SANDBOX.seconds + DRAWN)


def public_pages(patterns) -> Iterator[tuple[str, PublicPage]]:
    """Each page of all languages, and its address without the prefix of a language."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from public_pages(pattern.url_patterns)
        elif isinstance(pattern.callback, PublicPage):
            yield str(pattern.pattern), pattern.callback


def test_the_file_knows_every_query_that_pages_read():
    read = set(re.findall(r"\$arg_(\w+)", CONF.read_text()))
    pages = dict(public_pages(get_resolver().url_patterns))
    assert {name for page in pages.values() for name in page.query_params} == read


def test_the_file_knows_every_address_that_is_not_kept():
    """Those alone get the whole query; each language has its own."""
    conf = CONF.read_text()
    kept_out = {path for path, page in public_pages(get_resolver().url_patterns) if not page.cacheable}
    assert kept_out == {"search/", "contact/write/", "preview/<str:token>/"}
    assert "location = /search/" in conf
    assert 'location ~ "^/[a-z]{2,3}(-[a-z]+)?/search/$"' in conf
    assert 'location ~ "^/([a-z]{2,3}(-[a-z]+)?/)?contact/write/$"' in conf
    assert "location /preview/" in conf


@pytest.mark.parametrize("path", ["/latest/?before=x", "/latest/?after=x", "/archive/?date=x", "/tags/?letter=%D4%B1"])
def test_what_a_page_reads_reaches_it_whatever_else_is_in_the_query(readers, path):
    """Each of these values asks for what is not there."""
    page, query = path.split("?")
    assert readers.get(page)[0].status == 200
    for sent in (query, f"utm_source=x&{query}", f"{query}&utm_source=x"):
        assert readers.get(f"{page}?{sent}")[0].status == 404


def test_what_no_page_reads_reaches_none_and_is_no_page_of_its_own(readers):
    readers.get("/latest/?utm_source=x")
    assert readers.cache_says("/latest/?utm_source=y") in ("HIT", "REVALIDATED", "EXPIRED")


def test_the_contact_form_gets_its_whole_query_and_its_post(readers):
    assert readers.get("/contact/write/?story=41")[0].status == 404  # no page Contact here; and not a kept one
    answer, _ = readers.get("/ru/contact/write/", method="POST")
    assert answer.status == 404
    assert answer.headers["X-Proxy-Cache"] in (None, "")
