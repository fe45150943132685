"""The current edition, read from the database at most ten times a second in each process.

It is read when somebody asks for a page: a site without readers does not read it.
"""

import time
from collections.abc import Callable
from math import inf
from threading import Lock
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, Error, connections

from articles.database import edition as editions
from portal.serving import replica

# Seconds between two readings. nginx keeps a page to the end of a second, so readers see a change after half a second,
# and PERIOD at most is added. A reading takes 0.2 ms: ten of them are 0.2 % of a core.
PERIOD = 0.1
RETRY = 1.0  # seconds until the next reading if one failed, and that a thread waits for the first one
GRACE = 2.0  # seconds; the greatest age of a public page
PATIENCE = 4  # while the database is away, do not ask again for this many times as long as the failed attempt took


def read_edition() -> str:
    """Return the edition of the database that readers' pages come from (portal/serving/replica.py).

    Raises django.db.Error.
    """
    if replica.health.place() == replica.REPLICA:
        try:
            edition = _edition_of(replica.REPLICA)
        except Error as error:
            replica.health.failed(type(error).__name__)
        else:
            replica.health.answered()
            return f"{edition}{replica.MARK}"
    return _edition_of(DEFAULT_DB_ALIAS)


def _edition_of(alias: str) -> str:
    """Return the edition of database `alias`; reconnect once if the connection broke while it was idle."""
    connection = connections[alias]
    used = connection.connection is not None
    try:
        return editions.current(using=alias)
    except Error:
        connection.close()
        if not used:
            raise
        return editions.current(using=alias)


class Sighting(NamedTuple):
    """An edition, and when (monotonic seconds) it was last seen to be the current one."""

    edition: str | None
    at: float


NEVER = Sighting(None, -inf)


class EditionClock:
    """The current edition, the same for all threads of a process.

    One thread reads; the others continue with the previous value as long as it is
    not older than GRACE. `release` (a digest of the program) is part of every edition.
    """

    def __init__(self, release: str = "", read: Callable[[], str] = read_edition, monotonic=time.monotonic):
        self.monotonic = monotonic
        self._release, self._read = release, read
        self._lock = Lock()
        self._due = -inf
        self._current: str | None = None
        self._seen = (NEVER, NEVER)  # the newest edition and the one before, in one assignment

    def current(self) -> str | None:
        """Return the edition, or None while the database is away."""
        if self.monotonic() < self._due:
            return self._current
        if not self._lock.acquire(blocking=False):  # another thread is reading
            if self._current is not None and self.age(self._current) < GRACE:
                return self._current
            if not self._lock.acquire(timeout=RETRY):
                return None
        try:
            if self.monotonic() >= self._due:
                self._ask()
            return self._current
        finally:
            self._lock.release()

    def seen_at(self, edition: str | None) -> float:
        """Return when `edition` was last seen to be current (monotonic seconds); -inf for all but the last two."""
        for sighting in self._seen:
            if sighting.edition == edition:
                return sighting.at
        return -inf

    def age(self, edition: str | None) -> float:
        """Return for how many seconds at most `edition` has been outdated."""
        return self.monotonic() - self.seen_at(edition)

    def expire(self) -> None:
        """Make the next `current()` ask the database, because something failed that should not have."""
        self._due = -inf

    def _ask(self):
        start = self.monotonic()
        try:
            edition = f"{self._release}{self._read()}"
        except Error:
            self._current, now = None, self.monotonic()
            self._due = now + max(RETRY, PATIENCE * (now - start))
            return
        newest, before = self._seen
        self._seen = (Sighting(edition, start), before if newest.edition == edition else newest)
        self._current = edition
        self._due = start + PERIOD
