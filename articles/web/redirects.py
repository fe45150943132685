"""Redirects of readers' pages: each keeps the query with which its page was asked.

A view answers with a path and, of the query, what it reads itself. The rest is appended afterwards: by PublicPage, or
by the page cache, which renders a redirect once for everybody, without that rest, and gives each reader their own.
"""

from collections.abc import Collection
from urllib.parse import quote, unquote_plus

_AS_THEY_ARE = "!$&'()*+,-./:;=?@_~%"  # in a query (RFC 3986, section 3.4)


def with_query(location: str, query: str) -> str:
    """Return the address with the raw `query` (as in WSGI: Latin-1) appended, and what no address contains escaped.

    What the address has a value for already is left out: a redirect to itself would grow with each step.
    """
    names = [unquote_plus(part.partition("=")[0]) for part in location.partition("?")[2].split("&") if part]
    escaped = quote(unread(query, names).encode("latin-1", "replace"), safe=_AS_THEY_ARE)
    return f"{location}{'&' if '?' in location else '?'}{escaped}" if escaped else location


def unread(query: str, read: Collection[str]) -> str:
    """Return the parts of a raw query whose names are not in `read`."""
    return "&".join(part for part in query.split("&") if part and unquote_plus(part.partition("=")[0]) not in read)
