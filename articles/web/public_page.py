"""Public pages: which methods a view answers, and who may cache the answer."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

# Browsers revalidate every time, and mostly get 304; a shared cache may answer by itself for one second. There is no
# stale-while-revalidate: a page that nobody has read for half a minute would then be shown in its old state.
PUBLIC = "public, max-age=0, s-maxage=1"
PRIVATE = "private, no-cache"
KEPT = (200, 301, 410)  # cacheable, and also 304, which renews a cached copy


def page(view: type[View], kept: bool = True, live: bool = False) -> Callable[..., HttpResponse]:
    """Return the view as a public page: it is read-only, so a POST gets 405 without needing a CSRF token.

    A page that is `kept` is marked as publicly cacheable, and its attribute `understood`
    (copied from the view class) lists the query parameters that it reads: the page cache
    uses both. Logged-in users get a private answer. A page that is `live` reads from the
    primary database, never from a replica that may lag.
    """
    plain = view.as_view(http_method_names=["get", "head", "options"])
    plain.may_lag = not live
    if not kept:
        return csrf_exempt(plain)

    @wraps(plain)
    def marked(request, *args, **kwargs):
        response = plain(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code in (*KEPT, 304):
            private = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
            response.headers["Cache-Control"] = PRIVATE if private else PUBLIC
        return response

    marked.understood = tuple(getattr(view, "understood", ()))
    return csrf_exempt(marked)
