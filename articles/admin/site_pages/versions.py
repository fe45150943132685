"""The saved versions of a page that says who we are: who, when, what changed."""

from datetime import datetime
from typing import NamedTuple

from articles.history.compare import Difference, differing_fields
from articles.history.versions import display_name
from articles.models import SitePage
from articles.text import richtext
from articles.text.diff import StepBudget

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
    rows = list(page.history.select_related("history_user").order_by("-history_id")[: VERSIONS_SHOWN + 1])
    work = StepBudget()
    return [
        PageVersion(
            row.history_id,
            row.history_date,
            display_name(row.history_user),
            _state(row, older),
            _differences(older, row, work) if older else [],
            older is None,
            place == 0,
        )
        for place, (row, older) in enumerate(zip(rows, [*rows[1:], None], strict=True))
    ][:VERSIONS_SHOWN]


def _state(row, older) -> str:
    before = older is not None and older.published_at is not None
    now = row.published_at is not None
    return "" if before == now else "put on the site" if now else "taken off the site"


def _differences(before, after, work: StepBudget) -> list[Difference]:
    return differing_fields(_fields(before), _fields(after), before.body != after.body, work)


def _fields(version) -> dict[str, list[str]]:
    return {"Title": [version.title], "Text": richtext.to_paragraphs(version.body)}
