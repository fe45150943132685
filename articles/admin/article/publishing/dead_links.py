"""Links in a text that lead to pages of this site which readers cannot open."""

import html
import re
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from articles.web.addresses import absolute

LINKS_MAX = 50  # links that are checked in one text
ANY_STORY = "/news/1/story/"  # the page from which relative links are resolved
_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


def dead_links(body: str) -> list[str]:
    """Return the addresses, as written in the sanitised `body`, that lead to nothing public on this site.

    Each page's view is called as for a reader; nothing is fetched. Links to other sites are not checked.
    """
    links = dict.fromkeys(html.unescape(link) for link in _HREF.findall(body))
    return [link for link in list(links)[:LINKS_MAX] if _is_ours(link) and not _opens(link)]


def _whole(link: str) -> str:
    return urljoin(absolute(ANY_STORY), link)


def _is_ours(link: str) -> bool:
    try:
        whole, ours = urlsplit(_whole(link)), urlsplit(settings.SITE_URL)
        return whole.scheme in ("http", "https") and (whole.hostname, whole.port) == (ours.hostname, ours.port)
    except ValueError:
        return True  # it is not an address at all


def _opens(link: str) -> bool:
    if link.startswith("#"):
        return True
    try:
        parts = urlsplit(_whole(link))
        match = _page_at(parts.path)
        if match.app_name != "articles":  # a photo or a file opens; readers cannot open the newsroom
            return match.app_name != "admin"
        request = HttpRequest()
        request.method, request.path, request.GET = "GET", parts.path, QueryDict(parts.query)
        request.META = {"SERVER_NAME": parts.hostname, "SERVER_PORT": str(parts.port or 443)}
        request.resolver_match = match
        return match.func(request, *match.args, **match.kwargs).status_code < 400
    except (Http404, ValueError):
        return False


def _page_at(path: str) -> ResolverMatch:
    """Return the view of an address, also if its last slash is missing, because the site adds it."""
    try:
        return resolve(path)
    except Resolver404:
        return resolve(f"{path}/")
