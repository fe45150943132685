"""Whether a form comes from one of our own pages. There is no session, so there is no token to compare."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that the request comes from a page of this host.

    Browsers send `Origin` with every POST (Fetch Standard, "append a request Origin header"); the few that do not send
    `Referer`. A program outside browsers can claim anything: what this stops are other sites' pages.
    """
    claimed = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(claimed)
    except ValueError:  # brackets without an IPv6 address
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
