"""Rows that stand on many pages, asked for once in an edition.

Whoever renders pages for everybody (portal/serving/page_cache.py) hands a dictionary over
with each request, the same one as long as the edition is. Who asks without one,
such as an editor who is logged in, has every row from the database.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

ROWS = "articles.edition_rows"  # in the WSGI environment, where no client can put it


def for_everybody(request: HttpRequest) -> bool:
    """Whether the page is rendered for everybody, from a request that says nothing of who asks."""
    return ROWS in request.META


def once_an_edition(request: HttpRequest, name: str, ask: Callable[[], Any]) -> Any:
    """What `ask()` gives, asked for once in an edition."""
    rows = request.META.get(ROWS)
    if rows is None:
        return ask()
    if name not in rows:
        rows[name] = ask()
    return rows[name]
