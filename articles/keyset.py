"""Long lists, a page at a time by place instead of by number: `?before=<cursor>`, `?after=<cursor>`.

A page costs the same wherever it stands in the list, and a story that comes in
meanwhile pushes nothing from one page to the next. The rows stand newest
first: by a moment, then by id.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, Q, QuerySet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(NamedTuple):
    """A place in the order newest first. As text: `<microseconds since 1970>-<id>`."""

    at: datetime
    id: int

    @classmethod
    def of(cls, row, moment: str = "published_at") -> "Cursor":
        """The place of `row`, whose moment is in the field `moment`."""
        return cls(getattr(row, moment), row.pk)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Reads what `str()` wrote; raises ValueError for anything else."""
        micros, separator, number = text.partition("-")
        if not (separator and micros.isascii() and micros.isdigit() and number.isascii() and number.isdigit()):
            raise ValueError(f"no cursor: {text!r}")
        if len(micros) > 17 or len(number) > 18:
            raise ValueError(f"no cursor: {text!r}")
        try:
            return cls(EPOCH + timedelta(microseconds=int(micros)), int(number))
        except OverflowError as error:
            raise ValueError(f"no cursor: {text!r}") from error

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.id}"

    def older(self, moment: str = "published_at") -> Q:
        """What stands after this place, newest first. The last condition lets the index start here."""
        beyond = Q(**{f"{moment}__lt": self.at}) | Q(**{moment: self.at}, id__lt=self.id)
        return beyond & Q(**{f"{moment}__lte": self.at})

    def newer(self, moment: str = "published_at") -> Q:
        """What stands before this place, newest first."""
        beyond = Q(**{f"{moment}__gt": self.at}) | Q(**{moment: self.at}, id__gt=self.id)
        return beyond & Q(**{f"{moment}__gte": self.at})


@dataclass(frozen=True)
class Page:
    """One page of a list, newest first.

    `older` and `newer` are what leads from the list's address to the pages
    beside it: "?before=…", "?after=…", "" for the first page, None for no page.
    """

    rows: list
    older: str | None
    newer: str | None


def turn_to(rows: QuerySet, asked: dict[str, str], length: int, moment: str = "published_at") -> Page:
    """The page of `rows` (newest first by `moment`) that the address's query `asked` for, at most `length` long.

    One query. Raises ValueError for a cursor that is none, and for two of them.
    An `after` with no full page beyond it is the first page: `newer` is None.
    """
    before, after = asked.get("before"), asked.get("after")
    if before is not None and after is not None:
        raise ValueError("one cursor at a time")
    if after is not None:
        return _page_after(rows, Cursor.parse(after), length, moment)
    if before is not None:
        return _page_before(rows, Cursor.parse(before), length, moment)
    found = list(rows[: length + 1])
    return Page(found[:length], _before(found, length, moment), None)


def _page_before(rows, cursor, length, moment):
    # Newer than this page is everything down to the cursor; as much as fits on one page is the first page.
    newer = rows.filter(Cursor(cursor.at, cursor.id - 1).newer(moment))
    deep = Exists(newer.order_by()[length : length + 1])
    found = list(rows.filter(cursor.older(moment)).annotate(deep=deep)[: length + 1])
    if not found or not found[0].deep:
        return Page(found[:length], _before(found, length, moment), "")
    return Page(found[:length], _before(found, length, moment), f"?after={Cursor.of(found[0], moment)}")


def _page_after(rows, cursor, length, moment):
    found = list(rows.filter(cursor.newer(moment)).reverse()[: 2 * length + 1])
    if len(found) <= length:
        return Page(found[::-1], None, None)
    page = found[length - 1 :: -1]
    newer = "" if len(found) <= 2 * length else f"?after={Cursor.of(page[0], moment)}"
    return Page(page, f"?before={Cursor.of(page[-1], moment)}", newer)


def _before(found, length, moment):
    """Leads to what is older than the first `length` of `found`, when there is anything."""
    return f"?before={Cursor.of(found[length - 1], moment)}" if len(found) > length else None
