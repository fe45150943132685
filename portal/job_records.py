"""How the jobs fared that the machine's timers start: the nightly backup and the fetch of partner news.

Each leaves a small file in PORTAL_VAR_DIR/jobs, which the start page of the newsroom and /metrics read. So a job that
never runs is noticed, too. The file keeps its length and is written in place: a disk that is full, the commonest
reason for a failed backup, has room for it.
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

from articles.management.command_line import typed

LENGTH = 4096  # bytes of a job's file
REASON = 500  # characters of a failure


class Job(NamedTuple):
    """A job: its command, how a failure is called, and how old its last success may be."""

    command: str
    title: str
    at_most: timedelta


BACKUP = Job("backup", "Backup", timedelta(hours=30))  # once a night, with the time that one may take
FETCH = Job("fetch_partners", "Fetch of partner news", timedelta(hours=1))  # every five minutes
JOBS = (BACKUP, FETCH)


class Record(NamedTuple):
    """When the job last succeeded, and when and why it failed since; None and "" for what never was."""

    succeeded_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""


def folder() -> Path:
    """Return where the records lie."""
    return Path(settings.VAR_DIR) / "jobs"


def _path(job: Job) -> Path:
    return folder() / f"{job.command}.json"


def read(job: Job) -> Record:
    """Return what is known of the job on this machine."""
    try:
        said = json.loads(_path(job).read_text(encoding="utf-8"))
        times = [said[name] and datetime.fromtimestamp(said[name], UTC) for name in ("succeeded_at", "failed_at")]
        return Record(*times, str(said["failure"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return Record()


def _write(job: Job, record: Record) -> None:
    """Keep the record; a machine on which it cannot be kept goes without, and the job is shown as missing."""
    said = record._asdict() | {
        name: at and at.timestamp() for name, at in record._asdict().items() if name.endswith("_at")
    }
    text = json.dumps(said).encode().ljust(LENGTH)
    with suppress(OSError):
        path = _path(job)
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.pwrite(file, text, 0)
        finally:
            os.close(file)


def succeeded(job: Job) -> None:
    """Note that the job has just done its work."""
    _write(job, Record(datetime.fromtimestamp(time.time(), UTC)))


def failed(job: Job, reason: object) -> None:
    """Note that the job has just failed, and why."""
    before = read(job)
    told = " ".join(str(reason).split())[:REASON] or type(reason).__name__
    _write(job, Record(before.succeeded_at, datetime.fromtimestamp(time.time(), UTC), told))


@contextmanager
def noted(job: Job) -> Iterator[None]:
    """Note how the job fares that runs inside the block, however it ends."""
    try:
        yield
    except BaseException as error:
        failed(job, error)
        raise
    succeeded(job)


def is_expected(job: Job) -> bool:
    """Return whether the job ought to run here.

    On one's own machine nothing is expected; of several machines one has the timers, the one with a record.
    """
    return not settings.LOCAL and (settings.MACHINES < 2 or _path(job).exists())


def trouble(job: Job, now: datetime | None = None) -> str:
    """Return what is wrong with the job, in a sentence for the start page; "" if nothing is."""
    record, now = read(job), now or timezone.now()
    if record.failure:
        return record.failure
    if is_expected(job) and (record.succeeded_at is None or now - record.succeeded_at > job.at_most):
        return f"It does not run. Is its timer on? (systemctl list-timers) By hand: {typed(job.command)}"
    return ""
