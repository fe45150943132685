"""WSGI middleware that counts who reads a story; it stands around the page cache, whose answers count, too.

The counts wait in memory for a minute, then a thread adds them to the database: no request waits for that. A reader
who opens a story several times within that minute counts once; their address is not kept, only a number made from it
that is forgotten with the minute.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone

from portal.http.client_address import client_address
from portal.readership.models import Reads, StoryReads, hour_of
from portal.readership.reader import is_reader, story_of

WAIT = 60  # seconds until counts are written
STORIES_MAX = 10_000  # that wait for the database while it is away; others are not counted
COUNTED = ("200", "304")
logger = logging.getLogger(__name__)


class ReadCounter:
    """WSGI middleware around `application`; call `write` when the process ends.

    `clock` returns seconds, `now` the moment.
    """

    def __init__(
        self,
        application: Callable,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = timezone.now,
    ):
        self._application, self._clock, self._now = application, clock, now
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._lock = threading.Lock()
        self._counts, self._seen, self._written = Counter(), set(), clock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        story = story_of(environ.get("PATH_INFO", "")) if is_reader(environ) else None
        if story is None or self._session in environ.get("HTTP_COOKIE", ""):
            return self._application(environ, start_response)

        def begin(status, headers, exc_info=None):
            if status[:3] in COUNTED:
                self._count(story, environ)
            return start_response(status, headers, exc_info)

        return self._application(environ, begin)

    def _count(self, story: int, environ: dict) -> None:
        address = client_address(environ, settings.TRUSTED_PROXIES)
        reader = hash((story, address, environ.get("HTTP_USER_AGENT")))
        due = None
        with self._lock:
            if reader not in self._seen and len(self._counts) < STORIES_MAX:
                self._seen.add(reader)
                self._counts[story, hour_of(self._now())] += 1
            if self._clock() - self._written >= WAIT:
                due = self._take()
        if due:
            threading.Thread(target=self._write_in_a_thread, args=(due,)).start()

    def _take(self) -> Reads:
        """Return what was counted, and begin again. The caller holds the lock."""
        counts, self._counts, self._seen, self._written = self._counts, Counter(), set(), self._clock()
        return counts

    def write(self) -> None:
        """Write what was counted since the last time."""
        with self._lock:
            due = self._take()
        if due:
            self._write(due)

    def _write(self, counts: Reads) -> None:
        """Add the counts to the database; if it is away, they wait for the next time."""
        try:
            StoryReads.objects.add(counts)
        except Error as error:
            logger.warning("Reads of stories were not written and wait: %s", error)
            with self._lock:
                self._counts.update(counts)

    def _write_in_a_thread(self, counts: Reads) -> None:
        try:
            self._write(counts)
        finally:
            connections.close_all()  # each thread has its own
