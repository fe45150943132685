"""Reads of stories from the log that deploy/nginx.conf writes: what nginx answers itself never reaches Python.

The log has neither addresses nor user agents; nginx says in each line whether it was a reader. How far the log was
read is stored with the counts, in one transaction, so each line counts once, whatever is interrupted.
"""

import json
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from django.db import transaction

from portal.readership.models import LogPosition, Reads, StoryReads, hour_of
from portal.readership.reader import story_of

READ_AT_ONCE = 64 * 2**20  # bytes; the rest waits for the next minute


class LogUnreadable(Exception):
    """The log cannot be read; the message names it and the cure."""


def count_log(path: Path) -> str:
    """Count the lines that were added to the log since the last time; return what was done. Raises LogUnreadable."""
    name = f"{socket.gethostname()}:{path}"
    with transaction.atomic():
        last = LogPosition.objects.select_for_update().filter(log=name).first()
        try:
            lines, inode, end = _added(path, last)
        except OSError as error:
            raise LogUnreadable(f"{error}. Set MOST_READ_LOG to nginx's log, and let its group read it") from error
        counts = reads_of(lines)
        StoryReads.objects.add(counts)
        LogPosition.objects.update_or_create(log=name, defaults={"inode": inode, "position": end})
    return f"{sum(counts.values())} reads counted"


def reads_of(lines: Iterable[bytes]) -> Reads:
    """Return how often each story was read in each hour. Lines that are no JSON of ours are left out."""
    counts = Counter()
    for line in lines:
        if b'"reader":1' not in line:
            continue
        try:
            entry = json.loads(line)
            story = story_of(unquote(entry["path"]))
            at = datetime.fromisoformat(entry["at"]).astimezone(UTC)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):  # else no later line would count
            continue
        if story and entry.get("status") in (200, 304):
            counts[story, hour_of(at)] += 1
    return counts


def _added(path: Path, last: LogPosition | None) -> tuple[list[bytes], int, int]:
    """Return the whole lines added to the log since `last`, its inode now, and the position behind them.

    If the log was rotated meanwhile, the rest of the old one (path + ".1") comes first. The first time the log is read
    from its end, so that old lines do not count.
    """
    inode, size = _inode(path), path.stat().st_size
    if last is None:
        return [], inode, size
    lines, begin = [], last.position
    if inode != last.inode or size < begin:
        old = path.with_name(f"{path.name}.1")
        if old.exists() and _inode(old) == last.inode:
            lines += list(_whole_lines(old, begin))
        begin = 0
    new = list(_whole_lines(path, begin))
    return lines + new, inode, begin + sum(map(len, new))


def _inode(path: Path) -> int:
    """Return the number of the file, as a database can store it."""
    return path.stat().st_ino % 2**63


def _whole_lines(path: Path, begin: int) -> Iterator[bytes]:
    """Yield the lines from the position `begin`, without a last one that is still being written."""
    with open(path, "rb") as file:
        file.seek(begin)
        data = file.read(READ_AT_ONCE)
    whole, newline, _ = data.rpartition(b"\n")
    yield from (whole + newline).splitlines(keepends=True)
