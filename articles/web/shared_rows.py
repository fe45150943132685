"""Rows that many pages share, queried once per edition.

The page cache (portal/serving/page_cache.py), which renders pages for everybody, passes a dictionary
with each request, the same one for the whole edition. For requests without one,
such as those of a logged-in editor, every row comes from the database, once a request.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

ROWS = "articles.edition_rows"  # in the WSGI environment, where no client can put it
_OWN = "_articles_rows"  # of a request without shared ones


def for_everybody(request: HttpRequest) -> bool:
    """Return whether the page is rendered for everybody, from a request without anything about the reader."""
    return ROWS in request.META


def once_an_edition(request: HttpRequest, name: str, ask: Callable[[], Any]) -> Any:
    """Return what `ask()` returns, calling it only once per edition; for requests without shared rows, once each."""
    rows = request.META.get(ROWS)
    if rows is None:
        rows = vars(request).setdefault(_OWN, {})
    if name not in rows:
        rows[name] = ask()
    return rows[name]
