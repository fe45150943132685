"""Request log: WSGI middleware that gives each request an id, logs it as a line of JSON, and counts it in the metrics.

The line holds `at` (UTC), `id`, `method`, `path`, `status`, `bytes`, `ms` (until the answer's first byte is ready),
`cache` (the page cache's state) and `edition`. It has no query, since that shows what readers search for; no address
and no name of a reader; and only the beginning of a preview link, since anyone with the link may read the draft.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter, time

from portal.monitoring.log_format import request_id

_VALID_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_SECRET_PATH = re.compile(r"^(/preview/).*")


class RequestLog:
    """WSGI middleware around `application` that gives each request an id and logs it.

    A proxy's `X-Request-ID` is used if it is well formed, else a new id is made; it is in the response
    and, as `request_id`, in what the program logs meanwhile. `write` gets each line as bytes (None:
    no lines); `count` gets status, cache state and seconds of each request (None: no metrics).
    """

    def __init__(
        self,
        application: Callable,
        write: Callable[[bytes], object] | None = None,
        count: Callable[[int, str, float], None] | None = None,
    ):
        self._application, self._write, self._count = application, write, count

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        began = perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        identifier = given if _VALID_ID.fullmatch(given) else os.urandom(8).hex()
        request_id.set(identifier)
        response = ["", []]

        def remember_response(status, headers, exc_info=None):
            response[:] = status, headers
            return start_response(status, [*headers, ("X-Request-ID", identifier)], exc_info)

        try:
            return self._application(environ, remember_response)
        finally:
            self._record(environ, identifier, *response, perf_counter() - began)

    def _record(self, environ, identifier, status, headers, seconds):
        length, cache, status = "", environ.get("portal.cache", ""), int(status[:3] or 500)
        for name, value in headers:
            if name == "Content-Length":
                length = value
        if self._count:
            self._count(status, cache, seconds)
        if self._write:
            line = {
                "at": datetime.fromtimestamp(time(), UTC).isoformat(timespec="milliseconds"),
                "id": identifier,
                "method": environ["REQUEST_METHOD"],
                "path": _SECRET_PATH.sub(
                    r"\1…", environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
                ),
                "status": status,
                "bytes": int(length) if length else None,
                "ms": round(seconds * 1000, 2),
                "cache": cache,
                "edition": environ.get("portal.edition", ""),
            }
            self._write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def to_standard_output(line: bytes) -> None:
    """Write a whole line at once, so that the lines of several processes never mix."""
    with suppress(OSError):  # a full disk or a closed pipe must not stop the site
        os.write(sys.stdout.fileno(), line)
