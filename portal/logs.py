"""What the program itself logs, as lines of JSON that machines read; and how a database that is away is told of."""

import json
import logging
from datetime import UTC, datetime

from portal.requestlog import request_id
from portal.unavailable import AWAY


class JsonLines(logging.Formatter):
    """One object a record: `at` (UTC), `level`, `logger`, `message`, `id` (of the request), `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id.get():
            line["id"] = number
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class WithoutTraceback(logging.Filter):
    """A request that met no database is one line, a warning: the way to where it failed says nothing more."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, AWAY):
            why = " ".join(str(error).split())
            record.msg, record.args = "%s (%s: %s)", (record.getMessage(), type(error).__name__, why)
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
        return True
