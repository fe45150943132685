"""What stands between line 1 and the text: the headline once more, and the stamp."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.parser import parse
from tests.support.factories import seed_text

HEADLINE = "Ice festival opens in Gyumri"
TEXT = "The festival opened on Monday with forty blocks of ice from the lake."
MORE = "It ends when the ice does."
STAMP = "March 8, 2021 - 12:30 AMT"
NOON = (datetime(2021, 3, 8, 8, 30, tzinfo=UTC), True)
DAY = (datetime(2021, 3, 7, 20, 0, tzinfo=UTC), False)


def page(*lines, headline=HEADLINE, day="2021-03-08"):
    return parse("\n".join([f" date {day} {headline}", *lines, TEXT, MORE]))


@pytest.mark.parametrize(
    "repeated",
    [
        HEADLINE,
        "ICE FESTIVAL OPENS IN GYUMRI",
        "«Ice  festival opens in Gyumri»",
        f"{HEADLINE} | The Portal",
        f"{HEADLINE} - PanARMENIAN.Net",
        f"{HEADLINE} — News of Armenia",
        f"PanARMENIAN.Net :: {HEADLINE}",
    ],
)
@pytest.mark.parametrize("stamped_first", [False, True])
def test_the_headline_once_more_is_skipped_and_the_stamp_below_it_is_read(repeated, stamped_first):
    record = page(*([STAMP, repeated] if stamped_first else [repeated, STAMP]))
    assert (record.headline, record.at, record.time_known) == (HEADLINE, *NOON)
    assert record.paragraphs == (TEXT, MORE)


def test_the_site_behind_the_headline_on_line_1_is_left_out_where_line_2_has_none():
    record = page(HEADLINE, STAMP, headline=f"{HEADLINE} | The Portal")
    assert (record.headline, record.paragraphs) == (HEADLINE, (TEXT, MORE))


@pytest.mark.parametrize(
    "line",
    ["Ice festival opens", f"{HEADLINE}, and the lake is safe", f"{HEADLINE} - {'a long part, ' * 5}and end", "Gyumri"],
)
def test_a_line_that_only_begins_like_the_headline_is_text(line):
    record = page(line, headline=HEADLINE)
    assert (record.headline, record.paragraphs[0]) == (HEADLINE, line)


def test_a_headline_that_is_all_the_text_there_is_stays_the_text():
    record = parse(f" date 2021-03-08 {HEADLINE}\n{STAMP}\n{HEADLINE}\nLatest news\nOne Two")
    assert record.paragraphs == (HEADLINE,)


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "Culture", STAMP],
        ["12:30", "8 марта 2021"],
        ["08.03.2021", "12:30"],
        ["Published: 8 March 2021, 12:30", "Updated: 9 March 2021, 10:00"],
        ["Updated: 9 March 2021, 10:00", "Published: 8 March 2021, 12:30"],
        ["Saturday, June 5, 2021", STAMP],
        ["5 июня 2021", "Главная", "8 марта 2021 - 12:30 AMT"],
        ["12:30"],
        ["Сегодня, 12:30"],
        [TEXT.replace("Monday", "Monday afternoon, the first of the year") * 2, STAMP],
    ],
)
def test_the_stamp_of_the_storys_day_is_found_among_the_first_lines(lines):
    record = page(*lines)
    assert (record.at, record.time_known) == NOON
    assert STAMP not in record.paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "By Ani Saroyan | March 8, 2021 12:30 | Gyumri",
        "Культура, 8 марта 2021, 12:30",
        "Լուրեր 12:30 08.03.2021",
        "08.03.2021 / 12:30 / Culture",
        "March 8, 2021 12:30 120 views",
    ],
)
def test_a_stamp_beside_something_else_is_read_and_the_line_stays(line):
    record = page(line)
    assert (record.at, record.time_known) == NOON
    assert line in record.paragraphs


def test_when_something_else_begins_is_no_stamp():
    record = page(
        "Embargoed until March 8, 2021, 12:30",
        "Concert: March 12, 2021, 19:00",
        "The choir sings on March 8, 2021 at 19:00.",
    )
    assert (record.at, record.time_known) == DAY


def test_a_stamp_of_another_day_far_below_is_text():
    record = page("The last one opened on this day:", "March 8, 2015")
    assert (record.at, record.time_known) == DAY
    assert "March 8, 2015" in record.paragraphs


def test_a_stamp_of_another_day_on_line_2_is_taken_with_a_warning():
    record = page("March 12, 2021 - 12:30 AMT")
    assert record.at == datetime(2021, 3, 12, 8, 30, tzinfo=UTC)
    assert record.warnings == ("line 1 says 2021-03-08, the stamp 2021-03-12: the stamp is taken",)


def test_no_stamp_is_looked_for_behind_the_text_and_a_sidebars_name():
    long = TEXT * 3
    record = parse(f" date 2021-03-08 {HEADLINE}\n{long}\nLatest news\n{STAMP}\nOne Two")
    assert (record.at, record.time_known) == DAY
    assert record.latest == (STAMP, "One Two")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("March 8, 2021 - 25:61 AMT", "line 2: the stamp 'March 8, 2021 - 25:61 AMT' names no real moment: hour"),
        ("30.02.2021, 12:30", "line 2: the stamp '30.02.2021, 12:30' names no real moment: day is out of range"),
        ("Octember 8, 2021 - 12:00 AMT", "line 2: cannot read the stamp 'Octember 8, 2021 - 12:00 AMT'"),
    ],
)
def test_a_stamp_that_cannot_be_read_costs_a_warning_and_not_the_file(line, reason):
    record = page(line)
    assert (record.at, record.time_known) == DAY
    assert record.paragraphs == (TEXT, MORE)
    assert any(warning.startswith(reason) for warning in record.warnings)


def test_a_stamp_of_a_year_that_cannot_be_costs_a_warning():
    record = page("March 8, 1821 - 12:30 AMT")
    assert (record.at, record.time_known) == DAY
    assert record.warnings == ("the stamp's year 1821 is not between 1990 and 2199: line 1's day is taken",)


def test_where_line_1_has_only_the_month_the_stamp_says_the_day():
    record = page(STAMP, day="2021-03")
    assert (record.headline, record.at, record.time_known) == (HEADLINE, *NOON)
    assert record.warnings == ("the date '2021-03' has no day: the stamp's is taken",)


@pytest.mark.parametrize("headline", ["1915", "9:0", "24/7", "42"])
def test_a_headline_of_digits_alone_is_a_headline(headline):
    assert page(STAMP, headline=headline).headline == headline


@given(st.text(max_size=40), st.lists(st.text(max_size=60), max_size=6))
def test_whatever_stands_there_the_day_of_line_1_or_a_stamps_is_taken(stamp, lines):
    record = parse(seed_text(stamp=stamp, paragraphs=[*lines, TEXT]))
    assert record.paragraphs
    assert record.at.tzinfo is UTC
