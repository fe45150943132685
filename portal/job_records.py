"""Records of the jobs that the machine's timers start: backup, fetch of partner news, what is due every minute.

Each job writes a small file in PORTAL_VAR_DIR/jobs, which the start page of the newsroom and /metrics read. So a job
that never runs is also noticed. The file has a fixed length and is written in place, so it fits even on a full disk,
the most common reason for a failed backup.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from articles.management.command_line import shell_command

FILE_BYTES = 4096
MAX_REASON_LENGTH = 500  # characters of a failure


class Job(NamedTuple):
    """A job: its command, its title for editors, and the greatest age of its last success."""

    command: str
    title: str
    max_age: timedelta


BACKUP = Job("backup", "Backup", timedelta(hours=30))  # once a night, plus the time that a backup may take
FETCH = Job("fetch_partners", "Fetch of partner news", timedelta(hours=1))  # every five minutes
EVERY_MINUTE = Job("run_jobs", "Jobs of every minute", timedelta(hours=1))
JOBS = (BACKUP, FETCH, EVERY_MINUTE)


class Record(NamedTuple):
    """The time of the last success, and the time and reason of a failure since; None and "" if there was none."""

    succeeded_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""


def folder() -> Path:
    """Return the folder of the records."""
    return Path(settings.VAR_DIR) / "jobs"


def _path(job: Job) -> Path:
    return folder() / f"{job.command}.json"


def read(job: Job) -> Record:
    """Return the job's record on this machine; an empty Record if the file is missing or cannot be parsed."""
    try:
        data = json.loads(_path(job).read_text(encoding="utf-8"))
        times = [data[name] and datetime.fromtimestamp(data[name], UTC) for name in ("succeeded_at", "failed_at")]
        return Record(*times, str(data["failure"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Record()


def _write(job: Job, record: Record) -> None:
    """Write the record; if that fails, there is no error, and the job will be shown as not running."""
    data = record._asdict() | {
        name: at and at.timestamp() for name, at in record._asdict().items() if name.endswith("_at")
    }
    text = json.dumps(data).encode().ljust(FILE_BYTES)
    with suppress(OSError):
        path = _path(job)
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.pwrite(file, text, 0)
        finally:
            os.close(file)


def succeeded(job: Job) -> None:
    """Record that the job has just succeeded."""
    _write(job, Record(datetime.fromtimestamp(time.time(), UTC)))


def failed(job: Job, reason: object) -> None:
    """Record that the job has just failed, and why."""
    before = read(job)
    text = " ".join(str(reason).split())[:MAX_REASON_LENGTH] or type(reason).__name__
    _write(job, Record(before.succeeded_at, datetime.fromtimestamp(time.time(), UTC), text))


@contextmanager
def record_outcome(job: Job) -> Iterator[None]:
    """Record whether the job inside the block succeeds or fails."""
    try:
        yield
    except BaseException as error:
        failed(job, error)
        raise
    succeeded(job)


def is_expected(job: Job) -> bool:
    """Return whether the job should run here.

    On a developer's machine no job is expected; of several machines only the one with the timers has a record.
    """
    return not settings.LOCAL and (settings.MACHINES < 2 or _path(job).exists())


def trouble(job: Job, now: datetime | None = None) -> str:
    """Return what is wrong with the job, as a text for the start page; "" if nothing is."""
    record, now = read(job), now or timezone.now()
    if record.failure:
        return record.failure
    if is_expected(job) and (record.succeeded_at is None or now - record.succeeded_at > job.max_age):
        by_hand = shell_command(job.command)
        return f"It is not running. Check its timer (systemctl list-timers), or run it by hand: {by_hand}"
    return ""
