"""Two machines behind nginx, one PostgreSQL, load all the time: as deploy/README.md sets several machines up."""

import re
import time
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest

from bench.clients import Load, ask, through_nginx
from bench.faults import machine_killed, site
from bench.nginx_server import HOST
from tests.support.servers import run

PAST_NGINX = {"Host": HOST, "X-Forwarded-Proto": "https"}
SOON = 20  # seconds; about one where nothing else runs. Without the edition, a page would stay for five minutes
DRAFT = """
from django.contrib.auth.models import User
from articles.models.preview_link import address_of, make_link
from tests.support.factories import make_article
draft = make_article("A draft that nobody may know of", published_at=None)
print(address_of(make_link(draft, User.objects.get(username="anahit"))))
"""


@pytest.fixture(scope="module")
def running():
    with site() as machines:
        yield machines


@pytest.fixture
def reader(running):
    """A connection to nginx."""
    with closing(through_nginx(running.nginx.https)) as connection:
        yield connection


def get(connection, path, **headers):
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def press_save(machine, cookie, path, **changes):
    """Opens a form of the newsroom, changes some fields and saves it."""
    with closing(machine.connection()) as connection:
        form, text = get(connection, path, Cookie=cookie, **PAST_NGINX)
        fields = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', text.decode())) | changes
        fields = {name: value for name, value in fields.items() if not name.startswith("_") or name in changes}
        headers = PAST_NGINX | {
            "Cookie": f"{cookie}; {'; '.join(value.partition(';')[0] for value in form.headers.get_all('Set-Cookie'))}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://{HOST}{path}",
        }
        connection.request("POST", path, urlencode(fields), headers)
        answer = connection.getresponse()
        assert answer.status == 302, answer.read()


def test_what_is_saved_on_one_machine_stands_on_the_other_and_behind_nginx_while_readers_crowd_them(running, reader):
    with Load(running) as load:
        for one, other in (running.machines, running.machines[::-1]):
            word = f"Named on {one.port}".encode()
            press_save(one, running.cookie, "/admin/articles/section/1/change/", name=word)
            start = time.monotonic()
            running.until(lambda word=word, other=other: word in other.ask("/", **PAST_NGINX)[1])
            running.until(lambda word=word: word in ask(reader, "/", {})[1])
            assert time.monotonic() - start < SOON
    assert load.failed == []
    assert load.served > 200


@pytest.mark.parametrize("which", [0, 1])
def test_either_machine_may_die_under_load_and_no_reader_hears_of_it(running, which):
    with Load(running) as load:
        machine_killed(running, which)
    assert load.failed == []
    assert load.served > 200


def crawl(connection, begin, most, **headers):
    """(path, answer, body) of up to `most` addresses, followed from link to link."""
    waiting, known = list(begin), set(begin)
    for _ in range(most):
        path = waiting.pop(0)
        answer, body = get(connection, path, Host=HOST, **headers)
        yield path, answer, body
        for link in re.findall(r'href="(/[^"#?]*)"', body.decode("utf-8", "replace")):
            if link not in known and not link.startswith(("/static/", "/media/", "/search/")):
                known.add(link)
                waiting.append(link)


def test_after_an_editors_crawl_no_private_byte_is_in_a_cache_or_on_a_strangers_page(running, reader):
    preview = urlsplit(run(running.environment, DRAFT).strip()).path
    begin = ["/", "/admin/", preview, "/search/?q=draft", "/news/1.json", "/robots.txt", "/sitemap.xml"]
    session = running.cookie.partition("=")[2]
    private = [word.encode() for word in ("A draft that nobody", "anahit", "csrfmiddlewaretoken", session)]
    asked, heard = [], set()
    for path, answer, body in crawl(reader, begin, 150, Cookie=running.cookie):
        asked.append(path)
        heard.update(word for word in private if word in body)
        assert answer.status in (200, 301, 302, 404, 410), path
        assert answer.headers["X-Proxy-Cache"] in (None, "BYPASS"), path
        assert "public" not in answer.headers.get("Cache-Control", "") or path == "/manifest.webmanifest", path
    assert heard >= set(private[:3])  # there was something to hide
    for path in asked:
        answer, body = get(reader, path, Host=HOST)
        found = [word for word in private if word in body]
        if path == preview:
            assert found == private[:1]  # whoever has the link may read it
        elif path.startswith("/admin/"):
            assert answer.status in (302, 404), path
        else:
            assert (found, answer.headers["Set-Cookie"]) == ([], None), path
    kept = [file.read_bytes() for file in running.home.glob("nginx/cache/**/*") if file.is_file()]
    assert len(kept) > 50
    assert not [said for said in kept for word in (*private, b"Set-Cookie", preview.encode()) if word in said]
