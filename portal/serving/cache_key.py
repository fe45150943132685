"""What tells one public page from another: host, scheme, path, and the query parameters that its view reads."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

PARAMETERS_MAX = 50  # in a query; Django has the word on longer ones


class PageKey(NamedTuple):
    """One page's key. `host` has no port, which no page depends on; `query` is what the view reads of it."""

    host: str
    secure: bool
    script: str
    path: str
    query: str


class PageKeys:
    """The key of a request, by the settings that say which hosts are ours."""

    def __init__(self):
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._hosts = settings.ALLOWED_HOSTS
        self._host = lru_cache(maxsize=256)(self._allowed_host)

    def __call__(self, environ: dict) -> PageKey | None:
        """The key; None for a request that the cache has nothing to do with: private, no question, not our host."""
        if not is_strangers_question(environ, self._session):
            return None
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if query:
            query = _understood_query(path, query)
        host = self._host(environ.get("HTTP_HOST") or environ["SERVER_NAME"])
        if query is None or host is None:
            return None
        return PageKey(host, environ["wsgi.url_scheme"] == "https", environ.get("SCRIPT_NAME", ""), path, query)

    def bare(self, environ: dict) -> dict:
        """The request without what its key does not say: no cookie, no header of the reader's, no body."""
        said = ("HTTP_", "CONTENT_")
        return {name: value for name, value in environ.items() if not name.startswith(said) or name == "HTTP_HOST"}

    def _allowed_host(self, given):
        """The host's name without its port; None for one that Django refuses."""
        name, _ = split_domain_port(given)
        return name if name and validate_host(name, self._hosts) else None


def is_strangers_question(environ: dict, session: str) -> bool:
    """Whether it only asks, and does not say who does; `session` is how the session's cookie begins."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return False
    return session not in environ.get("HTTP_COOKIE", "")


@lru_cache(maxsize=512)
def view_of(path: str) -> Callable | None:
    """The view that answers this WSGI path; None when there is none."""
    try:
        return resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None


def understood(path: str) -> tuple[str, ...] | None:
    """The query parameters that the view of this WSGI path reads; None when it is no page that may be kept."""
    return getattr(view_of(path), "understood", None)


def _understood_query(path: str, query: str) -> str | None:
    """What the view reads of the query, in one order; None when it is no page that may be kept, or no such query."""
    names = understood(path)
    if not names:
        return None if names is None else ""
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=PARAMETERS_MAX))
    except ValueError:
        return None
    return urlencode([(name, given[name]) for name in names if name in given])
