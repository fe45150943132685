"""The text of a seed that the portal writes, and what a reader of seeds makes of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given, settings
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


def written(*paragraphs, headline=HEADLINE, source="PanARMENIAN.Net", time_known=True, summary=""):
    return write(headline, AT, time_known, source, paragraphs, summary)


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
    ("first", "line"),
    [
        ("Yerevan - The lift opened.", "Yerevan ‒ The lift opened."),
        ("Yerevan. – The lift opened.", "Yerevan. ‒ The lift opened."),
        ("My-site.am - It opened.", "My‒site.am - It opened."),
        ("Rain fell - and snow.", "Rain fell - and snow."),
    ],
)
def test_a_text_that_begins_like_a_dateline_stays_text(first, line):
    record = parse(written(first, source=""))
    assert (record.source, record.paragraphs) == ("", (line,))


@pytest.mark.parametrize("source", ["Al-Jazeera", "the agency", "Reuters: Yerevan", "A", "x" * 61])
def test_a_source_that_reads_as_no_dateline_stands_in_the_text(source):
    record = parse(written("The lift opened.", source=source))
    assert (record.source, record.paragraphs) == ("", (f"{source} - The lift opened.",))


WORDS = st.text(st.sampled_from('abAB1 .,-–—:"“«?\u00ad\u200d\u0301\u00a0éաԱ'), max_size=20)
LINES = st.one_of(WORDS, st.sampled_from([*SIDEBARS, "October 2, 2020 - 19:13 AMT", "Yerevan - ", "News.am -It"]))
SOURCES = st.one_of(st.sampled_from(["", "PanARMENIAN.Net", "YEREVAN (Reuters)", "Al-Jazeera"]), WORDS)


@settings(deadline=None)
@given(WORDS, SOURCES, st.lists(LINES, min_size=1, max_size=4), LINES, st.booleans())
@example("A", "", ["Top stories"], "", True)
@example("A", "B.", ["- Yerevan - It"], "ab", False)
def test_whatever_is_written_reads_back_and_is_written_so_again(headline, source, paragraphs, summary, time_known):
    assume(any(map(str.isalpha, one_line(headline))) and any(map(str.isalnum, "".join(paragraphs))))
    text = write(headline, AT, time_known, source, paragraphs, summary)
    record = parse(text)
    again = write(record.headline, record.at, record.time_known, record.source, record.paragraphs, summary_of(text))
    assert again == text
    assert record.time_known == time_known
    assert record.headline == parse(again).headline
    assert record.warnings == ()
    assert summary_of(text) in (first_sentence(record.paragraphs[0]), *map(one_line, (summary, one_line(summary))))


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_paragraphs_under_a_dateline_come_back_in_number_and_words(paragraphs):
    wanted = [line for text in paragraphs if (line := one_line(one_line(text)))]
    assume(wanted)
    found = parse(write(HEADLINE, AT, True, "PanARMENIAN.Net", paragraphs)).paragraphs
    assert list(found[1:]) == [f"{line}." if FORMAT_WORDS.sidebar(line) else line for line in wanted[1:]]
    assert found[0] == wanted[0]
