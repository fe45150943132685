from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.imports.seeds.format.parser import parse, parse_bytes
from articles.outside.errors import SourceError
from tests.support.factories import seed_text

SAMPLE = Path(__file__).parent.parent.parent / "fixtures" / "seeds" / "000_361cf1d00ed97ed3.txt"


def test_the_sample_says_what_a_reader_sees_in_it():
    record = parse_bytes(SAMPLE.read_bytes())
    lines = SAMPLE.read_text(encoding="utf-8").split("\n")
    assert record.headline == "Putin stresses cessation of hostilities in Karabakh ASAP"
    assert (record.at, record.time_known) == (datetime(2020, 10, 2, 15, 13, tzinfo=UTC), True)
    assert record.source == "PanARMENIAN.Net"
    assert record.paragraphs[0] == lines[2].removeprefix("PanARMENIAN.Net - ")
    assert list(record.paragraphs[1:]) == lines[3:9]
    assert list(record.top_stories) == lines[10:14]
    assert record.partner_news == ()
    assert list(record.latest) == lines[16:20]
    assert record.warnings == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", "\n \t\n", "\u2028"])
def test_line_ends_and_blank_lines_do_not_matter(end):
    assert parse(seed_text().replace("\n", end)) == parse(seed_text())


def test_a_byte_order_mark_and_odd_spaces_do_not_matter():
    odd = seed_text().replace(" opens new ", "\u00a0opens\t new  ")
    assert parse_bytes(b"\xef\xbb\xbf" + odd.encode()) == parse(seed_text())


def test_invisible_marks_are_taken_out():
    record = parse(seed_text("Mu\u200bseum \u202eopens\u202c\u00ad\x00 new wing in Gyumri"))
    assert record.headline == "Museum opens new wing in Gyumri"


def test_a_dateline_alone_on_its_line_leads_the_next():
    record = parse(seed_text(paragraphs=["PanARMENIAN.Net -", "Rain fell."]))
    assert (record.source, record.paragraphs) == ("PanARMENIAN.Net", ("Rain fell.",))


def test_without_a_stamp_the_first_lines_day_serves_and_the_text_is_whole():
    record = parse(seed_text(stamp="Rain fell in Gyumri.", paragraphs=["More."]))
    assert (record.at, record.time_known) == (datetime(2020, 10, 1, 20, 0, tzinfo=UTC), False)
    assert record.paragraphs == ("Rain fell in Gyumri.", "More.")
    assert "no stamp" in record.warnings[0]


def test_where_line_1_and_the_stamp_disagree_the_stamp_wins_with_a_warning():
    record = parse(seed_text(day="2020-10-01"))
    assert record.at == datetime(2020, 10, 2, 8, 0, tzinfo=UTC)
    assert record.warnings == ("line 1 says 2020-10-01, the stamp 2020-10-02: the stamp is taken",)


def test_only_a_line_that_is_the_marker_ends_the_text():
    record = parse(seed_text("Top stories of the year", paragraphs=["Top stories were read.", "Latest news: rain."]))
    assert record.headline == "Top stories of the year"
    assert record.paragraphs == ("Top stories were read.", "Latest news: rain.")


def test_sidebars_may_stand_in_another_order_be_missing_or_end_in_a_rule():
    text = " date 2020-10-02 Head\nOctober 2, 2020\nText.\n  Latest news \nOne Two\n---\nTop stories\nThree.\n"
    record = parse(text)
    assert (record.latest, record.top_stories, record.partner_news) == (("One Two",), ("Three.",), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (" \n\t\n", "the file is empty"),
        ("Just prose.\nMore prose.", "line 1: the first line must read"),
        (" date 2020-02-30 Head\nText.", "line 1: the date names no real day"),
        (" date 0001-01-01 Head\nText.", "line 1: the year 1 is not between 1990 and 2199"),
        (" date 2020-10-02\nText.", "line 1: there is no headline"),
        (" date 2020-10-02 !!!\nText.", "line 1: the headline has no letter and no digit"),
        (" date 2020-10\nText.", "line 1: the date '2020-10' has no day, and there is no headline after it: write"),
        (" date 2020-10 Head\nText.", "line 1: the date '2020-10' has no day: write ` date YYYY-MM-DD HEADLINE`"),
        (" date 2020-10 Head\nMay 3, 2015 - 12:00 AMT\nText.", "line 1: the date '2020-10' has no day: write"),
        (" date 2020 Head\nText.", "line 1: the date '2020' has no month and no day: write"),
        (" date 2020-10-02 " + "x" * 301 + "\nText.", "line 1: the headline has 301 characters"),
        (" date 2020-10-02 L\ufffdst\nText.", "line 1: the headline holds U+FFFD"),
        (seed_text(paragraphs=[]), "there is no text"),
        (" date 2020-10-02 Head\nText.\nLatest news\n" + "A line\n" * 1001, "more than 1,000 entries"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_place_and_reason(text, message):
    with pytest.raises(SourceError) as caught:
        parse(text)
    assert str(caught.value).startswith(message) or message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x1f\x8b\x08\x00", "gzip"),
        (seed_text().encode() + b"\0", "NUL"),
        (seed_text("Museum in Երևան").encode()[:-1] + "Է".encode()[:1], "cut off"),
        (b"\xff\xfe\x00", "broken"),
        (seed_text().encode() + b" \xe9\xff\x80 Caf\xc3\xa9", "no other encoding is certain"),
    ],
)
def test_bytes_that_are_no_utf8_text_are_refused(data, message):
    with pytest.raises(SourceError, match=message):
        parse_bytes(data)


@pytest.mark.parametrize(
    ("encoding", "headline"),
    [("utf-16", "Музей в Гюмри открыт"), ("cp1251", "Музей в Гюмри открыт"), ("cp1252", "Café in Gyumri — “open”")],
)
def test_another_encoding_is_taken_with_a_warning_when_it_is_certain(encoding, headline):
    record = parse_bytes(seed_text(headline).encode(encoding))
    assert record.headline == headline
    assert "not UTF-8" in record.warnings[0]


@given(st.binary(max_size=400))
@example(b" date 2020-10-02 A\nOctober 2, 2020 - 12:00 AMT\nPanARMENIAN.Net -")
def test_any_bytes_give_a_record_or_a_seed_error(data):
    try:
        record = parse_bytes(data)
    except SourceError:
        return
    assert record.headline
    assert record.paragraphs


@given(st.text(max_size=60), st.text(max_size=60), st.lists(st.text(max_size=80), max_size=6))
def test_any_text_in_the_seeds_shape_gives_a_record_or_a_seed_error(headline, stamp, lines):
    try:
        record = parse(seed_text(headline, stamp=stamp, paragraphs=lines, latest=lines, top=lines))
    except SourceError:
        return
    assert "\n" not in record.headline


@pytest.mark.parametrize("encoding", ["koi8-r", "mac-cyrillic", "iso8859-5", "cp866"])
def test_cyrillic_in_another_encoding_is_refused_and_never_turned_into_other_letters(encoding):
    text = seed_text("Заголовок новости дня", paragraphs=["Президент встретился с министром в Ереване сегодня."])
    with pytest.raises(SourceError, match=r"no other encoding is certain|NUL"):
        parse_bytes(text.encode(encoding))


def test_utf_32_is_refused():
    with pytest.raises(SourceError, match="UTF-32"):
        parse_bytes(seed_text().encode("utf-32"))


def test_accents_piled_up_are_cut_before_they_cost_time():
    record = parse(seed_text("a" + "\u0301\u0316" * 1_000_000 + " museum"))
    assert len(record.headline) < 30


def test_a_million_stops_are_read_in_one_pass():
    assert parse(seed_text(paragraphs=["." * 1_000_000])).paragraphs == ("." * 1_000_000,)


def test_no_field_is_longer_than_its_column():
    record = parse(seed_text(paragraphs=["a" * 200 + ".com - Text follows."]))
    assert record.source == ""
