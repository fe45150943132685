"""Stamps as sites print them: three languages, second zones, numbers, clocks of twelve hours."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.moments.stamps import parse_stamp, read_stamp

DAY = date(2021, 3, 8)
HALF_PAST_TWELVE = (datetime(2021, 3, 8, 8, 30, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "text",
    [
        *("8 марта 2021 - 12:30 AMT", "8 марта 2021 г., понедельник, 12:30", "8-го марта 2021 года, 12:30"),
        *("8 мар 2021 в 12:30", "Пн, 08 мар. 2021 12:30", "8.03.2021 г. в 12:30", "08 марта 2021 (12:30)"),
        *("Մարտ 8, 2021 - 12:30 AMT", "8 մարտի 2021, 12:30", "2021 թ. մարտի 8, 12:30", "08 Մարտի, 2021թ. 12:30"),
        *("12:30, 8 Մարտ, 2021", "8 березня 2021, 12:30"),
        *("March 8, 2021 - 12:30 AMT  08:15 GMT", "March 8, 2021 - 08:30 GMT 12:30 AMT", "March 8, 2021 12:30"),
        *("Monday, 8th of March 2021, 12:30", "Mar. 8, 2021, 12:30 p.m.", "12:30 March 8, 2021", "8 March 2021 12:30"),
        *("Mon, 08 Mar 2021 12:30:00 +0400", "08/Mar/2021 12:30"),
        *("08.03.2021, 12:30", "08.03.2021 12.30", "12:30 • 08.03.21", "8.3.2021 | 12:30", "2021/03/08 12:30"),
        *("2021-03-08T12:30+04:00", "2021-03-08T08:30:00Z", "2021-03-08 12:30:45", "2021-03-08T12:30:00.000+04:00"),
        *("8 марта 2021, 11:30 МСК", "March 8, 2021 3:30 AM ET", "8 March 2021, 12:30 (UTC+4)", "08.03.2021 8:30 GMT"),
        *("Updated: March 8, 2021, 12:30", "Published: 8 March 2021, 12:30 Updated: 9 March 2021, 14:00"),
        *("Обновлено 09.03.2021 14:00 | Опубликовано 08.03.2021 12:30", "Թարմացվել է՝ 08.03.2021, 12:30"),
        *("8 марта, 12:30", "Сегодня, 12:30", "Մարտի 8-ին, ժամը 12:30", "03/08/2021 12:30", "03.08.2021, 12:30"),
    ],
)
def test_a_stamp_is_read_in_all_usual_ways(text):
    at, time_known = parse_stamp(text, DAY)
    assert (at.replace(second=0, microsecond=0), time_known) == HALF_PAST_TWELVE


@pytest.mark.parametrize(
    "text", ["8 марта 2021", "08.03.2021", "March 8", "Մարտ 8, 2021", "8 марта, понедельник", "2021-03-08", "3/8/21"]
)
def test_a_day_alone_is_its_first_minute_with_the_time_unknown(text):
    assert parse_stamp(text, DAY) == (datetime(2021, 3, 7, 20, 0, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08.03.2021", date(2021, 3, 8)),
        ("08/03/2021", date(2021, 3, 8)),
        ("12/31/2020", date(2020, 12, 31)),
        ("31 декабря, 23:50", date(2020, 12, 31)),
        ("1 January", date(2021, 1, 1)),
    ],
)
def test_the_day_stands_before_the_month_unless_that_is_none_and_the_year_is_the_nearest(text, day):
    assert read_stamp(text, date(2021, 1, 1)).day == day


def test_the_pages_own_day_decides_where_a_stamp_can_be_read_in_two_ways():
    assert read_stamp("03.08.2021", date(2021, 3, 8)).day == date(2021, 3, 8)
    assert read_stamp("03.08.2021", date(2021, 8, 3)).day == date(2021, 8, 3)
    assert read_stamp("21.03.08", date(2021, 3, 8)).day == date(2021, 3, 8)


def test_a_clock_of_twelve_hours_knows_noon_from_midnight():
    clocks = {text: str(read_stamp(text).clock) for text in ("12:05 am", "12:05 p.m.", "8 PM", "8:15 a.m.")}
    assert list(clocks.values()) == ["00:05:00", "12:05:00", "20:00:00", "08:15:00"]


@pytest.mark.parametrize(
    "text",
    [
        "October 2, 2020 was a Friday.",
        "30.02.2021 was no good day",
        "On March 8, 2021 the bridge was opened.",
        "8 марта 2021 года в Ереване",
        "1915",
        "9:0",
        "Home",
        "2020",
        "",
        "The 12:30 train",
        "8 марта 2021 - 12:30 AMT" + " 12:30" * 40,
    ],
)
def test_what_says_more_than_days_and_times_is_no_stamp(text):
    assert read_stamp(text, DAY) is None


@pytest.mark.parametrize(
    "text", ["30.02.2021", "31 ноября 2021", "25:61, 8 марта 2021", "8 March 2021, 13:30 pm", "0000-01-01", "Feb 29"]
)
def test_a_stamp_of_no_real_moment_says_so(text):
    with pytest.raises(ValueError, match="names no real moment"):
        read_stamp(text, DAY)


@given(st.text("0123456789:.,-/ T+ZМартаMarchՄարտ|AMTGp", max_size=60))
def test_any_line_is_a_stamp_or_none_or_a_value_error(text):
    try:
        moment = parse_stamp(text, DAY)
    except ValueError:
        return
    assert moment is None or moment.at.tzinfo is UTC
