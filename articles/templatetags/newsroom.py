"""Template tags for the newsroom's change lists."""

import calendar
from datetime import date, timedelta

from django import template
from django.db.models import Exists, Subquery
from django.utils import formats, timezone

from articles.text.dates import at_local

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def dates(cl):
    """Return the context of the date hierarchy by year, month and day; those without rows are left out.

    Django's own tag looks at every row to find them. One query asks an index about each year, month or day.
    """
    field = cl.date_hierarchy
    asked = [cl.params.get(f"{field}__{part}") for part in ("year", "month", "day")]
    rows = cl.root_queryset
    first, last = _days_at_ends(rows, field)
    if first is None:
        return {"show": False}

    def link(*parts):
        names = (f"{field}__{part}" for part in ("year", "month", "day"))
        return cl.get_query_string(dict(zip(names, parts, strict=False)), [f"{field}__"])

    year, month, day = (int(part) if part else None for part in asked)
    if not year:
        years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        years = _with_rows(rows, field, years, lambda day: date(day.year + 1, 1, 1))
        return _shown(None, [(str(one.year), link(one.year)) for one in years])
    if not month:
        months = [date(year, number, 1) for number in range(1, 13)]
        months = [one for one in months if first.replace(day=1) <= one <= last]
        months = _with_rows(rows, field, months, lambda day: (day + timedelta(days=31)).replace(day=1))
        return _shown(
            ("All dates", link()), [(_said(one, "YEAR_MONTH_FORMAT"), link(year, one.month)) for one in months]
        )
    if not day:
        days = [date(year, month, number) for number in range(1, calendar.monthrange(year, month)[1] + 1)]
        days = [one for one in days if first <= one <= last]
        days = _with_rows(rows, field, days, lambda day: day + timedelta(days=1))
        choices = [(_said(one, "MONTH_DAY_FORMAT"), link(year, month, one.day)) for one in days]
        return _shown((str(year), link(year)), choices)
    chosen = date(year, month, day)
    back = (_said(chosen, "YEAR_MONTH_FORMAT"), link(year, month))
    return _shown(back, [(_said(chosen, "MONTH_DAY_FORMAT"), None)])


def _days_at_ends(rows, field: str) -> tuple[date | None, date | None]:
    """Return the days, in the site's time zone, of the first and the last row that have a moment. One query."""
    moments = rows.filter(**{f"{field}__isnull": False}).values(field)
    ends = (Subquery(moments.order_by(order)[:1]) for order in (field, f"-{field}"))
    found = rows.model.objects.order_by().values_list(*ends)[:1]
    first, last = next(iter(found), (None, None))
    return tuple(at and timezone.localtime(at).date() for at in (first, last))


def _with_rows(rows, field: str, begins: list[date], next_one) -> list[date]:
    """Return those of the days at which a span begins that has rows; `next_one` gives the day after the span."""
    spans = {
        f"span_{number}": Exists(
            rows.order_by().filter(**{f"{field}__gte": at_local(one), f"{field}__lt": at_local(next_one(one))})
        )
        for number, one in enumerate(begins)
    }
    found = rows.model.objects.order_by().values_list(*spans.values())[:1].get() if spans else ()
    return [one for one, has_rows in zip(begins, found, strict=True) if has_rows]


def _said(day: date, form: str) -> str:
    return formats.date_format(day, form)


def _shown(back, choices) -> dict:
    return {
        "show": True,
        "back": back and {"title": back[0], "link": back[1]},
        "choices": [{"title": title, "link": address} for title, address in choices],
    }
