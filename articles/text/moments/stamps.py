"""Stamps: lines of nothing but a day and a time, as news sites print them in several languages. Imports no Django.

October 2, 2020 - 19:13 AMT            8 марта 2021 г., 12:30            Մարտ 8, 2021 - 12:30 AMT
March 8, 2021 - 12:30 AMT  08:15 GMT   Updated: 08.03.2021, 12:30        2021-03-08T12:30+04:00
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from articles.text.calendar_words import calendar_words
from articles.text.dates import at_local
from articles.text.moments.words import WEEKDAYS, month_number

STAMP_MAX = 120  # characters
_AGENCY = re.compile(
    rf"(?P<month>{'|'.join(calendar_words('en').months)})\s+(?P<day>\d{{1,2}}),\s*(?P<year>\d{{4}})"
    r"(?:\s*[-–—,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s*(?:AMT|AMST))?)?",
    re.IGNORECASE | re.ASCII,
)

_WORD = r"[^\W\d_]{3,10}"
_YEAR_WORD = r"(?:\s?(?:года|году|год|г|թվականի|թվական|թ|року|р)\b\.?)?"
_NUMERIC = re.compile(r"([0-9]{4}|[0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})(?!\d)" + _YEAR_WORD)
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|-?(?:го|ին|ի))?,?[\s/-]?(?:of\s)?(?P<month>{_WORD})"
    rf"(?:[.,]{{0,2}}[\s/-]?(?P<year>[0-9]{{4}})(?!\d){_YEAR_WORD})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_WORD})\.?\s?(?P<day>[0-9]{{1,2}})(?!\d|:\d)(?:st|nd|rd|th|-?(?:ին|ի))?\b"
    rf"(?:[.,]{{0,2}}\s?(?P<year>[0-9]{{4}})(?!\d|:\d){_YEAR_WORD})?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:\s?(?:թվականի|թվական|թ|г)\b\.?)?,?\s?"
    rf"(?:(?P<month>{_WORD})\.?\s?(?P<day>[0-9]{{1,2}})(?!\d|:\d)(?:-?(?:ին|ի))?\b"
    rf"|(?P<day_2>[0-9]{{1,2}})\s(?P<month_2>{_WORD}))",
    re.IGNORECASE,
)
_HALF = r"\s?(?P<{0}>[ap])\.?\s?m\b\.?"
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}})(?::\d{{2}}(?:[.,]\d{{1,9}})?)?(?!\d)(?:{_HALF.format('half')})?"
    rf"|{_HALF.format('half_2')})"
    r"(?P<offset>Z\b|\s?(?:UTC|GMT)\s?[+−-]\d{1,2}(?::?\d{2})?(?!\d)|\s?\+\d{2}:?\d{2}(?!\d)|[−-](?:0\d|1[0-2]):?[03]0(?!\d))?",
    re.IGNORECASE | re.ASCII,
)
_OFFSET = re.compile(r"(?:UTC|GMT)\s?[+−-]\d{1,2}(?::?\d{2})?(?!\d)", re.IGNORECASE | re.ASCII)
_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BETWEEN = re.compile(r"[\s,.;:|•·/()\[\]՝–—-]+|T(?=\d)")

_ZONES: dict[str, tzinfo | None] = {  # None: the site's own clock
    **dict.fromkeys(("amt", "amst", "yerevan", "ереван", "ереванскому", "երևանի", "երևան"), None),
    **dict.fromkeys(("gmt", "utc", "гринвичу"), UTC),
    **dict.fromkeys(("msk", "мск", "московскому", "moscow"), ZoneInfo("Europe/Moscow")),
    **dict.fromkeys(("et", "est", "edt"), ZoneInfo("America/New_York")),
    **dict.fromkeys(("ct", "cdt"), ZoneInfo("America/Chicago")),
    **dict.fromkeys(("mt", "mdt", "mst"), ZoneInfo("America/Denver")),
    **dict.fromkeys(("pt", "pst", "pdt"), ZoneInfo("America/Los_Angeles")),
    **dict.fromkeys(("cet", "cest", "paris", "berlin"), ZoneInfo("Europe/Paris")),
    **dict.fromkeys(("eet", "eest", "київ"), ZoneInfo("Europe/Kyiv")),
    **dict.fromkeys(("bst", "london"), ZoneInfo("Europe/London")),
    **dict.fromkeys(("get", "tbilisi", "azt", "baku"), timezone(timedelta(hours=4))),
    **dict.fromkeys(("trt", "ankara", "istanbul"), timezone(timedelta(hours=3))),
    **dict.fromkeys(("tehran", "irst", "irdt"), ZoneInfo("Asia/Tehran")),
    **dict.fromkeys(("ist", "delhi"), ZoneInfo("Asia/Kolkata")),
    **dict.fromkeys(("beijing", "hkt", "sgt"), timezone(timedelta(hours=8))),
    **dict.fromkeys(("jst", "kst"), timezone(timedelta(hours=9))),
}
_UPDATED = frozenset(
    "updated update modified edited обновлено обновлен обновлён обновлена обновление изменено изменен оновлено"
    " թարմացվել թարմացված թարմացվեց թարմացում".split()
)
_PUBLISHED = frozenset(
    "published posted created added issued опубликовано опубликован опубликована размещено добавлено создано"
    " опубліковано հրապարակվել հրապարակված հրապարակվեց".split()
)
_FILLERS = frozenset(
    "date time last first on at the of by local дата время времени публикации последнее в во от по года год г часов ч"
    " час о об року հրապարակման է վերջին ամսաթիվ ժամը ժամ ժամանակով թ թվականի թվական".split()
)
_TODAY = frozenset("today сегодня այսօր сьогодні".split())


class Moment(NamedTuple):
    """A stamp read from text."""

    at: datetime  # aware, UTC
    time_known: bool  # False: the stamp gave only the day; `at` is its first minute


class Stamp(NamedTuple):
    """What one line says: at least one of day and clock."""

    day: date | None
    clock: time | None
    zone: tzinfo | None  # of the clock; None: the site's
    updated: bool  # it says when the page was last changed

    def moment(self, day: date) -> Moment:
        """Return the moment, on `day` if the stamp has none. Raises ValueError for one outside the calendar."""
        try:
            if self.clock is None or self.zone is None:
                return Moment(at_local(self.day or day, self.clock or time()), self.clock is not None)
            there = datetime.combine(self.day or day, self.clock, self.zone)
            return Moment(there.astimezone(UTC), time_known=True)
        except OverflowError as error:
            raise ValueError(str(error)) from error


def parse_stamp(text: str, day: date | None = None) -> Moment | None:
    """Return the moment that a line such as `October 2, 2020 - 19:13 AMT` names.

    `day` is when the page appeared, as far as that is known: it decides where the line can be read in two ways, and
    says the year where the line has none. Returns None if the line is no stamp with a day. Raises ValueError, with the
    reason, if it is a stamp that names no real moment (30 February, 25:61).
    """
    stamp = read_stamp(text, day)
    return stamp.moment(stamp.day) if stamp and stamp.day else None


def read_stamp(text: str, day: date | None = None) -> Stamp | None:
    """Return what a line says that has nothing but a day, a time or both; None for any other. Raises ValueError.

    Of several times the first of the site's own zone is taken, else the first; of several days one that is no update.
    """
    text = text.strip()
    return _read(text, day) if len(text) <= STAMP_MAX else None


@lru_cache(maxsize=64)  # an import asks several times about the lines above a text
def _read(text: str, day: date | None) -> Stamp | None:
    try:
        if match := _AGENCY.fullmatch(text):
            clock = time(int(match["hour"]), int(match["minute"])) if match["hour"] else None
            return Stamp(date(int(match["year"]), month_number(match["month"]), int(match["day"])), clock, None, False)
        parts = list(_parts(text, day)) if any(map(str.isdigit, text)) else []
    except _NoStamp:
        return None
    except ValueError as error:
        raise ValueError(f"the stamp {text!r} names no real moment: {error}") from error
    return _chosen(parts)


class _NoStamp(Exception):
    """The line has something else than days and times."""


class _Unreal(ValueError):
    """There is no such day or time; `end` is where the line goes on."""

    def __init__(self, error: ValueError, end: int):
        super().__init__(str(error))
        self.end = end


class _Part(NamedTuple):
    """A day, or a clock with its zone."""

    day: date | None
    clock: time | None = None
    zone: tzinfo | None = None
    updated: bool = False


def _chosen(parts: list[_Part]) -> Stamp | None:
    if not parts:
        return None
    own = [part for part in parts if not part.updated] or parts
    day = next((part.day for part in own if part.day), None) or next((part.day for part in parts if part.day), None)
    clocks = [part for part in own if part.clock]
    clock = next((part for part in clocks if part.zone is None), clocks[0] if clocks else _Part(None))
    return Stamp(day, clock.clock, clock.zone, own[0].updated)


def _parts(text: str, day: date | None) -> Iterator[_Part]:
    """Yield the line's days and clocks in order. Raises _NoStamp, or ValueError if one of them is not real."""
    at, updated, clock, has_day, unreal = 0, False, None, False, None
    while at < len(text):
        if between := _BETWEEN.match(text, at):
            at = between.end()
            continue
        try:
            if found := _day_at(text, at, day):
                yield _Part(found[0], updated=updated)
                at, has_day = found[1], True
                continue
            match = _CLOCK.match(text, at)
            if match and (text[match.end("hour")] != "." or has_day):
                if clock:
                    yield clock
                clock, at = _clock(match, updated), match.end()
                continue
        except _Unreal as error:  # but only if all the rest is a stamp
            unreal, at, has_day = error, error.end, True
            continue
        if clock and (match := _OFFSET.match(text, at)):
            clock, at = clock._replace(zone=clock.zone or _offset(match[0])), match.end()
            continue
        match = _NAME.match(text, at)
        if match is None:
            raise _NoStamp
        word, at = match[0].lower(), match.end()
        if word in _ZONES:
            clock = clock and clock._replace(zone=clock.zone or _ZONES[word])
        elif word in _TODAY and day:
            yield _Part(day, updated=updated)
        elif word in _UPDATED or word in _PUBLISHED:
            if clock:
                yield clock
            updated, clock = word in _UPDATED, None
        elif word not in _FILLERS and word not in WEEKDAYS:
            raise _NoStamp
    if clock:
        yield clock
    if unreal:
        raise unreal


def _day_at(text: str, at: int, day: date | None) -> tuple[date, int] | None:
    """Return the day that stands at that place and where it ends; None if none does. Raises _Unreal."""
    try:
        if match := _NUMERIC.match(text, at):
            return _numeric_day(match[1], match[2], match[3], match[4], day), match.end()
        if match := _named_day(text, at, has_year=day is not None):
            found = match.groupdict()
            month, number = _month_of(match), int(found["day"] or found["day_2"])
            year = int(found["year"]) if found["year"] else _nearest_year(month, number, day)
            return date(year, month, number), match.end()
    except ValueError as error:
        raise _Unreal(error, match.end()) from error
    return None


def _named_day(text: str, at: int, *, has_year: bool) -> re.Match | None:
    """Return the match of a day with the name of its month; without a year only if that is known (`has_year`)."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST) if text[at : at + 1].isdigit() else (_MONTH_FIRST,):
        if (match := pattern.match(text, at)) and _month_of(match) and (match["year"] or has_year):
            return match
    return None


def _month_of(match: re.Match) -> int | None:
    return month_number(match["month"] or match["month_2"])


def day_ends(text: str, at: int) -> int | None:
    """Return where the day that stands at that place ends, with a year or without; None if none stands there."""
    match = _NUMERIC.match(text, at) or _named_day(text, at, has_year=True)
    return match.end() if match else None


def _nearest_year(month: int, number: int, day: date) -> int:
    """Return the year in which that day of a month is nearest to `day`. Raises ValueError if its year has none."""
    there, away = date(day.year, month, number), timedelta(days=183)
    return day.year + (there < day - away) - (there > day + away)


def _numeric_day(one: str, sign: str, two: str, three: str, day: date | None) -> date:
    """Return the day of 08.03.2021, 3/8/21 or 2021-03-08: `day` if it can be that, else the day before the month."""
    first, second, third = int(one), int(two), int(three)
    if len(one) == 4:
        orders = [(first, second, third)]
    else:
        year = third + 2000 if len(three) <= 2 else third
        orders = [(year, second, first), (year, first, second), (first + 2000, second, third)]
        orders = orders if len(three) <= 2 else orders[:2]
    if day and (day.year, day.month, day.day) in orders:
        return day
    if len(one) == 4 or sign == ".":
        return date(*orders[0])
    try:
        return date(*orders[0])
    except ValueError:
        return date(*orders[1])


def _clock(match: re.Match, updated: bool) -> _Part:
    hour, half = int(match["hour"]), (match["half"] or match["half_2"] or "").lower()
    try:
        if half:
            hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 24
        return _Part(None, time(hour, int(match["minute"] or 0)), _offset(match["offset"]), updated)
    except ValueError as error:
        raise _Unreal(error, match.end()) from error


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    if not digits:
        return UTC
    hours, minutes = (int(digits[:2]), int(digits[2:] or 0)) if len(digits) != 3 else (int(digits[0]), int(digits[1:]))
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(away if "+" in text else -away)
