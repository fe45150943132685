"""Parsing the times at which partners' items were published, as far as feeds can be believed. It imports no Django.

A time is read as a day, a clock and a zone, in the forms of RFC 822, RFC 3339 and those that people write
("October 2, 2020 7:13 PM GMT+4"); what has another form, as feedparser reads it. RFC 822, section 5, defines UT, GMT,
the letters and the North American names; RFC 3339 defines only offsets. So zones are read by these rules:

1. an offset, "Z", the names of RFC 822 and those of the IANA database ("Europe/Moscow") are taken as written;
2. any other name, or a missing one, means the partner's own zone, if one is set;
3. otherwise a name in ZONES means that zone; AMT is Armenian time, as the agencies of Yerevan print it;
4. otherwise it is UTC.

What is older than the web is a program's way to say "no time": year 1, 1970.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # nothing older was published on the web
TEXT_MAX = 100  # characters
# Hours from UTC: the names of RFC 822 and their like, whose meaning is certain.
CERTAIN_ZONES = {
    **{"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "A": -1, "M": -12, "N": 1, "Y": 12, "MET": 1, "MEST": 2},
    **{"ADT": -3, "AST": -4, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8},
}
# What Americans write in summer and winter alike.
PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
# By the abbreviations of the IANA database (AMT and AMST: in its releases up to 2016).
ZONES = {
    **{"AMT": 4, "AMST": 5, "GET": 4, "AZT": 4, "TRT": 3, "MSK": 3, "MSD": 4, "IRST": 3.5, "GST": 4, "SAMT": 4},
    **{"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3},
    **{"IDT": 3, "PKT": 5, "NPT": 5.75, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10},
    **{"AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "AKST": -9, "AKDT": -8, "HST": -10},
}
# How the months begin in English, Russian and Armenian; "Март" and "май" before "ма".
MONTHS = (
    *(("jan", "янв", "հունվ"), ("feb", "фев", "փետ"), ("mar", "мар", "մար"), ("apr", "апр", "ապր")),
    *(("may", "мая", "май", "մայ"), ("jun", "июн", "հունիս"), ("jul", "июл", "հուլ"), ("aug", "авг", "օգոս")),
    *(("sep", "сен", "սեպ"), ("oct", "окт", "հոկ"), ("nov", "ноя", "նոյ"), ("dec", "дек", "դեկ")),
)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?:T|(?!\d))", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[ -](?P<name>[^\W\d_]{3,12})\.?,?[ -](?P<year>\d{4}|\d\d)(?![\d:])")
_MONTH_FIRST = re.compile(r"(?P<name>[^\W\d_]{3,12})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?![\d:])")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?:[,\s]|[-–—]\s|(?:at|в)\b)*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?:(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)")
_FIRST_WORD = re.compile(r"([^\W\d_]+)\.?,?\s*")
_NOTE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])\s*$")  # "+0400 (AMT)", "+04:00[Asia/Yerevan]"
_OFFSET = re.compile(r"(?:UTC|GMT|UT)?\s*([+-])(\d{1,2})(?::?(\d\d))?(?:\s+[A-Z]{1,5})?$", re.IGNORECASE)
_PLACE = re.compile(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/+-]+\d{0,2}$")
_AT_OFFSET = re.compile(r"(?:[+-]\d\d:?\d\d|\dZ)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


def moment(text: str, parsed=None, zone: str = "") -> datetime | None:
    """Return the moment (UTC) that the feed's `text` names, or None if it cannot be parsed or is no time of the web.

    `parsed` is what feedparser has made of the text: nine numbers in UTC, or None. `zone` is the partner's, an IANA
    name ("Asia/Yerevan"), or "".
    """
    shown = " ".join((text or "").replace("\N{MINUS SIGN}", "-").split())[:TEXT_MAX]
    try:
        at = _written(_without_weekday(shown), zone)
        if at is None and parsed and len(shown) > 4 and _YEAR.search(shown):  # no year alone
            at = datetime(*parsed[:6], tzinfo=_zone(_name(shown), zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return at if at is not None and at >= OLDEST else None


def _written(text: str, zone: str) -> datetime | None:
    """Return the moment of a time in one of our forms; None if it has another form. ValueError: there is no such."""
    for form in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST, _DOTTED):
        if found := form.match(text):
            break
    else:
        return None
    named = found.groupdict()
    month = int(named["month"]) if named.get("month") else _month(named["name"])
    if not month:
        return None
    rest = text[found.end() :].strip()
    clock = _CLOCK.match(rest) or (_COMPACT_CLOCK.match(rest) if form is _COMPACT else None)
    hour, minute, second = _hours(clock) if clock else (0, 0, 0)
    if clock:
        rest = rest[clock.end() :].strip()
    return datetime(
        _year(named["year"]), month, int(named["day"]), hour, minute, second, tzinfo=_zone(rest, zone)
    ).astimezone(UTC)


def _without_weekday(text: str) -> str:
    word = _FIRST_WORD.match(text)
    return text[word.end() :] if word and not _month(word[1]) else text


def _hours(clock: re.Match) -> tuple[int, int, int]:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(clock["minute"]), min(int(clock["second"] or 0), 59)  # a leap second is 60


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 90 else 1900)


def _month(name: str) -> int:
    """Return the number of the month that the word names, 0 if none."""
    name = name.lower()
    return next((number for number, begins in enumerate(MONTHS, start=1) if name.startswith(begins)), 0)


def _name(text: str) -> str:
    """Return the name of the zone at the end of a time of another form; no offset, which feedparser has counted in."""
    name = text.rpartition(" ")[2].upper()
    return "UTC" if name in CERTAIN_ZONES or _AT_OFFSET.search(text) else name


def _zone(text: str, zone: str) -> tzinfo:
    """Return the zone that is written after a clock, by the rules above. ValueError: there is no such offset."""
    text = _NOTE.sub("", text).strip()
    if found := _OFFSET.match(text):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 14 or minutes > 59:
            raise ValueError(f"no zone has the offset {text}")
        return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if found[1] == "-" else 1))
    name = text.upper()
    if name in PLACES or _PLACE.match(text):
        try:
            return ZoneInfo(PLACES.get(name, text))
        except (OSError, ValueError, KeyError):  # there is no such place
            pass
    if name in CERTAIN_ZONES:
        return timezone(timedelta(hours=CERTAIN_ZONES[name]))
    if zone:
        return ZoneInfo(zone)
    return timezone(timedelta(hours=ZONES.get(name, 0)))
