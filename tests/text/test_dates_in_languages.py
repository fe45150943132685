"""Dates, weekdays and numbers in three languages, compared with those of CLDR (Babel) on every day of ten years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date as cldr_date
from babel.dates import format_skeleton, get_day_names
from babel.numbers import format_decimal

from articles.text.calendar_words import CALENDAR_WORDS, calendar_words
from articles.text.dates import format_date, format_month, format_stamp, format_weekday, month_name
from articles.text.moments.stamps import parse_stamp
from articles.text.numbers import format_number

LANGUAGES = ("en", "ru", "hy")
DAYS = [date(2015, 1, 1) + timedelta(days=number) for number in range(3653)]
# What the agency prints otherwise than CLDR: no "г." and no "թ." with a year, no zero before an Armenian day, and an
# Armenian month before its year.
DAY_PATTERNS = {"en": "MMMM d, y", "ru": "d MMMM y", "hy": "d MMMM, y"}
CLDR_PATTERNS = {"en": "{}", "ru": "{}\N{NARROW NO-BREAK SPACE}г.", "hy": "{} թ."}
CLDR_MONTHS = {"en": "{month} {year}", "ru": "{month} {year}\N{NARROW NO-BREAK SPACE}г.", "hy": "{year} թ․ {month}"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_years_of_days_have_cldrs_names_and_forms(language):
    assert (DAYS[0], DAYS[-1]) == (date(2015, 1, 1), date(2024, 12, 31))
    for day in DAYS:
        assert format_date(day, language) == cldr_date(day, DAY_PATTERNS[language], locale=language)
        month = cldr_date(day, "LLLL", locale=language)
        assert month_name(day.month, language) == month
        assert format_month(day, language) == f"{month} {day.year}"
        assert format_weekday(day, language) == cldr_date(day, "cccc", locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_differences_from_cldrs_long_date_are_the_mark_of_the_year_and_a_zero(language):
    for day in DAYS:
        ours = format_date(day, language)
        with_zero = f"0{ours}" if language == "hy" and day.day < 10 else ours
        assert cldr_date(day, "long", locale=language) == CLDR_PATTERNS[language].format(with_zero)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_differences_from_cldrs_month_are_the_mark_of_the_year_and_the_order_in_armenian(language, month):
    day = date(2020, month, 1)
    expected = CLDR_MONTHS[language].format(month=month_name(month, language), year=2020)
    assert format_skeleton("yMMMM", day, locale=language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heads_of_a_calendar_are_cldrs(language):
    short = get_day_names("abbreviated", "stand-alone", language)
    assert calendar_words(language).short_weekdays == tuple(short[day] for day in range(7))


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", "October 2, 2020 - 19:13 AMT"),
        ("ru", "2 октября 2020 - 19:13 AMT"),
        ("hy", "2 հոկտեմբերի, 2020 - 19:13 AMT"),
        ("de", "October 2, 2020 - 19:13 AMT"),
    ],
)
def test_a_stamp_is_printed_in_the_language_of_the_page(language, stamp):
    at = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)
    assert format_stamp(at, language=language) == stamp
    assert format_stamp(at, time_known=False, language=language) == stamp.partition(" - ")[0]


@pytest.mark.parametrize("language", CALENDAR_WORDS)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_survives_printing_and_reading_in_every_language(language, month):
    at = datetime(2019, month, 8, 11, 5, tzinfo=UTC)
    assert parse_stamp(format_stamp(at, language=language)) == (at, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 7, 999, 1000, 1234, 10_000, 1_234_567])
def test_numbers_are_parted_as_in_cldr(language, number):
    assert format_number(number, language) == format_decimal(number, locale=language)
