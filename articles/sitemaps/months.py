"""Finding the months (in the site's time zone) that have stories, without reading all stories."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connections
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.database.django_internals import sql_of
from articles.database.raw_moments import aware
from articles.models import Article
from articles.reading import archive
from articles.text.dates import at_local, local_day


class Month(NamedTuple):
    """A month in the site's time zone; as text `2020-10`."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> "Month":
        """Return the month that contains the aware moment `at`."""
        day = local_day(at)
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Parse what `str()` returns; raise ValueError for anything else."""
        day = date.fromisoformat(f"{text}-01")
        if str(month := cls(day.year, day.month)) != text:
            raise ValueError(f"no month: {text!r}")
        return month

    @property
    def start(self) -> datetime:
        """The first moment of the month, in UTC."""
        return at_local(date(self.year, self.number, 1))

    @property
    def end(self) -> datetime:
        """The last moment of the month, in UTC; the present moment if the month has not ended."""
        return min(self.next().start - timedelta(microseconds=1), timezone.now())

    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def __str__(self):
        return f"{self.year}-{self.number:02}"


class FilledMonth(NamedTuple):
    """A month that has stories."""

    month: Month
    changed_at: datetime  # when the newest story was published or the last change was made, whichever is later
    stories: int


def filled_months() -> list[FilledMonth]:
    """Return the months that have stories, oldest first. Five queries at most.

    Each month costs two probes of an index, whether it has one story or many: one
    for the newest story, one for the newest change (few stories ever change).
    """
    moments = Article.objects.dispatches().values_list("published_at", flat=True)
    ends = [moments.order_by(*order).first() for order in _OLDEST_AND_NEWEST]
    if None in ends:
        return []
    months = list(_months_between(*map(Month.of, ends)))
    connection = connections[moments.db]
    sql, params = _probes(months, connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = sorted(cursor.fetchall())
    counts = archive.dispatches_in({number: (months[number].start, months[number].next().start) for number, *_ in rows})
    return [
        FilledMonth(months[number], max(aware(newest), aware(changed or newest)), counts.get(number, 0))
        for number, newest, changed in rows
        if newest is not None
    ]


_OLDEST_AND_NEWEST = (("published_at", "pk"), ("-published_at", "-pk"))


def _months_between(first: Month, last: Month) -> Iterator[Month]:
    while first <= last:
        yield first
        first = first.next()


def _probes(months: list[Month], connection) -> tuple[str, list]:
    """Return one SELECT for all months. Django writes the probes, so the visibility rule is defined in one place."""
    since, until = RawSQL("span.since", []), RawSQL("span.until", [])
    # No second upper bound, which would mislead SQLite.
    listed = Article.objects.dispatches(until).filter(published_at__gte=since)
    probes = [
        listed.order_by("-published_at").values("published_at")[:1],
        listed.filter(updated_at__isnull=False).order_by("-updated_at").values("updated_at")[:1],
    ]
    newest, changed = (sql_of(probe, connection) for probe in probes)
    adapt = connection.ops.adapt_datetimefield_value
    spans = [value for number, month in enumerate(months) for value in (number, adapt(month.start), adapt(month.end))]
    sql = f"""
        WITH span (number, since, until) AS (VALUES {", ".join(["(%s, %s, %s)"] * len(months))})
        SELECT number, ({newest[0]}), ({changed[0]}) FROM span
    """  # noqa: S608 Django's own SQL, and placeholders
    return sql, [*spans, *newest[1], *changed[1]]
