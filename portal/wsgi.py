"""The entry point for gunicorn: `gunicorn portal.wsgi`. Django inside the page cache inside the request log."""

import atexit
import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from portal.http.content_type import PlainContentType
from portal.monitoring import log_format

CANNOT_BE_LOADED = 4  # gunicorn's own exit code: it stops instead of starting one worker after the other

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
log_format.start("portal.wsgi")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    print(error, file=sys.stderr, flush=True)  # noqa: T201
    raise SystemExit(CANNOT_BE_LOADED) from None
application = PlainContentType(application)
# The imports below need Django's settings, and the apps that get_wsgi_application() set up.
if settings.DATABASE_ROUTERS:
    from portal.serving.replica import ReadersApplication

    application = ReadersApplication(application)
if settings.PAGE_CACHE_MB or not settings.DEBUG:  # with 0 it keeps no page
    from portal.serving import release
    from portal.serving.page_cache import PageCache
    from portal.serving.public_handler import PublicHandler
    from portal.serving.shared_pages import shared_pages

    digest = release.digest(settings.BASE_DIR)
    application = PageCache(
        application,
        PublicHandler(),
        capacity=settings.PAGE_CACHE_MB * 2**20,
        stale_seconds=settings.PAGE_CACHE_STALE_SECONDS,
        release=digest,
        shared=shared_pages(digest),
    )
if settings.MOST_READ == "pages":
    from portal.readership.counting import ReadCounter

    application = ReadCounter(application)
    atexit.register(application.write)
if settings.LOG_REQUESTS or settings.METRICS_TOKEN:
    from portal.monitoring import metrics, request_log

    application = request_log.RequestLog(
        application,
        write=request_log.to_standard_output if settings.LOG_REQUESTS else None,
        count=metrics.count if settings.METRICS_TOKEN else None,
    )
if settings.SLOW_QUERY_MS:
    from portal.monitoring.slow_queries import SlowQueries

    SlowQueries(settings.SLOW_QUERY_MS).watch()
