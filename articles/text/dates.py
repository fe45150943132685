"""Dates and times of the agency, formatted; articles/text/moments/ reads them. Imports no Django.

The agency stamps its pages `October 2, 2020 - 19:13 AMT`: month by its
name, day without a leading zero, 24-hour local time of Yerevan. The
zone's rules come from the IANA database, because Armenia was at +05 in the
summers until 2011; the agency printed "AMT" all year.

In Russian that is `2 октября 2020 - 19:13 AMT`, without the "г." that CLDR puts after the year: a stamp has none. In
Armenian it is `2 հոկտեմբերի, 2020 - 19:13 AMT`: the order and the comma are CLDR's, and those of datelines in Yerevan
(`ԵՐԵՎԱՆ, 2 ՀՈԿՏԵՄԲԵՐԻ`); the leading zero and the "թ." are left out as in Russian. It begins with a number, so that it
is written alike at the beginning of a line and in a sentence. tests/text/test_dates_in_languages.py lists all
differences from CLDR.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from articles.text.calendar_words import calendar_words

ZONE = ZoneInfo("Asia/Yerevan")
ZONE_LABEL = "AMT"


def at_local(day: date, clock: time = time()) -> datetime:
    """Return the moment, in UTC, at which clocks in Yerevan show `clock` on `day`."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def local_day(at: datetime) -> date:
    """Return the calendar day in Yerevan at the aware moment `at`."""
    return at.astimezone(ZONE).date()


def day_span(day: date) -> tuple[datetime, datetime]:
    """Return the first moments of `day` and of the next day in Yerevan. Raises OverflowError at the calendar's end."""
    return at_local(day), at_local(day + timedelta(days=1))


def month_span(year: int, month: int) -> tuple[datetime, datetime]:
    """Return the first moments of that month and of the next in Yerevan. Raises ValueError if no such month exists."""
    first = date(year, month, 1)
    return at_local(first), at_local(first + timedelta(days=monthrange(year, month)[1]))


def last_update(published_at: datetime | None, updated_at: datetime | None) -> datetime | None:
    """Return when a story was last updated for its readers, or None if it was not.

    A change before the publication is none for them: a story may be updated and then get a later time.
    """
    return updated_at if published_at and updated_at and updated_at > published_at else None


def format_date(day: date, language: str = "en") -> str:
    """Return the day as `October 2, 2020`; in Russian `2 октября 2020`, in Armenian `2 հոկտեմբերի, 2020`."""
    words = calendar_words(language)
    return words.date.format(day=day.day, month=words.months_of_days[day.month - 1], year=day.year)


def format_month(day: date, language: str = "en") -> str:
    """Return the month of `day` as `October 2020`, `октябрь 2020`, `հոկտեմբեր 2020`."""
    return f"{month_name(day.month, language)} {day.year}"


def month_name(month: int, language: str = "en") -> str:
    """Return the name of a month, 1 to 12, as it stands alone: `October`, `октябрь`."""
    return calendar_words(language).months[month - 1]


def format_weekday(day: date, language: str = "en") -> str:
    """Return the weekday of `day`: `Friday`, `пятница`."""
    return calendar_words(language).weekdays[day.weekday()]


def format_day(at: datetime, language: str = "en") -> str:
    """Return the day in Yerevan at the aware moment `at` as `format_date` does."""
    return format_date(local_day(at), language)


def format_clock(at: datetime) -> str:
    """Return the time in Yerevan at the aware moment `at` as `19:13`."""
    return f"{at.astimezone(ZONE):%H:%M}"


def format_stamp(at: datetime, time_known: bool = True, language: str = "en") -> str:
    """Return the stamp `October 2, 2020 - 19:13 AMT`, or only the day if the time is not known."""
    if not time_known:
        return format_day(at, language)
    return f"{format_day(at, language)} - {format_clock(at)} {ZONE_LABEL}"


def format_iso(at: datetime, time_known: bool = True) -> str:
    """Return the value for `<time datetime>`: `2020-10-02T19:13:00+04:00`, or `2020-10-02` if the time is not known."""
    local = at.astimezone(ZONE)
    return local.isoformat(timespec="seconds") if time_known else local.date().isoformat()
