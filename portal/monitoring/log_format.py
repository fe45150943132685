"""The log as lines of JSON: records, warnings, tracebacks, and everything else that a program prints there.

It uses only the standard library, because gunicorn's master and manage.py need it before Django's settings are read,
and when they cannot be read.
"""

import io
import json
import logging
import os
import sys
import threading
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
LINE, JSON = "line", "json"
_FALSE_VALUES = ("", "0", "false", "no", "off", "n", "f")
_TRACEBACK_FORMATTER = logging.Formatter()


def chosen_format(environ: Mapping[str, str]) -> str:
    """Return LOG_FORMAT, or its default: lines for people on a developer's machine, JSON everywhere else."""
    local = any(
        environ.get(name, "").strip().lower() not in _FALSE_VALUES for name in ("DJANGO_DEBUG", "DJANGO_INSECURE_HTTP")
    )
    return environ.get("LOG_FORMAT", "").strip() or (LINE if local else JSON)


def as_json(level: str, logger: str, message: str, **more: str) -> str:
    """Return one line of the log, without the newline; `more` has additional fields."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json.dumps({"at": at, "level": level, "logger": logger, "message": message, **more}, ensure_ascii=False)


class JsonLines(logging.Formatter):
    """A formatter of records as JSON: `at` (UTC), `level`, `logger`, `message`, `id` (of the request), `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id.get():
            line["id"] = number
        if record.exc_info and record.exc_info[0]:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class JsonStream(io.TextIOBase):
    """A text stream that writes each line as a JSON object; a line that already is one stays as it is.

    `level` and `logger` are used for the objects that it creates.
    """

    encoding, errors = "utf-8", "backslashreplace"
    is_log_stream = True  # a mark, since isinstance fails after a second import (deploy/gunicorn.conf.py)

    def __init__(self, stream: io.TextIOBase, level: str, logger: str):
        self.stream, self._level, self._logger = stream, level, logger
        self._partial_line, self._lock = "", threading.RLock()

    def write(self, text: str) -> int:
        with self._lock:
            *lines, self._partial_line = (self._partial_line + text).split("\n")
            for line in lines:
                self._write_line(line)
        return len(text)

    def _write_line(self, line):
        line = line.rstrip()
        if line:
            self.stream.write(f"{line if _is_object(line) else as_json(self._level, self._logger, line)}\n")

    def flush(self) -> None:
        self.stream.flush()

    def finish(self) -> None:
        """Write a last line that has no newline, and flush."""
        with self._lock:
            partial_line, self._partial_line = self._partial_line, ""
            self._write_line(partial_line)
        self.flush()

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self.stream.fileno()


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def is_journal(stream: io.TextIOBase, environ: Mapping[str, str]) -> bool:
    """Return whether the stream leads into systemd's journal; LOG_COMMANDS=1 makes a container's log count as one."""
    if stream.isatty():
        return False
    if environ.get("LOG_COMMANDS", "").strip().lower() not in _FALSE_VALUES:
        return True
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"


def start(logger: str, environ: Mapping[str, str] = os.environ) -> None:
    """Write everything that this process sends to the log as JSON, if LOG_FORMAT asks for it.

    Standard error is a log unless it is a terminal. Standard output, a command's result, is a log only if it leads
    into the journal. An uncaught traceback becomes one line.
    """
    if chosen_format(environ) != JSON or hasattr(sys.stderr, "is_log_stream"):
        return
    if is_journal(sys.stdout, environ):
        sys.stdout = JsonStream(sys.stdout, "INFO", logger)
    if not sys.stderr.isatty():
        sys.stderr = JsonStream(sys.stderr, "ERROR", logger)
        sys.excepthook = _log_uncaught
        threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def finish() -> None:
    """Write last lines that have no newline."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "is_log_stream"):
            stream.finish()


def _log_uncaught(kind, error, traceback):
    if issubclass(kind, SystemExit):
        return
    traceback_text = _TRACEBACK_FORMATTER.formatException((kind, error, traceback))
    line = as_json("CRITICAL", "python", f"{kind.__name__}: {error}", exception=traceback_text)
    print(line, file=sys.stderr, flush=True)  # noqa: T201
