"""Readers' pages are read from a replica of the database (DATABASE_REPLICA_URL), all else from the database itself.

A replica lags. A page must therefore come from the same place as the edition to which it belongs: else what was read
from a replica that lags would stand under a newer edition, and stay. So the edition says where it was read (MARK at
its end), and its pages are rendered from there (portal/serving/page_cache.py). Whoever is logged in, and every
command, reads from the database itself.

A replica that fails is left alone for PAUSE seconds; until then the database itself stands in.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from portal.serving.cache_key import is_strangers_question, view_of

REPLICA = "replica"  # its name in DATABASES
MARK = f"@{REPLICA}"
PAUSE = 30.0  # seconds

logger = logging.getLogger("portal.serving.replica")
_reading: ContextVar[str | None] = ContextVar("reading", default=None)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Whatever this thread asks of a database inside the block it asks of `alias`; it writes to the database itself."""
    token = _reading.set(alias)
    try:
        yield
    finally:
        _reading.reset(token)


class Router:
    """Django's database router of a site that has a replica."""

    def db_for_read(self, model, **hints):
        return _reading.get()

    def db_for_write(self, model, **hints):
        return _reading.get() and DEFAULT_DB_ALIAS

    def allow_migrate(self, db, app_label, **hints):
        return False if db == REPLICA else None  # what the database itself gets arrives there


def place_of(edition: str) -> str:
    """The alias of the database that this edition was read from."""
    return REPLICA if edition.endswith(MARK) else DEFAULT_DB_ALIAS


class Health:
    """Whether this process may ask the replica. One line in the log when it fails, one when it answers again."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic):
        self._monotonic, self._rests_until, self._is_away = monotonic, -inf, False

    def place(self) -> str:
        """The alias of the database that readers' pages are to be read from now."""
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
    """WSGI application: what readers ask of `application` past the page cache, such as searches, read from the replica.

    An error is asked for once more, of the database itself: questions may be put twice, and one that has not got
    what a migration brought cannot answer them.
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
        if not is_strangers_question(environ, self._session):
            return False
        return getattr(view_of(environ.get("PATH_INFO", "")), "may_lag", False)
