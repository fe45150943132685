"""Keyset pagination: long lists by cursor instead of page number, `?before=<cursor>` and `?after=<cursor>`.

A page costs the same wherever it is in the list, and a story that is published
meanwhile pushes nothing from one page to the next. The rows are sorted newest
first: by a moment, then by id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, QuerySet
from django.utils.functional import cached_property

from articles.database.cursor import Cursor
from articles.database.django_internals import annotations_of
from articles.database.prepared import Prepared
from articles.reading.versions import version_links

CURSORS = ("before", "after")  # the query parameters of a list's pages


@dataclass(frozen=True)
class Page:
    """One page of a list, newest first.

    `older` and `newer` are the query strings that lead to the neighboring pages:
    "?before=…", "?after=…", "" for the first page, None if there is no such page.
    """

    rows: list
    older: str | None
    newer: str | None


class Listing:
    """A paginated list of `rows(at, *given)` (a queryset, newest first by `moment`).

    `at` is the time of the request; `given` are numbers or moments (articles/database/prepared.py).
    With `columns` a row is a named tuple of only those columns; without, it is a model instance.
    """

    def __init__(self, rows: Callable[..., QuerySet], moment: str = "published_at", columns: tuple[str, ...] = ()):
        self._rows, self._moment, self._columns = rows, moment, columns
        self._prepared: dict[tuple[str, int], Prepared] = {}

    @cached_property
    def with_versions(self) -> "Listing":
        """The same list of stories, whose rows have `found_versions` (versions.version_links)."""

        def rows(at, *given):
            return self._rows(at, *given).annotate(found_versions=version_links(at))

        return Listing(rows, self._moment, self._columns)

    def turn_to(self, asked: Mapping[str, str], length: int, at: datetime, *given) -> Page:
        """Return the page, at most `length` rows long, that the URL's query parameters `asked` for.

        One query. Raises ValueError for a malformed cursor, and for two cursors at once. An
        `after` with less than a full page beyond it gives the first page: `newer` is None.
        """
        turn = [name for name in CURSORS if asked.get(name) is not None] or ["first"]
        if len(turn) > 1:
            raise ValueError("one cursor at a time")
        here = () if turn == ["first"] else Cursor.parse(asked[turn[0]])
        rows = self._ask(turn[0], length)(*here, at, *given)
        return getattr(self, f"_page_{turn[0]}")(rows, length)

    def _ask(self, turn: str, length: int) -> Prepared:
        if (turn, length) not in self._prepared:
            build = getattr(self, f"_rows_{turn}")
            self._prepared[turn, length] = Prepared(lambda *values: self._shown(build(length, *values)))
        return self._prepared[turn, length]

    def _shown(self, rows):
        return rows.values_list(*self._columns, *annotations_of(rows), named=True) if self._columns else rows

    def _rows_first(self, length, *given):
        return self._rows(*given)[: length + 1]

    def _page_first(self, found, length):
        return Page(found[:length], self._before(found, length), None)

    def _rows_before(self, length, at, number, *given):
        # Everything down to the cursor is newer than this page; if it fits on one page, that is the first page.
        newer = self._rows(*given).filter(Cursor(at, number).newer(self._moment, "gte"))
        deep = Exists(newer.order_by()[length : length + 1])
        return self._rows(*given).filter(Cursor(at, number).older(self._moment)).annotate(deep=deep)[: length + 1]

    def _page_before(self, found, length):
        newer = f"?after={Cursor.of(found[0], self._moment)}" if found and found[0].deep else ""
        return Page(found[:length], self._before(found, length), newer)

    def _rows_after(self, length, at, number, *given):
        return self._rows(*given).filter(Cursor(at, number).newer(self._moment)).reverse()[: 2 * length + 1]

    def _page_after(self, found, length):
        if len(found) <= length:
            return Page(found[::-1], None, None)
        page = found[length - 1 :: -1]
        newer = "" if len(found) <= 2 * length else f"?after={Cursor.of(page[0], self._moment)}"
        return Page(page, f"?before={Cursor.of(page[-1], self._moment)}", newer)

    def _before(self, found, length):
        """Return the query string for the rows older than the first `length` of `found`; None if there are none."""
        return f"?before={Cursor.of(found[length - 1], self._moment)}" if len(found) > length else None
