"""Public pages: which methods a page answers, what its URL says of it, and who may cache the answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from articles.web.redirects import unread, with_query

# Browsers revalidate every time, and mostly get 304; a shared cache may answer by itself for one second. There is no
# stale-while-revalidate: a page that nobody has read for half a minute would then be shown in its old state.
PUBLIC = "public, max-age=0, s-maxage=1"
PRIVATE = "private, no-cache"
CACHEABLE_STATUS = (200, 301, 410)  # and also 304, which renews a cached copy
METHODS = ["get", "head", "options"]


class PublicPage:
    """A class-based view as a public page, with its contract; the URL table has one for each page.

    - `query_params`: the query parameters that the view reads. The page cache leaves out all others; a page that is
      not cacheable gets its whole query.
    - `cacheable`: whether answers are marked as publicly cacheable (for logged-in users, as private).
    - `may_use_replica`: whether the page may be read from a replica, which may lag.
    - `methods`: what it answers. One that takes POST checks by itself where a form comes from; it has no session.

    The page cache and the replica's router find the page of a path (portal/serving/cache_key.py) and ask it.
    """

    csrf_exempt = True  # for Django: a page that is read-only answers a POST with 405, without needing a token

    def __init__(
        self,
        view: type[View],
        *,
        query_params: tuple[str, ...] = (),
        cacheable: bool = True,
        may_use_replica: bool = True,
        methods: list[str] = METHODS,
    ):
        self.view_class, self.methods = view, methods
        self.query_params, self.cacheable, self.may_use_replica = query_params, cacheable, may_use_replica
        self._answer = view.as_view(http_method_names=methods)

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Return the view's answer; a redirect keeps the whole query. If it may be cached, say by whom."""
        response = self._answer(request, *args, **kwargs)
        if "Location" in response:
            response["Location"] = self.keep_query(response["Location"], request.META.get("QUERY_STRING", ""))
        asked = request.method in ("GET", "HEAD")
        if self.cacheable and asked and response.status_code in (*CACHEABLE_STATUS, 304):
            private = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
            response.headers["Cache-Control"] = PRIVATE if private else PUBLIC
        return response

    def keep_query(self, location: str, query: str) -> str:
        """Return where the view redirects, with the part of the raw query that the view does not read."""
        return with_query(location, unread(query, self.query_params)) if self.cacheable else location
