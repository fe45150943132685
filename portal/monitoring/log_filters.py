"""Log filters for two kinds of records: a database that is away, and host names that are not ours."""

import logging
import threading
import time
from collections.abc import Callable

from portal.http.unavailable import DATABASE_AWAY_ERRORS

LINE_INTERVAL = 60.0  # seconds between two lines about refused hosts, in each process
MAX_HOST_LENGTH = 100  # characters of a refused host's name


class WithoutTraceback(logging.Filter):
    """Filter that logs a request without a database as a one-line warning, since its traceback adds nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, DATABASE_AWAY_ERRORS):
            reason = " ".join(str(error).split())
            record.msg, record.args = "%s (%s: %s)", (record.getMessage(), type(error).__name__, reason)
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
        return True


class RefusedHosts(logging.Filter):
    """Filter for host names not in DJANGO_ALLOWED_HOSTS: one line at once, then one a minute with their number.

    If someone forgot a name, it is in the log; a scanner that tries names all day does not fill the disk.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic):
        super().__init__()
        self._monotonic, self._lock = monotonic, threading.Lock()
        self._silent_until, self._suppressed = float("-inf"), 0

    def filter(self, record: logging.LogRecord) -> bool:
        with self._lock:
            if self._monotonic() < self._silent_until:
                self._suppressed += 1
                return False
            self._silent_until, suppressed, self._suppressed = self._monotonic() + LINE_INTERVAL, self._suppressed, 0
        repeats = f"; {suppressed:,} more hosts were refused since the last such line" if suppressed else ""
        host = record.request.META.get("HTTP_HOST", "")[:MAX_HOST_LENGTH]
        record.msg, record.args = "the host %r is refused: DJANGO_ALLOWED_HOSTS does not list it%s", (host, repeats)
        record.exc_info, record.exc_text = None, None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
