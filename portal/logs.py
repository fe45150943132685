"""What the program itself logs, as lines of JSON that machines read."""

import json
import logging
from datetime import UTC, datetime

from portal.requestlog import request_id


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
