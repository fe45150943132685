"""Template tags for the newsroom's change lists."""

import calendar
from datetime import date

from django import template
from django.utils import formats, timezone

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def dates(cl):
    """Return the context of the date hierarchy by year, month and day, from the first and last row's moments only.

    Django's own tag looks at every row to find the days that have rows.
    """
    field = cl.date_hierarchy
    asked = [cl.params.get(f"{field}__{part}") for part in ("year", "month", "day")]
    first, last = (_day_at_end(cl.root_queryset, field, order) for order in (field, f"-{field}"))
    if first is None:
        return {"show": False}

    def link(*parts):
        names = (f"{field}__{part}" for part in ("year", "month", "day"))
        return cl.get_query_string(dict(zip(names, parts, strict=False)), [f"{field}__"])

    year, month, day = (int(part) if part else None for part in asked)
    if not year:
        choices = [(str(year), link(year)) for year in range(first.year, last.year + 1)]
        return _shown(None, choices)
    if not month:
        months = [date(year, number, 1) for number in range(1, 13)]
        months = [one for one in months if first.replace(day=1) <= one <= last]
        return _shown(
            ("All dates", link()), [(_said(one, "YEAR_MONTH_FORMAT"), link(year, one.month)) for one in months]
        )
    if not day:
        days = [date(year, month, number) for number in range(1, calendar.monthrange(year, month)[1] + 1)]
        days = [one for one in days if first <= one <= last]
        choices = [(_said(one, "MONTH_DAY_FORMAT"), link(year, month, one.day)) for one in days]
        return _shown((str(year), link(year)), choices)
    chosen = date(year, month, day)
    back = (_said(chosen, "YEAR_MONTH_FORMAT"), link(year, month))
    return _shown(back, [(_said(chosen, "MONTH_DAY_FORMAT"), None)])


def _day_at_end(rows, field: str, order: str) -> date | None:
    """Return the day, in the site's time zone, of the first row in that order that has a moment."""
    at = rows.filter(**{f"{field}__isnull": False}).order_by(order).values_list(field, flat=True).first()
    return timezone.localtime(at).date() if at else None


def _said(day: date, form: str) -> str:
    return formats.date_format(day, form)


def _shown(back, choices) -> dict:
    return {
        "show": True,
        "back": back and {"title": back[0], "link": back[1]},
        "choices": [{"title": title, "link": address} for title, address in choices],
    }
