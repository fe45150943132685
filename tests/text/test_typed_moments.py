"""Days and times as people type them: all usual ways are read, and what could mean two things is not guessed."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from articles.text.typed_moments import Clock, moment_of, moments_at, parse_clock, parse_day, parse_moment, typed_clock

LAST_OF_NOVEMBER = date(2026, 11, 30)
DAY_HINT, CLOCK_HINT = "Write a day as 2026-11-30, 30.11.2026 or Nov 30, 2026.", "Write a time as 19:30 or 7:30 pm."
NO_SUCH_DAY = ["30 February 2026", "30.2.2026", "31/11/2026", "2026-13-01", "13/13/2026", "0000-01-01"]
NO_DAY = ["30.11", "Monday", "26-11-30", "tomorrow", "Foo 30, 2026", "30..11.2026", "३०.११.२०२६", "9" * 400]
EVENING = ("19:30", "19.30", "1930", "19:30:00", "7:30 pm", "7.30pm", "7:30 P.M.", "7:30 p.m.")
FAR = {"02:30 +04": 4, "02:30:00 +05": 5, "2:30 am +05:00": 5, "0230+0400": 4, "2:30 UTC+4": 4}
NO_TIME = ["24:00", "19:60", "2560", "7:5", "19", "7", "noon", "13:30 pm", "0 am", "19:30 +99:99", "-1:30"]


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-30", "2026/11/30", "2026.11.30", "20261130", " 2026-11-30 "),
        *("30.11.2026", "30/11/2026", "30-11-2026", "11/30/2026", "30.11.26", "30/11/26"),
        *("Nov 30, 2026", "Nov. 30, 2026", "November 30, 2026", "november 30 2026", "Nov 30th, 2026"),
        *("30 Nov 2026", "30 November 2026", "30 november, 2026", "30th November 2026"),
        *("30 ноября 2026", "30 нояб. 2026 г.", "30 նոյեմբերի 2026", "նոյեմբերի 30, 2026"),
    ],
)
def test_a_day_is_read_in_all_usual_ways(text):
    assert parse_day(text) == LAST_OF_NOVEMBER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.4.2026", date(2026, 4, 3)),
        ("03.04.26", date(2026, 4, 3)),
        ("4/4/2026", date(2026, 4, 4)),
        ("5 мая 2026", date(2026, 5, 5)),
        ("1 հունվարի 2026", date(2026, 1, 1)),
        ("1 հունիսի 2026", date(2026, 6, 1)),
        ("2 հուլիսի 2026", date(2026, 7, 2)),
        ("Sept. 1, 2026", date(2026, 9, 1)),
    ],
)
def test_days_that_could_be_confused_are_not(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["3/4/2026", "3-4-2026", "3/4/26"])
def test_a_day_that_could_be_two_is_not_guessed(text):
    both = f"“{text}” may be April 3, 2026 or March 4, 2026. "
    with pytest.raises(ValueError, match=f"^{both}Write 2026-04-03 for the first, 2026-03-04 for the second.$"):
        parse_day(text)


@pytest.mark.parametrize(
    "text", ["30 February 2026", "30.2.2026", "31/11/2026", "2026-13-01", "13/13/2026", "0000-01-01"]
)
def test_a_day_that_does_not_exist_is_named(text):
    with pytest.raises(ValueError, match="There is no such day as") as error:
        parse_day(text)
    assert DAY_HINT in str(error.value)


@pytest.mark.parametrize(
    "text", ["30.11", "Monday", "26-11-30", "tomorrow", "Foo 30, 2026", "30..11.2026", "३०.११.२०२६", "9" * 400]
)
def test_what_is_no_day_is_answered_with_the_format(text):
    with pytest.raises(ValueError, match=re.escape(f"is no day. {DAY_HINT}")):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(
            (text, time(19, 30))
            for text in ("19:30", "19.30", "1930", "19:30:00", "7:30 pm", "7.30pm", "7:30 P.M.", "7:30 p.m.")
        ),
        *((text, time(7, 30)) for text in ("7:30", "7.30", "07:30", "0730", "730", "7:30 am", "7:30 AMT")),
        *((text, time(19)) for text in ("7 pm", "7pm", "19:00")),
        ("12 am", time(0)),
        ("12:15 am", time(0, 15)),
        ("12:30 pm", time(12, 30)),
        ("0:05", time(0, 5)),
        ("19:30:05.25", time(19, 30, 5, 250_000)),
    ],
)
def test_a_time_is_read_in_all_usual_ways(text, clock):
    assert parse_clock(text) == Clock(clock)


@pytest.mark.parametrize(("text", "hours"), FAR.items())
def test_the_distance_from_utc_may_stand_behind_a_time(text, hours):
    assert parse_clock(text) == Clock(time(2, 30), timedelta(hours=hours))


@pytest.mark.parametrize(
    "text", ["24:00", "19:60", "2560", "7:5", "19", "7", "noon", "13:30 pm", "0 am", "19:30 +99:99", "-1:30"]
)
def test_what_is_no_time_is_answered_with_the_format(text):
    with pytest.raises(ValueError, match=re.escape(CLOCK_HINT)):
        parse_clock(text)


TWICE, NEVER = date(2011, 10, 30), date(2011, 3, 27)
FIRST, SECOND = datetime(2011, 10, 29, 21, 30, tzinfo=UTC), datetime(2011, 10, 29, 22, 30, tzinfo=UTC)


def test_the_clock_shows_a_time_once_twice_or_never():
    assert moments_at(TWICE, time(2, 30)) == [FIRST, SECOND]
    assert moments_at(NEVER, time(2, 30)) == []
    assert moments_at(LAST_OF_NOVEMBER, time(19, 30)) == [datetime(2026, 11, 30, 15, 30, tzinfo=UTC)]


def test_a_time_that_came_twice_has_to_be_told_apart():
    told = "Write 02:30 +05 for the first time, 02:30 +04 for the second."
    with pytest.raises(ValueError, match=re.escape(f"The clock showed 02:30 twice on October 30, 2011. {told}")):
        moment_of(TWICE, parse_clock("02:30"))
    assert moment_of(TWICE, parse_clock("02:30 +05")) == FIRST
    assert moment_of(TWICE, parse_clock("02:30 +04")) == SECOND


def test_a_time_that_never_came_is_named():
    with pytest.raises(ValueError, match="The clock never showed 02:30 on March 27, 2011: it was put forward"):
        moment_of(NEVER, parse_clock("2.30"))


def test_a_distance_that_the_clock_did_not_have_is_refused():
    with pytest.raises(ValueError, match="The site's clock was not that far from UTC on November 30, 2026"):
        moment_of(LAST_OF_NOVEMBER, parse_clock("19:30 +05"))


@pytest.mark.parametrize(
    ("at", "shown"),
    [(FIRST, "02:30:00 +05"), (SECOND, "02:30:00 +04"), (datetime(2026, 11, 30, 15, 30, 7, tzinfo=UTC), "19:30:07")],
)
def test_a_form_shows_a_time_so_that_it_is_read_back_as_the_same(at, shown):
    assert typed_clock(at) == shown
    day = TWICE if at.year == 2011 else LAST_OF_NOVEMBER
    assert moment_of(day, parse_clock(shown)) == at


ONE_LINE = ["2026-11-30T19:30", "2026-11-30 19:30", "30.11.2026 7:30 pm", "Nov 30, 2026, 19.30"]


@pytest.mark.parametrize("text", [*ONE_LINE, "November 30, 2026 - 19:30 AMT"])
def test_a_day_and_a_time_stand_in_one_line(text):
    assert parse_moment(text) == (LAST_OF_NOVEMBER, Clock(time(19, 30)))


@pytest.mark.parametrize("text", ["2026-11-30", "19:30", "yesterday", "2026-11-30 25:00", "T"])
def test_a_line_without_both_is_answered_with_the_formats(text):
    with pytest.raises(ValueError, match="is no moment") as error:
        parse_moment(text)
    assert f"{DAY_HINT} {CLOCK_HINT}" in str(error.value)


def test_a_line_whose_day_could_be_two_is_not_guessed():
    with pytest.raises(ValueError, match="may be April 3, 2026 or March 4, 2026"):
        parse_moment("3/4/2026 19:30")
