"""A page cache for tests, with a fake site behind it, clocks that tests set, and a function that sends requests."""

from typing import NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from articles.web.public_page import PUBLIC
from portal.serving.edition_clock import EditionClock, read_edition
from portal.serving.page_cache import PageCache
from portal.serving.public_handler import PublicHandler

NOON = 1_795_521_600.9  # 24 November 2026, 12:00:00.9 UTC
TEXT = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", PUBLIC)]


class ManualClock:
    """A clock that stands still until a test advances it."""

    def __init__(self):
        self.seconds = 1_000.0

    def __call__(self):
        return self.seconds

    def advance(self, seconds):
        self.seconds += seconds


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def x_cache(self):
        return self.headers["X-Cache"]


def ask(application, path="/", method="GET", **headers):
    """The application's answer; `headers` as in the request: If_None_Match="…"."""
    headers = {name.replace("_", "-"): value for name, value in {"Host": "127.0.0.1", **headers}.items()}
    secure = headers.pop("Secure", False)
    environ = RequestFactory(headers=headers).generic(method, path, secure=secure).environ
    begun = []
    chunks = application(environ, lambda status, headers, exc_info=None: begun.append((status, headers)))
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    [(status, given)] = begun
    names = [name for name, _ in given if name != "Set-Cookie"]
    assert len(names) == len(set(names)), "a header is sent twice"
    return Answer(status, dict(given), body)


class Site:
    """A WSGI application in place of Django: answers as it was told, and remembers the requests."""

    def __init__(self, body=b"", status="200 OK", headers=()):
        self.body, self.status, self.headers = body, status, [*TEXT, *headers]
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.text)))])
        return [self.text]

    @property
    def text(self):
        return self.body or b"rendering number %d" % len(self.asked)


def make_page_cache(
    site=None, read=lambda: "edition", clock=None, capacity=2**20, stale_seconds=600, release="release", shared=None
):
    """Return a page cache around `site`: a Site, or Django itself if none is given, which then has its real edition.

    Its wall clock stands still at NOON, so that a test can compare whole answers, whose headers name the second.
    """
    renderer = site
    if site is None:
        site, renderer, read = WSGIHandler(), PublicHandler(), read_edition
    edition_clock = EditionClock(release, read, clock or ManualClock())
    return PageCache(
        site,
        renderer,
        capacity=capacity,
        stale_seconds=stale_seconds,
        release=release,
        clock=edition_clock,
        shared=shared,
        wall_clock=lambda: NOON,
    )
