"""Figures of all processes of this machine, in the format that Prometheus reads, at /metrics.

Asked for with `Authorization: Bearer <METRICS_TOKEN>`; without that setting there are none, and the
address is not found. Requests are counted in files under `PORTAL_VAR_DIR/metrics`, which the
processes share (prometheus_client's multiprocess mode); the rest is asked of the database when
somebody asks.
"""

import os
from contextlib import suppress
from hmac import compare_digest

from django.conf import settings
from django.db import Error, connections
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from articles import editions
from articles.models import Article, ImportRun
from portal import replica
from portal.partners.models import Partner

FOLDER = settings.VAR_DIR / "metrics"
if settings.METRICS_TOKEN:
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(FOLDER))  # before the library is read

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

REQUESTS = Counter("portal_requests", "Requests answered.", ["status", "cache"])
SECONDS = Histogram(
    "portal_render_seconds",
    "Until the answer of a request was ready that the page cache did not answer.",
    ["cache"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
READY = ("hit", "stale")  # answered from the page cache


def count(status: int, cache: str, seconds: float) -> None:
    """Counts one request, by its status and what the page cache made of it."""
    REQUESTS.labels(str(status), cache or "none").inc()
    if cache not in READY:
        SECONDS.labels(cache or "none").observe(seconds)


class OfTheDatabase:
    """What only the database knows, as a collector. Without a database there is `portal_database_up 0` alone."""

    def collect(self):
        try:
            yield from self._figures()
        except Error:
            yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", 0)
        else:
            yield GaugeMetricFamily("portal_database_up", "Whether the database answers.", 1)

    def _figures(self):
        newest = Article.objects.published().without_briefs().newest_first().values_list("published_at", flat=True)
        edition = GaugeMetricFamily("portal_edition_info", "The current edition.", labels=["edition"])
        current = editions.current()
        edition.add_metric([current], 1)
        yield edition
        yield GaugeMetricFamily("portal_edition_age_seconds", "Since the public site last changed.", editions.age())
        if replica.REPLICA in settings.DATABASES:
            yield _lag_of_the_replica(current)
        if at := newest.first():
            age = (timezone.now() - at).total_seconds()
            yield GaugeMetricFamily("portal_newest_article_age_seconds", "Since the newest story was published.", age)
        if run := ImportRun.objects.exclude(ended_at=None).first():
            age, rejected = (timezone.now() - run.ended_at).total_seconds(), run.counts.get("rejected", 0)
            yield GaugeMetricFamily("portal_last_import_age_seconds", "Since the last import ended.", age)
            yield GaugeMetricFamily("portal_last_import_rejected", "Files that it rejected.", rejected)
        failing = Partner.objects.in_trouble().count()
        yield GaugeMetricFamily("portal_partner_feeds_failing", "Partner feeds in trouble.", failing)


def _lag_of_the_replica(current: str) -> GaugeMetricFamily:
    """0 where it knows the `current` edition; else since its own last one. No figure while it does not answer."""
    lag = GaugeMetricFamily("portal_replica_lag_seconds", "What readers see is at the most so old.")
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
    """The figures, for whoever knows the token; else 404."""
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Http404("no figures for you")
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(OfTheDatabase())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
