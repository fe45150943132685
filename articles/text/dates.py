"""The clock of the agency: from text and to text. Imports no Django.

A page of the agency is stamped `October 2, 2020 - 19:13 AMT`: month by its
English name, day without a leading zero, 24-hour wall clock of Yerevan. The
zone's rules come from the IANA database, since Armenia was at +05 in the
summers to 2011; the agency printed "AMT" all the year.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Yerevan")
ZONE_LABEL = "AMT"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STAMP = re.compile(
    rf"(?P<month>{'|'.join(MONTHS)})\s+(?P<day>\d{{1,2}}),\s*(?P<year>\d{{4}})"
    r"(?:\s*[-–—,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s*(?:AMT|AMST))?)?",
    re.IGNORECASE,
)


class Moment(NamedTuple):
    """A stamp read from text."""

    at: datetime  # aware, UTC
    time_known: bool  # False: the stamp named the day alone; `at` is its first minute


def parse_stamp(text: str) -> Moment | None:
    """The moment that a line such as `October 2, 2020 - 19:13 AMT` names.

    Returns None when the line is no stamp at all; raises ValueError, saying
    why, when it is one that names no real moment (30 February, 25:61).
    """
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        return None
    month = [name.lower() for name in MONTHS].index(match["month"].lower()) + 1
    try:
        day = date(int(match["year"]), month, int(match["day"]))
        clock = time(int(match["hour"] or 0), int(match["minute"] or 0))
        return Moment(at_local(day, clock), time_known=match["hour"] is not None)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"the stamp {text.strip()!r} names no real moment: {error}") from error


def at_local(day: date, clock: time = time()) -> datetime:
    """The moment, in UTC, at which Yerevan's clocks show `clock` on `day`."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def local_day(at: datetime) -> date:
    """The calendar day in Yerevan at the aware moment `at`."""
    return at.astimezone(ZONE).date()


def day_span(day: date) -> tuple[datetime, datetime]:
    """The first moment of `day` in Yerevan, and that of the next day; OverflowError at the end of the calendar."""
    return at_local(day), at_local(day + timedelta(days=1))


def month_span(year: int, month: int) -> tuple[datetime, datetime]:
    """The first moment of that month in Yerevan, and that of the next month; ValueError when there is none such."""
    first = date(year, month, 1)
    return at_local(first), at_local(first + timedelta(days=monthrange(year, month)[1]))


def format_date(day: date) -> str:
    """`October 2, 2020`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def format_month(day: date) -> str:
    """`October 2020`: the month of `day`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def format_day(at: datetime) -> str:
    """`October 2, 2020`: the day in Yerevan at the aware moment `at`."""
    return format_date(local_day(at))


def format_clock(at: datetime) -> str:
    """`19:13`: Yerevan's clock at the aware moment `at`."""
    return f"{at.astimezone(ZONE):%H:%M}"


def format_stamp(at: datetime, time_known: bool = True) -> str:
    """`October 2, 2020 - 19:13 AMT`, or the day alone when the time is not known."""
    if not time_known:
        return format_day(at)
    return f"{format_day(at)} - {format_clock(at)} {ZONE_LABEL}"


def format_iso(at: datetime, time_known: bool = True) -> str:
    """`2020-10-02T19:13:00+04:00`, or `2020-10-02`: what a `<time datetime>` carries."""
    local = at.astimezone(ZONE)
    return local.isoformat(timespec="seconds") if time_known else local.date().isoformat()
