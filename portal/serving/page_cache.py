"""Finished public pages, served before Django wakes up: a WSGI application around Django's.

What may be kept is said in one place, by `page()` in articles/web/public_page.py. A
page is kept by host, scheme, path and the query parameters that its view
understands, and belongs to an edition (articles/database/edition.py): as soon as the
edition moves it is rendered anew, by one thread, from a request that holds
nothing but that key, so that no reader's cookie or header can be in it. Who has
a session or sends credentials passes by, in both directions.

What became of a request is said in `environ["portal.cache"]`, and to this machine and to trusted proxies in `X-Cache`
(anybody else would learn from it when the newsroom is at work): `hit`; `miss`, rendered now; `stale`, an older
edition's page, while another thread renders (two seconds at the most) or while the database is away (then with `Age`
and `Warning`); `pass`, not for the cache.
"""

import time
from collections.abc import Callable, Iterable

from django.conf import settings

from articles.web.public_page import KEPT, PUBLIC
from articles.web.shared_rows import ROWS
from portal.http.client_address import is_of_our_own
from portal.serving import encodings, replica
from portal.serving.cache_key import PageKeys, understood
from portal.serving.edition_clock import GRACE, EditionClock
from portal.serving.finished_page import FinishedPage
from portal.serving.page_store import PageStore

LIFETIME = 300  # seconds; then a page is rendered anew whatever the edition says
KEPT_STATUS = tuple(str(status) for status in KEPT)
STALE = ("Warning", '110 - "Response is Stale"')


class PageCache:
    """WSGI application: `application`, and what was said before.

    `renderer`, an application, too, makes the pages that are for everybody. `capacity` in bytes; `stale_seconds`: for
    so long pages are served without a database; `release`: a digest of the program, which makes other ETags.
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
    ):
        self.store = PageStore(capacity)
        self._application, self._renderer = application, renderer
        self._key_of = PageKeys()
        self._stale_seconds = stale_seconds
        self._salt = release.encode()
        self._clock = clock or EditionClock(release)
        self._rows: tuple[str | None, dict] = None, {}  # an edition, and what its pages have in common

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        key = self._key_of(environ)
        if key is None:
            return self._pass(environ, start_response)
        page = self.store.get(key)
        if page is None and understood(key.path) is None:
            return self._pass(environ, start_response)
        edition = environ["portal.edition"] = self._clock.current()
        if page is not None and edition is not None and self._is_right(page, edition):
            return self._send(key, page, environ, start_response, "hit")
        if edition is None:
            return self._serve_without_database(key, page, environ, start_response)
        return self._renew(key, page, edition, environ, start_response)

    @staticmethod
    def _tell(environ, told):
        """The header that says so, for whoever may know it."""
        environ["portal.cache"] = told
        return [("X-Cache", told)] if is_of_our_own(environ, settings.TRUSTED_PROXIES) else []

    def _is_right(self, page, edition):
        seen_at = self._clock.seen_at(edition)
        if page.edition != edition or seen_at >= page.renew_at:
            return False
        page.right_at = seen_at
        return True

    def _pass(self, environ, start_response):
        told = self._tell(environ, "pass")

        def begin(status, headers, exc_info=None):
            return start_response(status, [*headers, *told], exc_info)

        return self._application(environ, begin)

    def _send(self, key, page, environ, start_response, told, *more):
        # nginx takes s-maxage=1 for two seconds; it may keep a page to the end of this one, an old page not at all.
        more = (*more, ("X-Accel-Expires", "0" if told == "stale" else f"@{int(time.time())}"))
        if page.is_known_to(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")):
            start_response("304 Not Modified", [*page.not_modified, *self._tell(environ, told), *more])
            return []
        coding = encodings.choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = page.variant(coding)
        if variant is None:
            variant = page.make(coding)
            self.store.has_grown(key, page)
        headers, body = variant
        start_response(page.status, [*headers, *self._tell(environ, told), *more])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _serve_without_database(self, key, page, environ, start_response):
        """The last page there was, for a set time; else what Django makes of it."""
        if page is not None:
            page.right_at = max(page.right_at, self._clock.seen_at(page.edition))
            age = self._clock.monotonic() - page.right_at
            if age < self._stale_seconds:
                return self._send(key, page, environ, start_response, "stale", STALE, ("Age", str(int(age))))
        return self._pass(environ, start_response)

    def _renew(self, key, page, edition, environ, start_response):
        """Renders the page, or has it from the thread that does; the page before serves as long as it is young."""
        flight, first = self.store.board(key)
        if not first:
            if page is not None and self._clock.age(page.edition) < GRACE:
                return self._send(key, page, environ, start_response, "stale")
            flight.landed.wait()
            if flight.page is None:
                return self._pass(environ, start_response)
            return self._send(key, flight.page, environ, start_response, "hit")
        try:
            page = self.store.get(key) or page
            if page is not None and self._is_right(page, edition):  # another thread was done just before
                flight.page = page
                return self._send(key, page, environ, start_response, "hit")
            status, headers, body = self._render(environ, key, edition)
            flight.page = self._keep(key, page, edition, status, headers, body)
            if status.startswith("5") and replica.place_of(edition) == replica.REPLICA:
                replica.health.failed(status[:3])  # before those who wait for the page ask for it themselves
        finally:
            self.store.land(key, flight)
        if flight.page is not None:
            return self._send(key, flight.page, environ, start_response, "miss")
        if status.startswith("5"):
            self._clock.doubt()
            now = environ["portal.edition"] = self._clock.current()
            if now is None and page is not None:
                return self._serve_without_database(key, page, environ, start_response)
            if now is not None and replica.place_of(now) != replica.place_of(edition):
                return self._renew(key, page, now, environ, start_response)
        start_response(status, [*headers, *self._tell(environ, "miss")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _render(self, environ, key, edition):
        """(status, headers, body) of a GET that says nothing but what is in the key.

        It comes with the rows that the edition's pages have in common (articles/web/shared_rows.py).
        """
        if self._rows[0] != edition:
            self._rows = edition, {}
        bare = self._key_of.bare(environ) | {ROWS: self._rows[1]}
        answer = []

        def begin(status, headers, exc_info=None):
            answer[:] = status, headers

        with replica.reading_from(replica.place_of(edition)):
            chunks = self._renderer(bare | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}, begin)
        try:
            return *answer, b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()

    def _keep(self, key, before, edition, status, headers, body):
        """The finished page, kept; None for an answer that is not for everybody."""
        if not is_public(status, headers):
            return None
        page = FinishedPage(status, headers, body, self._salt)
        if before is not None and before.is_same_as(page):
            page = before  # with the codings that it has
        page.edition, page.right_at = edition, self._clock.seen_at(edition)
        page.renew_at = self._clock.monotonic() + LIFETIME
        self.store.keep(key, page)
        return page


def is_public(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether this answer of Django's is marked as one for everybody."""
    given = {name.lower(): value for name, value in headers}
    return (
        status[:3] in KEPT_STATUS
        and given.get("cache-control") == PUBLIC
        and given.get("vary", "Accept-Encoding").lower() == "accept-encoding"
        and "set-cookie" not in given
        and "content-encoding" not in given
    )
