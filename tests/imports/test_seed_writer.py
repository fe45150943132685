"""The text of a seed that the portal writes, and what a reader of seeds makes of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from articles.imports.seeds.format.page_words import FORMAT_WORDS, SIDEBARS
from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.format.writer import write
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.known_lines import KnownLines
from articles.text.plain import one_line
from articles.text.sentences import first_sentence

AT = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)
HEADLINE = "Ski lift opens in Jermuk"


def written(*paragraphs, headline=HEADLINE, place="", source="PanARMENIAN.Net", time_known=True, summary=""):
    return write(headline, AT, time_known, place, source, paragraphs, summary)


def summary_of(text):
    """The summary that an import of this file alone would find."""
    record = parse(text)
    key = story_key(record.headline)
    blurbs = {story_key(blurb): blurb for blurb in record.top_stories}
    known_lines = KnownLines.gather(record.latest, (), {key}, blurbs)
    return known_lines.blurb_of.get(key) or first_sentence(record.paragraphs[0])


def test_a_seed_is_written_line_by_line():
    text = written("The lift opened. It is long.", "Rain fell.", summary="Dogs pay half fare on it.")
    assert text == (
        " date 2020-10-02 Ski lift opens in Jermuk\n"
        "October 2, 2020 - 19:13 AMT\n"
        "PanARMENIAN.Net - The lift opened. It is long.\n"
        "Rain fell.\n"
        "Top stories\n"
        "Partner news\n"
        "Latest news\n"
        "Ski lift opens in Jermuk Dogs pay half fare on it.\n"
    )


def test_the_first_sentence_needs_no_entry():
    text = written("The lift opened. It is long.", summary="The lift opened.")
    assert text.endswith("Top stories\nPartner news\nLatest news\n")


def test_a_summary_in_lower_case_stands_among_the_top_stories_too():
    text = written("The lift opened.", summary="eBay had asked for it.")
    assert parse(text).top_stories == ("eBay had asked for it.",)
    assert summary_of(text) == "eBay had asked for it."


def test_a_summary_of_a_word_is_left_out():
    assert parse(written("The lift opened.", summary="Hurrah!")).latest == ()


def test_an_unknown_time_is_a_day():
    record = parse(written("The lift opened.", time_known=False))
    assert (record.at, record.time_known) == (datetime(2020, 10, 1, 20, 0, tzinfo=UTC), False)


@pytest.mark.parametrize("name", SIDEBARS)
def test_a_paragraph_that_is_a_sidebars_name_gets_a_full_stop(name):
    record = parse(written("The lift opened.", name, "It is long."))
    assert record.paragraphs == ("The lift opened.", f"{name}.", "It is long.")
    assert parse(written(name, source="")).paragraphs == (f"{name}.",)
    assert parse(written(name)).paragraphs == (name,)


@pytest.mark.parametrize(
    "first",
    [
        "Yerevan - The lift opened on Friday with music.",
        "YEREVAN, MARCH 6, ARMENPRESS. The lift opened.",
        "My-site.am - It opened.",
        "// The lift opened.",
        "October 2, 2020 - 19:13 AMT",
        HEADLINE,
    ],
)
def test_a_text_that_looks_like_a_line_before_it_is_said_to_be_text(first):
    text = written(first, "Dogs pay half fare.", source="")
    assert f"\n// {first}\n" in text
    record = parse(text)
    assert (record.source, record.dateline_place) == ("", "")
    assert record.paragraphs == (first, "Dogs pay half fare.")


def test_a_text_that_looks_like_no_dateline_is_written_as_it_is():
    assert "\nRain fell - and snow.\n" in written("Rain fell - and snow.", source="")


@pytest.mark.parametrize(
    ("place", "source", "begins"),
    [
        ("YEREVAN", "ARMENPRESS", "YEREVAN (ARMENPRESS) - The"),
        ("BUFFALO, N.Y.", "", "BUFFALO, N.Y. - The"),
        ("Ереван", "Новости-Армения", "Ереван (Новости-Армения) - The"),
        ("ԵՐԵՎԱՆ", "ԱՐՄԵՆՊՐԵՍ", "ԵՐԵՎԱՆ (ԱՐՄԵՆՊՐԵՍ) - The"),
        ("Foxtown", "Gazette", "Foxtown /Gazette/ The"),
        ("", "Al-Monitor", "/Al-Monitor/ The"),
        ("", "the agency", "/the agency/ The"),
        ("", "Reuters: Yerevan", "/Reuters: Yerevan/ The"),
        ("", "A", "/A/ The"),
    ],
)
def test_any_dateline_comes_back(place, source, begins):
    text = written("The lift opened on Friday with music.", place=place, source=source)
    assert text.splitlines()[2].startswith(begins)
    record = parse(text)
    assert (record.dateline_place, record.source) == (place, source)
    assert record.paragraphs == ("The lift opened on Friday with music.",)


def test_a_source_that_names_a_place_comes_back_as_both_which_look_the_same():
    record = parse(written("The lift opened.", source="YEREVAN (Reuters)"))
    assert (record.dateline_place, record.source) == ("YEREVAN", "Reuters")


@pytest.mark.parametrize("place", ["a place", "Foxtown"])
def test_a_place_that_reads_as_no_dateline_stands_in_the_text(place):
    record = parse(written("The lift opened on Friday with music.", place=place, source=""))
    assert (record.dateline_place, record.source) == ("", "")
    assert record.paragraphs == (f"{place} - The lift opened on Friday with music.",)


WORDS = st.text(st.sampled_from('abAB1 .,-–—:"“«?\u00ad\u200d\u0301\u00a0éաԱ'), max_size=20)
LINES = st.one_of(WORDS, st.sampled_from([*SIDEBARS, "October 2, 2020 - 19:13 AMT", "Yerevan - ", "News.am -It"]))
PLACES = st.one_of(st.sampled_from(["", "", "YEREVAN", "BUFFALO, N.Y.", "Ереван"]), WORDS)
SOURCES = st.one_of(st.sampled_from(["", "PanARMENIAN.Net", "YEREVAN (Reuters)", "Al-Jazeera"]), WORDS)


@given(WORDS, PLACES, SOURCES, st.lists(LINES, min_size=1, max_size=4), LINES, st.booleans())
@example("A", "", "", ["Top stories"], "", True)
@example("1", "", "PanARMENIAN.Net", ["October 2, 2020 - 19:13 AMT"], "", False)
@example("A", "", "B.", ["- Yerevan - It"], "ab", False)
def test_whatever_is_written_reads_back_and_is_written_so_again(
    headline, place, source, paragraphs, summary, time_known
):
    assume(any(map(str.isalnum, one_line(headline))) and any(map(str.isalnum, "".join(paragraphs))))
    text = write(headline, AT, time_known, place, source, paragraphs, summary)
    record = parse(text)
    dateline = record.dateline_place, record.source
    again = write(record.headline, record.at, record.time_known, *dateline, record.paragraphs, summary_of(text))
    assert again == text
    assert record.time_known == time_known
    assert record.headline == parse(again).headline
    assert record.warnings == ()
    assert summary_of(text) in (first_sentence(record.paragraphs[0]), *map(one_line, (summary, one_line(summary))))


@given(st.lists(LINES, min_size=1, max_size=4))
@example(["October 2, 2020 - 19:13 AMT"] * 2)
def test_paragraphs_under_a_dateline_come_back_in_number_and_words(paragraphs):
    wanted = [line for text in paragraphs if (line := one_line(one_line(text)))]
    assume(wanted)
    found = parse(write(HEADLINE, AT, True, "", "PanARMENIAN.Net", paragraphs)).paragraphs
    assert list(found[1:]) == [f"{line}." if FORMAT_WORDS.sidebar(line) else line for line in wanted[1:]]
    assert found[0] == wanted[0]
