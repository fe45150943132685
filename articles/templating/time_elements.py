"""Times as the agency prints them in the page's language, and the days that divide a list."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.safestring import mark_safe
from jinja2 import pass_context
from jinja2.runtime import Context

from articles.templating.languages import page_language
from articles.text.calendar_words import calendar_words
from articles.text.dates import (
    format_clock,
    format_date,
    format_day,
    format_iso,
    format_month,
    format_stamp,
    format_weekday,
    local_day,
    month_name,
)


def stamp(article) -> str:
    """Return `<time>` with "October 2, 2020 - 19:13 AMT"; only the day if the time is not known."""
    return _time(article, format_stamp(article.published_at, article.time_known, page_language()))


def clock(article) -> str:
    """Return `<time>` with "19:13"; an empty string if the time is not known."""
    return _time(article, format_clock(article.published_at)) if article.time_known else ""


def today(at: datetime | None = None) -> date:
    """Return the day in the site's zone at the aware moment `at` (default: now)."""
    return local_day(at or timezone.now())


def has_stories_of(day: date, stories: Iterable) -> bool:
    """Return whether the list of the day has one of these stories: briefs are in none."""
    return any(not story.is_brief and local_day(story.published_at) == day for story in stories)


@pass_context
def when(context: Context, article, today: date) -> str:
    """Return `<time>` with "19:13" for a story of `today` whose time is known, else with "October 2, 2020"."""
    return clock(article) if article.time_known and local_day(article.published_at) == today else day(context, article)


@pass_context
def as_full_day(context: Context, day: date) -> str:
    """Format a date as `Friday, October 2, 2020`, to stand alone."""
    return _full_day(day, page_language(context))


@lru_cache(maxsize=16)
def _full_day(day: date, language: str) -> str:
    return f"{format_weekday(day, language).capitalize()}, {format_date(day, language)}"


@pass_context
def day(context: Context, article) -> str:
    """Return `<time>` with "October 2, 2020"."""
    at = article.published_at
    return _element(format_iso(at, time_known=False), format_day(at, page_language(context)))


@pass_context
def as_day(context: Context, day: date) -> str:
    """Format a date as `October 2, 2020`."""
    return format_date(day, page_language(context))


@pass_context
def as_month(context: Context, day: date) -> str:
    """Format a date as `October 2020`; in Russian and Armenian it begins with a small letter."""
    return format_month(day, page_language(context))


@pass_context
def as_month_name(context: Context, month: int) -> str:
    """Format the number of a month as `October`; in Russian and Armenian it begins with a small letter."""
    return month_name(month, page_language(context))


@pass_context
def weekday(context: Context, day: date) -> str:
    """Return the weekday of a date, such as `Friday`."""
    return format_weekday(day, page_language(context))


@pass_context
def weekday_heads(context: Context) -> list[tuple[str, str]]:
    """Return the name and the abbreviation of each weekday from Monday on, for the heads of a calendar."""
    words = calendar_words(page_language(context))
    return list(zip(words.weekdays, words.short_weekdays, strict=True))


def moment(at: datetime) -> str:
    """Return `<time>` with "October 3, 2020 - 10:05 AMT" for an aware moment."""
    return _element(format_iso(at), format_stamp(at, language=page_language()))


class Row(NamedTuple):
    """A story in a list, with the line that is printed above it."""

    story: object
    day: date | None = None  # the day to print above; None if no day line
    earlier: bool = False  # whether to print the line "Earlier", which ends the day above


def by_day(stories) -> list[Row]:
    """Return a Row for each of `stories` (newest first), with a day line where a new day begins.

    A brief prints no date, and must not appear under a date that is not its own:
    it never starts a day, and it ends the day above if it is from another day.
    """
    rows, above = [], None  # `above` is the day that the last day line named
    for story in stories:
        day = local_day(story.published_at)
        if day == above:
            rows.append(Row(story))
        elif story.is_brief:
            rows.append(Row(story, earlier=above is not None))
            above = None
        else:
            rows.append(Row(story, day=day))
            above = day
    return rows


def _time(article, text):
    return _element(format_iso(article.published_at, article.time_known), text)


def _element(iso: str, text: str) -> str:
    return mark_safe(f'<time datetime="{iso}">{text}</time>')  # noqa: S308 digits and names of months
