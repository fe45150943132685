"""Routing of reads: readers' pages come from a replica (DATABASE_REPLICA_URL), all else from the database itself.

A replica lags. A page must therefore come from the same database as the edition to which it belongs; otherwise old
rows from the replica would be cached under a newer edition, and stay. So the edition says where it was read (it ends in
MARK), and its pages are rendered from there (portal/serving/page_cache.py). Requests of logged-in users, and every
command, read from the database itself.

A replica that fails is not asked for PAUSE seconds; until then the database itself replaces it.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from portal.serving.cache_key import is_anonymous_read, page_at

REPLICA = "replica"  # its name in DATABASES
MARK = f"@{REPLICA}"
PAUSE = 30.0  # seconds

logger = logging.getLogger("portal.serving.replica")
_reading: ContextVar[str | None] = ContextVar("reading", default=None)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Read from database `alias` in this thread while the block runs; writes go to the database itself."""
    token = _reading.set(alias)
    try:
        yield
    finally:
        _reading.reset(token)


class Router:
    """Database router for a site that has a replica."""

    def db_for_read(self, model, **hints):
        return _reading.get()

    def db_for_write(self, model, **hints):
        return _reading.get() and DEFAULT_DB_ALIAS

    def allow_migrate(self, db, app_label, **hints):
        return False if db == REPLICA else None  # migrations of the database itself are replicated


def place_of(edition: str) -> str:
    """Return the alias of the database that this edition was read from."""
    return REPLICA if edition.endswith(MARK) else DEFAULT_DB_ALIAS


class Health:
    """State of the replica as this process sees it. It logs one line when it fails, one when it answers again."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic):
        self._monotonic, self._rests_until, self._is_away = monotonic, -inf, False

    def place(self) -> str:
        """Return the alias of the database to read readers' pages from now."""
        if REPLICA in settings.DATABASES and self._monotonic() >= self._rests_until:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def failed(self, why: str) -> None:
        self._rests_until = self._monotonic() + PAUSE
        if not self._is_away:
            logger.warning("the replica fails (%s): readers' pages come from the database itself", why)
        self._is_away = True

    def answered(self) -> None:
        if self._is_away:
            logger.warning("the replica answers again")
        self._is_away = False


health = Health()


class ReadersApplication:
    """WSGI middleware that answers readers' requests past the page cache, such as searches, from the replica.

    If the answer is an error, it asks `application` again, with the database itself: a GET or HEAD may be repeated,
    and a replica that has not received a migration yet cannot answer it.
    """

    def __init__(self, application: Callable):
        self._application = application
        self._session = f"{settings.SESSION_COOKIE_NAME}="

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if health.place() != REPLICA or not self._is_readers(environ):
            return self._application(environ, start_response)
        begun = []
        with reading_from(REPLICA):
            chunks = self._application(environ, lambda *answer: begun.append(answer))
        if begun[0][0].startswith("5"):
            health.failed(begun[0][0][:3])
            if hasattr(chunks, "close"):
                chunks.close()
            return self._application(environ, start_response)
        start_response(*begun[0])
        return chunks

    def _is_readers(self, environ):
        if not is_anonymous_read(environ, self._session):
            return False
        page = page_at(environ.get("PATH_INFO", ""))
        return page is not None and page.may_use_replica
