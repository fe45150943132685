"""Page cache: WSGI middleware that serves finished public pages without calling Django.

`PublicPage` in the URL table (articles/web/public_page.py) alone decides what may be cached. The key of a
page is its host, scheme, path and the query parameters that the table names. A page
belongs to an edition (articles/database/edition.py): as soon as the edition changes, one
thread renders it again, from a request that contains nothing but that key, so that no
reader's cookie or header can influence it. A redirect is kept without the rest of the query,
and each reader gets it with their own. Requests with a session or credentials bypass
the cache: they are neither answered from it nor stored in it.

The result is in `environ["portal.cache"]`, and for this machine and trusted proxies also in `X-Cache` (anybody else
could see from it when the newsroom is at work): `hit`; `miss`, rendered now; `stale`, an older edition's page, while
another thread renders (two seconds at most) or while the database is away (then with `Age` and `Warning`); `pass`, not
for the cache.
"""

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings

from articles.web.public_page import CACHEABLE_STATUS, PUBLIC
from articles.web.shared_rows import ROWS
from portal.http.client_address import is_internal_request
from portal.serving import encodings, replica
from portal.serving.cache_key import PageKey, PageKeys, is_cacheable, page_at
from portal.serving.edition_clock import GRACE, EditionClock
from portal.serving.finished_page import FinishedPage
from portal.serving.page_store import PageStore
from portal.serving.shared_pages import SharedPages

LIFETIME = 300  # seconds; then a page is rendered again even if the edition has not changed
CACHED_STATUS = tuple(str(status) for status in CACHEABLE_STATUS)
STALE = ("Warning", '110 - "Response is Stale"')


class Answer(NamedTuple):
    """Django's answer to a request."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class PageCache:
    """WSGI middleware around `application` that serves finished pages and renders misses with `renderer`.

    `renderer` is also a WSGI application. `capacity` is in bytes; with 0, no page is kept, but a page that is for
    everybody is still rendered so, with what its edition shares. `stale_seconds` is how long old pages are served
    while the database is away; `release` is a digest of the program: a new release changes all ETags. `shared` are the
    pages of all processes of this machine. `wall_clock` returns the time in Unix seconds.
    """

    def __init__(
        self,
        application: Callable,
        renderer: Callable,
        *,
        capacity: int,
        stale_seconds: int,
        release: str = "",
        clock: EditionClock = None,
        shared: SharedPages | None = None,
        wall_clock: Callable[[], float] = time.time,
    ):
        self.store = PageStore(capacity, shared)
        self._application, self._renderer = application, renderer
        self._key_of = PageKeys()
        self._stale_seconds = stale_seconds
        self._salt = release.encode()
        self._clock = clock or EditionClock(release)
        self._wall_clock = wall_clock
        self._rows: tuple[str | None, dict] = None, {}  # an edition, and the rows that its pages share

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = self._key_of(environ)
        if key is None:
            return self._pass(environ, start_response)
        page = self.store.get(key)
        if page is None and not is_cacheable(key.path):
            return self._pass(environ, start_response)
        edition = environ["portal.edition"] = self._clock.current()
        if edition is not None and self._is_current(page, edition):
            return self._send(key, page, environ, start_response, "hit")
        if edition is None:
            return self._serve_without_database(key, page, environ, start_response)
        return self._renew(key, page, edition, environ, start_response)

    @staticmethod
    def _record_state(environ, state):
        """Record the cache state (hit, miss, …); return it as a header if the client may see it, else no header."""
        environ["portal.cache"] = state
        return [("X-Cache", state)] if is_internal_request(environ, settings.TRUSTED_PROXIES) else []

    def _is_current(self, page, edition):
        """Return whether the page is as new as `edition`: of the same one, or of one that was read after it.

        The second is a page of another process, whose clock has just seen a change that ours has not.
        """
        seen_at = self._clock.seen_at(edition)
        if page is None or seen_at >= page.renew_at:
            return False
        if page.edition == edition and page.right_at < seen_at:
            page.right_at = seen_at
        return page.edition == edition or page.right_at > seen_at

    def _pass(self, environ, start_response):
        x_cache = self._record_state(environ, "pass")

        def begin(status, headers, exc_info=None):
            return start_response(status, [*headers, *x_cache], exc_info)

        return self._application(environ, begin)

    def _send(self, key, page, environ, start_response, state, *more):
        # nginx reads s-maxage=1 as two seconds. It may keep a page to the end of this second, a stale page not at all.
        more = (*more, ("X-Accel-Expires", "0" if state == "stale" else f"@{int(self._wall_clock())}"))
        if _knows(environ, page):
            start_response("304 Not Modified", [*page.not_modified, *self._record_state(environ, state), *more])
            return []
        coding = _coding(environ)
        variant = page.variant(coding)
        if variant is None:
            variant = page.make(coding)
            self.store.has_grown(key, page)
        headers, body = variant
        headers = _with_own_query(page.status, headers, key, environ)
        start_response(page.status, [*headers, *self._record_state(environ, state), *more])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _serve_without_database(self, key, page, environ, start_response):
        """Send the last known page if it is younger than `stale_seconds`; else pass the request to Django."""
        page = self.store.find(key) or page
        if page is not None:
            page.right_at = max(page.right_at, self._clock.seen_at(page.edition))
            age = self._clock.monotonic() - page.right_at
            if age < self._stale_seconds:
                return self._send(key, page, environ, start_response, "stale", STALE, ("Age", str(int(age))))
        return self._pass(environ, start_response)

    def _renew(self, key, page, edition, environ, start_response):
        """Send the page of this edition: rendered here, by another thread or by another process.

        Meanwhile send the previous page, if it is younger than GRACE.
        """
        rendering, first = self.store.join_or_start(key)
        if not first:
            if self._may_still_be_sent(page):
                return self._send(key, page, environ, start_response, "stale")
            rendering.finished.wait()
            if rendering.page is None:
                return self._pass(environ, start_response)
            return self._send(key, rendering.page, environ, start_response, "hit")
        try:
            with self.store.turn(key) as turn:
                state, page = self._find_or_render(turn, key, page, edition)
                if state == "miss":
                    answer = self._render(environ, key, edition)
                    rendering.page = self._keep(key, page, edition, environ, answer)
                    if answer.status.startswith("5") and replica.place_of(edition) == replica.REPLICA:
                        replica.health.failed(answer.status[:3])  # before waiting threads ask for the page themselves
                elif state == "hit":
                    rendering.page = page
        finally:
            self.store.finish(key, rendering)
        if rendering.page is not None or state == "stale":
            return self._send(key, rendering.page or page, environ, start_response, state)
        if answer.status.startswith("5"):
            self._clock.expire()
            now = environ["portal.edition"] = self._clock.current()
            if now is None and page is not None:
                return self._serve_without_database(key, page, environ, start_response)
            if now is not None and replica.place_of(now) != replica.place_of(edition):
                return self._renew(key, page, now, environ, start_response)
        headers, body = FinishedPage(*answer, self._salt).make(_coding(environ))
        headers = _with_own_query(answer.status, headers, key, environ)
        start_response(answer.status, [*headers, *self._record_state(environ, "miss")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _find_or_render(self, turn, key, page, edition):
        """Return (state, page): what to send, or ("miss", the previous page) if this thread has to render it."""
        page = self.store.find(key) or page
        if not turn.ours and not self._is_current(page, edition):
            if self._may_still_be_sent(page):
                return "stale", page
            turn.wait(GRACE)
            page = self.store.find(key) or page
        return ("hit" if self._is_current(page, edition) else "miss"), page  # another one may have finished just before

    def _may_still_be_sent(self, page):
        return page is not None and self._clock.age(page.edition) < GRACE

    def _render(self, environ, key, edition):
        """Return Django's answer to a GET that contains nothing but the key.

        The request carries the rows that the edition's pages share (articles/web/shared_rows.py).
        """
        if self._rows[0] != edition:
            self._rows = edition, {}
        request_environ = self._key_of.without_reader_headers(environ) | {ROWS: self._rows[1]}
        answer = []

        def begin(status, headers, exc_info=None):
            answer[:] = status, headers

        with replica.reading_from(replica.place_of(edition)):
            chunks = self._renderer(request_environ | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}, begin)
        try:
            return Answer(*answer, b"".join(chunks))
        finally:
            if hasattr(chunks, "close"):
                chunks.close()

    def _keep(self, key, before, edition, environ, answer):
        """Store and return the finished page, or None if the response is not for everybody.

        It is stored once, and so with the coding that this client asks for.
        """
        if not is_public(answer.status, answer.headers):
            return None
        page = FinishedPage(*answer, self._salt)
        if before is not None and before.is_same_as(page):
            page = before  # which already has compressed bodies
        page.edition, page.right_at = edition, self._clock.seen_at(edition)
        page.renew_at = self._clock.monotonic() + LIFETIME
        if not _knows(environ, page):
            page.variant(_coding(environ)) or page.make(_coding(environ))
        self.store.keep(key, page)
        return page


def is_public(status: str, headers: list[tuple[str, str]]) -> bool:
    """Return whether Django marked this response as cacheable for everybody."""
    given = {name.lower(): value for name, value in headers}
    return (
        status[:3] in CACHED_STATUS
        and given.get("cache-control") == PUBLIC
        and given.get("vary", "Accept-Encoding").lower() == "accept-encoding"
        and "set-cookie" not in given
        and "content-encoding" not in given
    )


def _knows(environ: dict, page: FinishedPage) -> bool:
    """Return whether this client has the page already."""
    return page.is_known_to(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE"))


def _coding(environ: dict) -> str:
    return encodings.choose(environ.get("HTTP_ACCEPT_ENCODING", ""))


def _with_own_query(status: str, headers: list[tuple[str, str]], key: PageKey, environ: dict) -> list[tuple[str, str]]:
    """Return the headers; if they redirect, with the part of this request's query that the key leaves out."""
    query = environ.get("QUERY_STRING", "")
    if not status.startswith("3") or not query:
        return headers
    page = page_at(key.path)
    return [(name, page.keep_query(value, query) if name == "Location" else value) for name, value in headers]
