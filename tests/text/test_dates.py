from datetime import UTC, date, datetime

import pytest

from articles.text.dates import at_local, format_iso, format_stamp, local_day
from articles.text.moments.stamps import parse_stamp


def test_the_samples_stamp_is_read_as_yerevans_clock():
    assert parse_stamp("October 2, 2020 - 19:13 AMT") == (datetime(2020, 10, 2, 15, 13, tzinfo=UTC), True)


def test_a_stamp_of_summer_2011_is_read_at_plus_five():
    assert parse_stamp("July 1, 2011 - 12:00 AMT").at == datetime(2011, 7, 1, 7, 0, tzinfo=UTC)


def test_a_stamp_without_a_time_is_the_days_first_minute_with_the_time_unknown():
    assert parse_stamp("October 2, 2020") == (datetime(2020, 10, 1, 20, 0, tzinfo=UTC), False)


@pytest.mark.parametrize("text", ["May 3, 2015 - 00:00 AMT", "May 3, 2015 – 0:00", "may 3, 2015 - 00:00 amt"])
def test_midnight_dashes_and_small_letters_are_read(text):
    assert parse_stamp(text).at == datetime(2015, 5, 2, 20, 0, tzinfo=UTC)


def test_a_line_that_is_no_stamp_gives_none():
    assert parse_stamp("October 2, 2020 was a Friday.") is None


@pytest.mark.parametrize("text", ["February 30, 2020 - 12:00 AMT", "October 2, 2020 - 25:61 AMT"])
def test_a_stamp_of_no_real_moment_says_so(text):
    with pytest.raises(ValueError, match="names no real moment"):
        parse_stamp(text)


def test_a_moment_prints_as_the_agency_prints_it():
    assert format_stamp(datetime(2020, 10, 2, 15, 13, tzinfo=UTC)) == "October 2, 2020 - 19:13 AMT"


def test_a_moment_without_a_known_time_prints_its_day():
    assert format_stamp(datetime(2020, 10, 1, 20, 0, tzinfo=UTC), time_known=False) == "October 2, 2020"


def test_the_machine_readable_form_carries_the_offset_of_its_day():
    assert format_iso(datetime(2011, 7, 1, 7, 0, tzinfo=UTC)) == "2011-07-01T12:00:00+05:00"
    assert format_iso(datetime(2020, 10, 2, 15, 13, tzinfo=UTC)) == "2020-10-02T19:13:00+04:00"
    assert format_iso(datetime(2020, 10, 1, 20, 0, tzinfo=UTC), time_known=False) == "2020-10-02"


def test_half_past_midnight_belongs_to_the_local_day():
    at = datetime(2020, 10, 1, 20, 30, tzinfo=UTC)
    assert local_day(at) == date(2020, 10, 2)
    assert at_local(date(2020, 10, 2)) == datetime(2020, 10, 1, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_survives_printing_and_reading(month):
    at = datetime(2019, month, 28, 11, 5, tzinfo=UTC)
    assert parse_stamp(format_stamp(at)) == (at, True)
