"""Days and times as people type them, and the moments that they name on the site's clock. Imports no Django.

What can be read in two ways is not guessed: the error says both, and how to write each. Its text is for editors.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from articles.text.dates import ZONE, format_date
from articles.text.moments.words import month_begun_by

DAY_HINT = "Write a day as 2026-11-30, 30.11.2026 or Nov 30, 2026."
CLOCK_HINT = "Write a time as 19:30 or 7:30 pm."
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|-?[իե])?\s*([^\W\d_]{3,})\.?,?\s+(\d{4})(?:\s*(?:г\.?|թ\.?))?")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,6}))?)?)?"
    r"|(?P<digits>\d{3,4})",
    re.ASCII,
)
_AFTER_CLOCK = re.compile(
    r"(?P<clock>[\d:.,]*\d)\s*(?:(?P<half>[ap])\.?\s?m\.?)?\s*(?:AMT|AMST)?\s*(?:(?:UTC|GMT)?\s*(?P<offset>[+-]\d{1,2}(?::?00)?))?",
    re.ASCII | re.IGNORECASE,
)


class Clock(NamedTuple):
    """A time of day; `offset` is the distance from UTC that was typed behind it, such as +05, or None."""

    time: time
    offset: timedelta | None = None


def parse_day(text: str) -> date:
    """Return the day that the text names. Raises ValueError, with what to write instead."""
    text = " ".join(text.split())
    try:
        return _day_in(text)
    except _NoSuchDay as error:
        raise ValueError(f"There is no such day as “{text[:40]}”. {DAY_HINT}") from error


class _NoSuchDay(Exception):
    """The text has a day's form and names none, such as 30 February."""


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _NoSuchDay from error


def _day_in(text: str) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
        return _date(int(year), int(month), int(day))
    if (found := _YEAR_LAST.fullmatch(text)) and (len(found[4]) == 4 or found[2] != "-"):
        return _year_last(text, *(int(found[group]) for group in (1, 3, 4)), dots=found[2] == ".")
    for pattern, month_at, day_at in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
        found = pattern.fullmatch(text)
        if found and (month := month_begun_by(found[month_at])):
            return _date(int(found[3]), month, int(found[day_at]))
    raise ValueError(f"“{text[:40]}” is no day. {DAY_HINT}")


def _year_last(text: str, one: int, two: int, year: int, *, dots: bool) -> date:
    """Return the day of 30.11.2026 or 30/11/2026. With dots the day comes first; else only if the other way makes none.

    Slashes and hyphens are written both ways: in Britain and Russia the day is first, in the United States the month.
    """
    year += 2000 if year < 100 else 0
    if dots:
        return _date(year, two, one)
    day_first, month_first = _maybe(year, two, one), _maybe(year, one, two)
    if day_first and month_first and day_first != month_first:
        raise ValueError(
            f"“{text}” may be {format_date(day_first)} or {format_date(month_first)}. "
            f"Write {day_first:%Y-%m-%d} for the first, {month_first:%Y-%m-%d} for the second."
        )
    if day_first is None and month_first is None:
        raise _NoSuchDay
    return day_first or month_first


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_clock(text: str) -> Clock:
    """Return the time that the text names. Raises ValueError, with what to write instead."""
    text = " ".join(text.split())
    outer = _AFTER_CLOCK.fullmatch(text)
    inner = _CLOCK.fullmatch(outer["clock"]) if outer else None
    half = outer["half"].lower() if outer and outer["half"] else ""
    if inner is None or (inner["minute"] is None and not inner["digits"] and not half):
        raise ValueError(f"“{text[:40]}” is no time. {CLOCK_HINT}")
    if digits := inner["digits"]:
        hour, minute = int(digits[:-2]), int(digits[-2:])
    else:
        hour, minute = int(inner["hour"]), int(inner["minute"] or 0)
    if half and not 1 <= hour <= 12:
        raise ValueError(f"“{text[:40]}” is no time. {CLOCK_HINT}")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        clock = time(hour, minute, int(inner["second"] or 0), int((inner["fraction"] or "0").ljust(6, "0")))
    except ValueError as error:
        raise ValueError(f"There is no such time as “{text[:40]}”. {CLOCK_HINT}") from error
    return Clock(clock, timedelta(hours=int(outer["offset"][:3].rstrip(":"))) if outer["offset"] else None)


def parse_moment(text: str) -> tuple[date, Clock]:
    """Return the day and the time that one line names. Raises ValueError, with what to write instead."""
    text, because = " ".join(text.split()), ""
    for between in re.finditer(r"T|,? (?:[-–] )?", text):
        try:
            clock = parse_clock(text[between.end() :])
        except ValueError:
            continue
        try:
            return parse_day(text[: between.start()]), clock
        except ValueError as error:
            because = str(error)
    raise ValueError(because or f"“{text[:40]}” is no moment. {DAY_HINT} {CLOCK_HINT}")


def moments_at(day: date, clock: time) -> list[datetime]:
    """Return the moments, in UTC, at which the site's clock shows `clock` on `day`: one, or none, or two.

    Two in the hour that the end of summer time repeats, none in the one that its beginning leaves out (Armenia had
    summer time until 2012). Raises OverflowError at the calendar's ends.
    """
    shown = datetime.combine(day, clock)
    both = (shown.replace(tzinfo=ZONE, fold=fold).astimezone(UTC) for fold in (0, 1))
    real = (at for at in both if at.astimezone(ZONE).replace(tzinfo=None, fold=0) == shown)
    return sorted(set(real))


def moment_of(day: date, clock: Clock) -> datetime:
    """Return the moment, in UTC, that was typed. Raises ValueError if there was none or two, with what to write.

    Raises OverflowError at the calendar's ends.
    """
    found = moments_at(day, clock.time)
    shows = f"{clock.time:%H:%M}"
    if not found:
        raise ValueError(
            f"The clock never showed {shows} on {format_date(day)}: it was put forward then. Take a time an hour later."
        )
    if clock.offset is not None:
        found = [at for at in found if at.astimezone(ZONE).utcoffset() == clock.offset]
        if not found:
            raise ValueError(f"The site's clock was not that far from UTC on {format_date(day)}. Write {shows} alone.")
    if len(found) == 2:
        first, second = (offset_of(at) for at in found)
        raise ValueError(
            f"The clock showed {shows} twice on {format_date(day)}. "
            f"Write {shows} {first} for the first time, {shows} {second} for the second."
        )
    return found[0]


def offset_of(at: datetime) -> str:
    """Return how far the site's clock is from UTC at the aware moment, as `+04`."""
    return f"{at.astimezone(ZONE):%z}"[:3]


def typed_clock(at: datetime) -> str:
    """Return the time as a form shows it: `19:13:00`, or `02:30:00 +04` if the clock shows it twice on that day."""
    local = at.astimezone(ZONE)
    twice = len(moments_at(local.date(), local.time())) == 2
    return f"{local:%H:%M:%S}" + (f" {offset_of(at)}" if twice else "")
