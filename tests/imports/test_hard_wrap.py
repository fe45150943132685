"""Hard-wrapped lines become paragraphs; poems, lists and tables stay as they are."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.hard_wrap import join_wrapped
from tests.support.pages import STAMP, read_page

FIRST = (
    "The ice festival opened on the lake on Monday, and by noon some four hundred skaters had crossed it twice, said "
    "the head of the rink, who had lent out every pair of skates that he owned and three that he did not."
)
SECOND = (
    "A second day is planned if the frost lasts; the weather service says that it will, at least until the end of the "
    "week, when wind from the south is expected to bring rain to the valley."
)


def numbered(lines, step=1):
    return [(2 + step * at, line) for at, line in enumerate(lines)]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("between", [[], [""]])
def test_wrapped_paragraphs_are_joined(width, between):
    lines = [*textwrap.wrap(FIRST, width), *between, *textwrap.wrap(SECOND, width)]
    record = read_page(STAMP, *lines)
    assert " ".join(record.paragraphs) == f"{FIRST} {SECOND}"
    if between:
        assert record.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    "text",
    [
        "Фестиваль льда открылся на озере в понедельник, и к полудню его дважды пересекли четыреста человек, рассказал "
        "смотритель катка, раздавший все коньки, какие у него были, и ещё три чужие пары.",
        "Սառույցի փառատոնը բացվեց լճի վրա երկուշաբթի օրը, և մինչև կեսօր այն երկու անգամ անցավ չորս հարյուր մարդ, ասաց "
        "սահադաշտի պահակը, որը բաժանել էր իր բոլոր չմուշկները և ևս երեք զույգ։",
    ],
)
def test_other_languages_are_joined_too(text):
    assert read_page(STAMP, *textwrap.wrap(text, 50)).paragraphs == (text,)


def test_lines_with_an_empty_one_after_each_are_joined():
    lines = numbered(textwrap.wrap(FIRST, 60), step=2)
    assert join_wrapped(lines) == [FIRST]


def test_a_hyphen_at_the_end_of_a_line_goes_unless_the_word_has_it_elsewhere():
    lines = [
        "The agreement on the lake was signed in the morning by six moun-",
        "tain villages, and by a seventh in the evening, after long talks",
        "about a well-known spring, which all of them had claimed: a well-",
        "known quarrel was over.",
    ]
    joined = join_wrapped(numbered(lines))
    assert joined == [
        "The agreement on the lake was signed in the morning by six mountain villages, and by a seventh in the evening,"
        " after long talks about a well-known spring, which all of them had claimed: a well-known quarrel was over."
    ]


POEM = [
    "O river of the morning light,",
    "you carry all our boats away",
    "and leave the stones, the moss,",
    "the night.",
]
VERSE = [
    "The ice is thick upon the lake,",
    "The skates are sharp, the air is clear,",
    "We cross it for our mothers' sake,",
]
LIST = ["- apples from the valley of Ararat", "- dried plums from the mountains", "- honey from the north of Lori"]
TABLE = ["Ararat 3:1 Shirak", "Pyunik 0:0 Urartu", "Alashkert 2:2 Noah", "Gandzasar 1:4 Banants"]
ITEMS = ["a pair of skates for every child;", "a warm coat for every old man;", "a bowl of soup for all who came."]
SHORT = ["The ice festival opened on Monday.", "It was cold.", "Nobody minded, and the tea was free."]


@pytest.mark.parametrize("lines", [POEM, VERSE, LIST, TABLE, ITEMS, SHORT], ids=lambda lines: lines[0][:12])
def test_what_was_not_wrapped_is_not_joined(lines):
    assert join_wrapped(numbered(lines)) == lines


@given(st.lists(st.text("ab -.:A", max_size=70).map(str.strip).filter(bool), max_size=30))
def test_no_letter_is_lost(lines):
    joined = "".join(join_wrapped(numbered(lines)))
    assert [one for one in joined if one.isalpha()] == [one for one in "".join(lines) if one.isalpha()]
