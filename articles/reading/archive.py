"""The archive: how many stories each month and each day has. It leaves briefs out, because they print no date.

`language` is the tag of the site language in whose lists the stories are; None counts those of all languages together.
"""

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.database import day_counts
from articles.models import Article
from articles.text.dates import day_span, local_day, month_span
from articles.web.addresses import page_path


@dataclass(frozen=True)
class MonthCount:
    """How many stories a month in the site's time zone has."""

    year: int
    month: int
    stories: int

    @property
    def path(self) -> str:
        return page_path("articles:month", self.year, self.month)


@dataclass(frozen=True)
class DayCount:
    """How many stories a day in a month's calendar has; `day` is None for days of other months that fill its weeks."""

    day: date | None
    stories: int = 0


def dispatches_in(spans: Mapping[Any, tuple[datetime, datetime]], language: str | None = None) -> dict[Any, int]:
    """Count the dispatches listed now in each of `spans` (pairs of aware moments), by key; leave out empty spans.

    Whole days come from the day-count table; the parts of the first and last day that are
    outside the span, or still in the future, are counted from the articles. Two queries.
    """
    now = timezone.now()
    passed = now + timedelta(microseconds=1)
    past = {key: (start, min(end, passed)) for key, (start, end) in spans.items() if start <= now}
    dispatches = _dispatches(language, now)
    whole_days = {key: tuple(map(day_counts.day_of, span)) for key, span in past.items()}
    days = day_counts.in_days(whole_days, language, using=dispatches.db)
    begun = {at: (day_counts.start_of(day_counts.day_of(at)), at) for span in past.values() for at in span}
    partial = {at: span for at, span in begun.items() if span[0] < at}
    rest = dispatches.counts_within(partial)
    found = {key: days[key] + rest.get(end, 0) - rest.get(start, 0) for key, (start, end) in past.items()}
    return {key: count for key, count in found.items() if count}


def _dispatches(language: str | None, at: datetime | None = None):
    dispatches = Article.objects.dispatches(at)
    return dispatches if language is None else dispatches.in_language(language)


def years(only: int | None = None, language: str | None = None) -> list[tuple[int, list[MonthCount]]]:
    """Return each year that has stories, newest first, with its twelve months; or `only` one year."""
    moments = _dispatches(language).values_list("published_at", flat=True)
    first, last = moments.oldest_first().first(), moments.newest_first().first()
    if first is None:
        return []
    span = range(local_day(first).year, local_day(last).year + 1)
    months = [(year, month) for year in span if only in (None, year) for month in range(1, 13)]
    counts = dispatches_in({key: month_span(*key) for key in months}, language)
    found = {year for year, _ in counts}
    return [
        (year, [MonthCount(year, month, counts.get((year, month), 0)) for month in range(1, 13)])
        for year in sorted(found, reverse=True)
    ]


def calendar(year: int, month: int, language: str | None = None) -> list[list[DayCount]]:
    """Return the weeks of a month, from Monday to Sunday, each day with its number of stories."""
    weeks = Calendar().monthdatescalendar(year, month)
    days = [day for week in weeks for day in week if day.month == month]
    counts = dispatches_in({day: day_span(day) for day in days}, language)
    own = {day: DayCount(day, counts.get(day, 0)) for day in days}
    return [[own.get(day, DayCount(None)) for day in week] for week in weeks]


def days_beside(start: datetime, end: datetime, language: str | None = None) -> tuple[date | None, date | None]:
    """Return the last day with a story before the aware moment `start`, and the first from `end` on (None if none)."""
    moments = _dispatches(language).values_list("published_at", flat=True)
    earlier = moments.filter(published_at__lt=start).newest_first().first()
    later = moments.filter(published_at__gte=end).oldest_first().first()
    return earlier and local_day(earlier), later and local_day(later)


@dataclass(frozen=True)
class SoughtDay:
    """A day that a reader asked for: whether it has stories, and if not, the nearest days that have (None if none)."""

    day: date
    has_stories: bool
    earlier: date | None = None
    later: date | None = None


def seek(day: date, language: str | None = None) -> SoughtDay:
    """Look the day up. One query, and two more if it has no stories. Raises ValueError for a day that has no moment."""
    try:
        start, end = day_span(day)
    except OverflowError as error:
        raise ValueError("no day of ours") from error
    if _dispatches(language).within(start, end).exists():
        return SoughtDay(day, True)
    return SoughtDay(day, False, *days_beside(start, end, language))
