"""Reference programs for bench/pages.py, each a WSGI application for gunicorn.

`bare`: a function that sends the bytes of the file that BENCH_BODY names.
`bare_304`: a function that answers 304 with an ETag.
`floor`: Django rendering one `{{ }}` in an empty template, without any middleware.
`middleware`: the portal without its page cache, behind Django's per-site cache in local memory.

And three that render every page, as the portal does when its page cache has no entry for it:

`cold`: the portal, except that its page cache keeps no page. The edition does not change: every request
is the first for its page in this edition, while other pages have been requested before.
`moved`: like `cold`, but the edition changes before every request: each request first reads the edition, and the rows
that all pages of an edition share.
`unseen`: like `cold`, but without cached fragments of earlier pages, as at a process's very first page.
"""

import os
from pathlib import Path


def bare():
    body = Path(os.environ["BENCH_BODY"]).read_bytes()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]

    def application(environ, start_response):
        start_response("200 OK", headers)
        return [body]

    return application


def bare_304():
    headers = [("ETag", 'W/"bare"')]

    def application(environ, start_response):
        start_response("304 Not Modified", headers)
        return []

    return application


def floor():
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.urls import path

    template = Engine().from_string("{{ word }}")

    def view(request):
        return HttpResponse(template.render(Context({"word": "news"})))

    settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=(path("", view),), MIDDLEWARE=[], SECRET_KEY="bench")  # noqa: S106
    django.setup()
    return WSGIHandler()


def without_cache_control(get_response):
    """Remove the portal's Cache-Control, because its max-age=0 would keep Django's cache from storing anything."""

    def middleware(request):
        response = get_response(request)
        del response.headers["Cache-Control"]
        return response

    return middleware


def middleware():
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    update, fetch = (f"django.middleware.cache.{name}CacheMiddleware" for name in ("Update", "FetchFrom"))
    settings.MIDDLEWARE = [update, "pages_reference.without_cache_control", *settings.MIDDLEWARE, fetch]
    return get_wsgi_application()


def cold(moving=False):
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from portal.serving.edition_clock import EditionClock
    from portal.serving.page_cache import PageCache
    from portal.serving.public_handler import PublicHandler

    class Moving(EditionClock):
        """A clock that asks the database at every request and returns a new edition each time."""

        asked = 0

        def current(self):
            self.expire()
            self.asked += 1
            return f"{super().current()}{self.asked}"

    clock = Moving() if moving else EditionClock()
    return PageCache(application, PublicHandler(), capacity=0, stale_seconds=0, clock=clock)


def moved():
    return cold(moving=True)


def unseen():
    application = cold()
    from articles.web import fragment_cache
    from articles.web.bounded_cache import Bounded

    def forgetful(environ, start_response):
        fragment_cache.kept = Bounded(fragment_cache.CAPACITY)
        return application(environ, start_response)

    return forgetful
