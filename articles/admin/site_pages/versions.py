"""The saved versions of a page that says who we are, or of a tag's page: who, when, what changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from articles.history.compare import Difference, differing_fields
from articles.history.versions import display_name
from articles.models import SitePage
from articles.text import richtext
from articles.text.diff import StepBudget

Fields = Callable[[Any], dict[str, list[str]]]
VERSIONS_SHOWN = 50  # the newest; a page about a newsroom changes a few times a year


class PageVersion(NamedTuple):
    """One saved version, compared with the one before it."""

    number: int
    at: datetime
    who: str  # empty: nobody with a name here
    state: str  # "put on the site", "taken off it" or ""
    differences: list[Difference]
    is_first: bool
    is_newest: bool


def page_versions(page: SitePage) -> list[PageVersion]:
    """Return the newest versions of the page, newest first. One query, besides that of the accounts."""
    rows = newest_rows(page.history)
    return compared(rows, _fields, lambda row, older: older is not None and older.body != row.body, _state)


def newest_rows(history: QuerySet) -> list:
    """Return the newest rows of a history, newest first, with one more to compare the last one with."""
    return list(history.select_related("history_user").order_by("-history_id")[: VERSIONS_SHOWN + 1])


def compared(rows: list, fields: Fields, other_body: Callable, state: Callable) -> list[PageVersion]:
    """Return the versions of the rows, each compared with the one after it in the list.

    Of a row, `fields` returns the paragraphs of each field by its name. Of a row and the older one, `other_body`
    returns whether the markup of "Text" differs, and `state` what became of the page.
    """
    work, made = StepBudget(), []
    for place, row in enumerate(rows):
        older = rows[place + 1] if place + 1 < len(rows) else None
        told = differing_fields(fields(older), fields(row), other_body(row, older), work) if older else []
        who = display_name(row.history_user)
        made.append(
            PageVersion(row.history_id, row.history_date, who, state(row, older), told, older is None, place == 0)
        )
    return made[:VERSIONS_SHOWN]


def _state(row, older) -> str:
    before = older is not None and older.published_at is not None
    now = row.published_at is not None
    return "" if before == now else "put on the site" if now else "taken off the site"


def _fields(version) -> dict[str, list[str]]:
    return {"Title": [version.title], "Text": richtext.to_paragraphs(version.body)}
