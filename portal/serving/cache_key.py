"""Cache keys of public pages: host, scheme, path, and the query parameters that the view reads."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

from articles.web.public_page import PublicPage

PARAMETERS_MAX = 50  # in a query; longer ones are left to Django


class PageKey(NamedTuple):
    """The key of one page. `host` has no port, since no page depends on it; `query` has only what the view reads."""

    host: str
    secure: bool
    script: str
    path: str
    query: str


class PageKeys:
    """A callable that computes the key of a request; ALLOWED_HOSTS says which hosts are ours."""

    def __init__(self):
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._hosts = settings.ALLOWED_HOSTS
        self._host = lru_cache(maxsize=256)(self._allowed_host)

    def __call__(self, environ: dict) -> PageKey | None:
        """Return the key, or None if the cache does not apply: a private request, another method, another host."""
        if not is_anonymous_read(environ, self._session):
            return None
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if query:
            query = _query_read(path, query)
        host = self._host(environ.get("HTTP_HOST") or environ["SERVER_NAME"])
        if query is None or host is None:
            return None
        return PageKey(host, environ["wsgi.url_scheme"] == "https", environ.get("SCRIPT_NAME", ""), path, query)

    def without_reader_headers(self, environ: dict) -> dict:
        """Return the WSGI environment without what the key leaves out: cookies, the reader's headers, the body."""
        said = ("HTTP_", "CONTENT_")
        return {name: value for name, value in environ.items() if not name.startswith(said) or name == "HTTP_HOST"}

    def _allowed_host(self, given):
        """Return the host's name without its port; None if Django refuses it."""
        name, _ = split_domain_port(given)
        return name if name and validate_host(name, self._hosts) else None


def is_anonymous_read(environ: dict, session: str) -> bool:
    """Return whether this is an anonymous GET or HEAD; `session` is how the session cookie begins (`name=`)."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return False
    return session not in environ.get("HTTP_COOKIE", "")


@lru_cache(maxsize=512)
def page_at(path: str) -> PublicPage | None:
    """Return the public page that answers this WSGI path, or None if there is none."""
    try:
        view = resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None
    return view if isinstance(view, PublicPage) else None


def is_cacheable(path: str) -> bool:
    """Return whether the answers of this WSGI path may be cached."""
    page = page_at(path)
    return page is not None and page.cacheable


def _query_read(path: str, query: str) -> str | None:
    """Return the part of the query that the page reads, in a fixed order.

    Return None if the page may not be cached or the query cannot be parsed.
    """
    if not is_cacheable(path):
        return None
    names = page_at(path).query_params
    if not names:
        return ""
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=PARAMETERS_MAX))
    except ValueError:
        return None
    return urlencode([(name, given[name]) for name in names if name in given])
