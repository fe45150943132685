"""Template tags for times and the dateline, formatted as the agency prints them."""

import re
from datetime import date
from typing import NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.text.dates import (
    WEEKDAYS,
    format_clock,
    format_date,
    format_day,
    format_iso,
    format_month,
    format_stamp,
    local_day,
)

register = template.Library()


@register.simple_tag
def stamp(article):
    """Return `<time>` with "October 2, 2020 - 19:13 AMT"; only the day if the time is not known."""
    return _time(article, format_stamp(article.published_at, article.time_known))


@register.simple_tag
def clock(article):
    """Return `<time>` with "19:13"; an empty string if the time is not known."""
    return _time(article, format_clock(article.published_at)) if article.time_known else ""


@register.simple_tag
def day(article):
    """Return `<time>` with "October 2, 2020"."""
    at = article.published_at
    return format_html('<time datetime="{}">{}</time>', format_iso(at, time_known=False), format_day(at))


@register.simple_tag
def updated(article):
    """Return "Updated October 3, 2020 - 10:05 AMT", the moment as `<time>`; empty before a substantial change."""
    return format_html("Updated {}", moment(article.updated_at)) if article.updated_at else ""


@register.filter
def as_day(day):
    """Format a date as `October 2, 2020`."""
    return format_date(day)


@register.filter
def as_month(day):
    """Format a date as `October 2020`."""
    return format_month(day)


@register.filter
def weekday(day):
    """Return the weekday of a date, such as `Friday`."""
    return WEEKDAYS[day.weekday()]


@register.simple_tag
def moment(at):
    """Return `<time>` with "October 3, 2020 - 10:05 AMT" for an aware moment."""
    return format_html('<time datetime="{}">{}</time>', format_iso(at), format_stamp(at))


class Row(NamedTuple):
    """A story in a list, with the line that is printed above it."""

    story: object
    day: date | None = None  # the day to print above; None if no day line
    earlier: bool = False  # whether to print the line "Earlier", which ends the day above


@register.filter
def by_day(stories):
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
    return format_html('<time datetime="{}">{}</time>', format_iso(article.published_at, article.time_known), text)


_FIRST_PARAGRAPH = re.compile(r"\A\s*<p>")


@register.simple_tag
def dispatch(article):
    """Return the article's text as HTML, with the dateline at the start of its first paragraph.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline
    is data and is escaped here.
    """
    if not article.source:
        return mark_safe(article.body)  # noqa: S308 the sanitiser's own output
    dateline = format_html('<span class="source">{}</span>\N{NO-BREAK SPACE}– ', article.source)
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, article.body, count=1)
    return mark_safe(led if count else f"<p>{dateline}</p>{article.body}")  # noqa: S308 the sanitiser's own output
