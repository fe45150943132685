"""The entry point for gunicorn: `gunicorn portal.wsgi`. Django, with the page cache around it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
if settings.PAGE_CACHE_MB:
    from portal import release
    from portal.pagecache import PageCache  # needs Django's settings, and the apps that the line above set up
    from portal.publichandler import PublicHandler

    application = PageCache(
        application,
        PublicHandler(),
        capacity=settings.PAGE_CACHE_MB * 2**20,
        stale_seconds=settings.PAGE_CACHE_STALE_SECONDS,
        release=release.digest(settings.BASE_DIR),
    )
