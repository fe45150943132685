"""Metrics of all processes of this machine, in Prometheus's format, at /metrics.

A request needs `Authorization: Bearer <METRICS_TOKEN>`; without that setting there are no metrics, and the
address is not found. Requests are counted in files that the processes share (prometheus_client's multiprocess mode),
in RUNTIME_DIRECTORY, which systemd makes, or in `PORTAL_VAR_DIR/metrics`; all else is read from the database when
/metrics is requested.

The files are memory-mapped. If the disk has no room for a page of memory, the system kills the process (SIGBUS), so all
of a file's room is allocated before it is used; without room nothing is counted, and the log says so.
"""

import logging
import os
import threading
import time
from contextlib import suppress
from hmac import compare_digest
from math import inf
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connections
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles.database import edition as editions
from articles.models import Article, ImportRun
from portal import job_records
from portal.partners.models import Partner
from portal.serving import replica

METRICS_FOLDER = Path(os.environ.get("RUNTIME_DIRECTORY") or settings.VAR_DIR) / "metrics"
if settings.METRICS_TOKEN:
    try:
        METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"METRICS_TOKEN is set, but the metrics cannot be stored: {error}. Set RUNTIME_DIRECTORY to a folder that "
            "the site's user may write to."
        ) from None
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_FOLDER))  # before the library is imported

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402
from prometheus_client import values as prometheus_values  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.mmap_dict import _INITIAL_MMAP_SIZE, MmapedDict  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

logger = logging.getLogger("portal.monitoring.metrics")
RETRY_INTERVAL = 60.0  # seconds until a process without room for its metrics tries again


class ReservedDict(MmapedDict):
    """prometheus_client's file of metrics, with its disk space allocated before anything is written to it."""

    def __init__(self, filename, read_mode=False):
        if not read_mode:
            try:
                with open(filename, "ab") as file:
                    os.posix_fallocate(file.fileno(), 0, max(file.tell(), _INITIAL_MMAP_SIZE))
            except OSError:
                if not os.path.getsize(filename):
                    os.unlink(filename)  # an empty file could not be read
                raise
        super().__init__(filename, read_mode)

    def _init_value(self, key):
        entry_size = len(key.encode()) + 32  # with its length, padding, value and time
        capacity = self._capacity
        while self._used + entry_size > capacity:
            capacity *= 2
        if capacity > self._capacity:
            os.posix_fallocate(self._f.fileno(), 0, capacity)
        super()._init_value(key)


prometheus_values.MmapedDict = ReservedDict

REQUESTS = Counter("portal_requests", "Requests, by status and cache state.", ["status", "cache"])
RENDER_SECONDS = Histogram(
    "portal_render_seconds",
    "Seconds to render the response to a request that the page cache did not answer.",
    ["cache"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
CACHED_STATES = ("hit", "stale")  # answered from the page cache


class _DiskSpace:
    """Record of whether the disk had space for this process's metrics; it tries again after RETRY_INTERVAL."""

    def __init__(self):
        self.paused_until, self._lock = -inf, threading.Lock()

    def report_full(self, error: OSError) -> None:
        with self._lock:
            if time.monotonic() >= self.paused_until:
                self.paused_until = time.monotonic() + RETRY_INTERVAL
                folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
                logger.warning("no space for the metrics in %s (%s): requests are not counted", folder, error.strerror)


_disk_space = _DiskSpace()


def count(status: int, cache: str, seconds: float) -> None:
    """Count one request by its status and its cache state; do nothing if the disk has no room for it."""
    if time.monotonic() < _disk_space.paused_until:
        return
    try:
        REQUESTS.labels(str(status), cache or "none").inc()
        if cache not in CACHED_STATES:
            RENDER_SECONDS.labels(cache or "none").observe(seconds)
    except OSError as error:
        _disk_space.report_full(error)


class JobCollector:
    """Collector for this machine's jobs: backup and fetches (portal/job_records.py)."""

    def collect(self):
        age = GaugeMetricFamily("portal_job_age_seconds", "Seconds since the job last succeeded.", labels=["job"])
        failing = GaugeMetricFamily(
            "portal_job_failing", "1 if the job failed or does not run, else 0.", labels=["job"]
        )
        for job in job_records.JOBS:
            if at := job_records.read(job).succeeded_at:
                age.add_metric([job.command], (timezone.now() - at).total_seconds())
            failing.add_metric([job.command], int(bool(job_records.trouble(job))))
        yield age
        yield failing


class DatabaseCollector:
    """Collector for metrics that come from the database. While it is away there is only `portal_database_up 0`."""

    def collect(self):
        try:
            yield from self._database_metrics()
        except Error:
            yield GaugeMetricFamily("portal_database_up", "1 if the database answers, else 0.", 0)
        else:
            yield GaugeMetricFamily("portal_database_up", "1 if the database answers, else 0.", 1)

    def _database_metrics(self):
        newest = Article.objects.dispatches().newest_first().values_list("published_at", flat=True)
        edition = GaugeMetricFamily("portal_edition_info", "The current edition.", labels=["edition"])
        current = editions.current()
        edition.add_metric([current], 1)
        yield edition
        yield GaugeMetricFamily(
            "portal_edition_age_seconds", "Seconds since the public site last changed.", editions.age()
        )
        if replica.REPLICA in settings.DATABASES:
            yield _replica_lag(current)
        if at := newest.first():
            age = (timezone.now() - at).total_seconds()
            yield GaugeMetricFamily(
                "portal_newest_article_age_seconds", "Seconds since the newest story was published.", age
            )
        if run := ImportRun.objects.exclude(ended_at=None).first():
            age, rejected = (timezone.now() - run.ended_at).total_seconds(), run.counts.get("rejected", 0)
            yield GaugeMetricFamily("portal_last_import_age_seconds", "Seconds since the last import ended.", age)
            yield GaugeMetricFamily("portal_last_import_rejected", "Files that the last import rejected.", rejected)
        failing = Partner.objects.in_trouble().count()
        yield GaugeMetricFamily("portal_partner_feeds_failing", "Partner feeds that fail or are overdue.", failing)


def _replica_lag(current: str) -> GaugeMetricFamily:
    """Return the replica's lag in seconds: 0 if it has the `current` edition, else since the last replayed transaction.

    There is no value while the replica does not answer.
    """
    lag = GaugeMetricFamily("portal_replica_lag_seconds", "Greatest age in seconds of what readers see.")
    with suppress(Error):
        if editions.current(using=replica.REPLICA) == current:
            lag.add_metric([], 0)
        else:
            with connections[replica.REPLICA].cursor() as cursor:
                cursor.execute("SELECT extract(epoch FROM now() - pg_last_xact_replay_timestamp())")
                lag.add_metric([], float(cursor.fetchone()[0] or 0))
    return lag


@never_cache
def show(request):
    """Return the metrics if the request has the token; else raise 404."""
    authorization = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not compare_digest(authorization, f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Http404("no valid METRICS_TOKEN in the Authorization header")
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(DatabaseCollector())
    registry.register(JobCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
