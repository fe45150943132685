"""What makes a view a public page: who may ask, and who may keep the answer."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

# Browsers ask every time, and are mostly told 304; a cache in between may answer by itself for a second. Not while
# it asks anew: what nobody has read for half a minute would then be shown as it was.
PUBLIC = "public, max-age=0, s-maxage=1"
PRIVATE = "private, no-cache"
KEPT = (200, 301, 410)  # and 304, which renews what somebody kept


def page(view: type[View], kept: bool = True, live: bool = False) -> Callable[..., HttpResponse]:
    """The view as a public page: it only answers questions, so a POST is 405 and needs no token to be told so.

    A page that is `kept` is marked as one that everybody may keep, and says by its
    attribute `understood` which query parameters it reads (`understood` of the view
    class): the page cache works by both. Whoever is logged in gets a private answer.
    A page that is `live` is read from the database itself, never from a replica that may lag.
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
