"""What differs between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import (
    DEL,
    INS,
    SAME,
    STEPS_MAX,
    Piece,
    StepBudget,
    compare,
    compare_paragraphs,
    differ,
)

LONG = [f"Paragraph {number} " + " ".join(f"word{number * 7 % 50 + n}" for n in range(60)) for number in range(150)]


def test_words_that_were_replaced_stand_before_those_that_replaced_them():
    assert compare("It rained in Yerevan today", "It snowed heavily in Yerevan today") == [
        Piece("It", SAME),
        Piece("rained", DEL),
        Piece("snowed heavily", INS),
        Piece("in Yerevan today", SAME),
    ]


def test_a_text_that_did_not_change_is_one_piece():
    assert compare("It rained.", "It rained.") == [Piece("It rained.", SAME)]
    assert compare("", "") == []


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [("", "Snow fell.", [("Snow fell.", INS)]), ("Snow fell.", "", [("Snow fell.", DEL)])],
    ids=["added", "taken out"],
)
def test_a_text_out_of_nothing_or_gone_is_one_piece(before, after, pieces):
    assert compare(before, after) == pieces


def test_a_paragraph_put_between_leaves_the_others_alone():
    assert compare_paragraphs(["One.", "Three."], ["One.", "Two.", "Three."]) == [
        [("One.", SAME)],
        [("Two.", INS)],
        [("Three.", SAME)],
    ]


def test_a_rewritten_paragraph_stands_beside_the_one_it_was_made_from():
    before = ["The museum opened a wing.", "It is free on Sundays."]
    after = ["A new first paragraph about snow.", "The museum opened a new wing.", "It is free on Mondays."]
    assert compare_paragraphs(before, after) == [
        [("A new first paragraph about snow.", INS)],
        [("The museum opened a", SAME), ("new", INS), ("wing.", SAME)],
        [("It is free on", SAME), ("Sundays.", DEL), ("Mondays.", INS)],
    ]


def test_armenian_and_cyrillic_words_are_words():
    assert compare("Անձրև է Երևանում", "Ձյուն է Երևանում")[:2] == [("Անձրև", DEL), ("Ձյուն", INS)]
    assert compare("Дождь в Ереване", "Снег в Ереване")[:2] == [("Дождь", DEL), ("Снег", INS)]


@given(st.lists(st.text("ab .", max_size=12), max_size=6), st.lists(st.text("ab .", max_size=12), max_size=6))
def test_both_texts_can_be_read_from_the_pieces(before, after):
    paragraphs = compare_paragraphs(before, after)

    def read(leaving_out):
        lines = (" ".join(text for text, kind in one if kind != leaving_out) for one in paragraphs)
        return [line.split() for line in lines if line.split()]

    assert read(INS) == [line.split() for line in before if line.split()]
    assert read(DEL) == [line.split() for line in after if line.split()]


@pytest.mark.parametrize(
    "after",
    [
        [line.replace("word", "wort", 1) for line in LONG],
        [line.upper() for line in LONG],
        LONG[75:] + LONG[:75],
        ["same " * 9000],
        [],
    ],
    ids=["a word in each", "every word", "halves changed places", "one word over and over", "nothing left"],
)
def test_a_story_of_150_paragraphs_is_compared_in_a_second(after):
    begin = time.process_time()
    assert differ(compare_paragraphs(LONG, after))
    assert time.process_time() - begin < 1


def test_a_word_over_and_over_is_replaced_whole_instead_of_compared_for_minutes():
    begin = time.process_time()
    assert [kind for _, kind in compare("same " * 9000, "same same " * 4000)] == [DEL, INS]
    assert time.process_time() - begin < 1


EQUAL = ["The museum opened a wing."] * 3_000
DIFFERENT = [f"Paragraph {number} of the story." for number in range(3_000)]


@pytest.mark.parametrize("lines", [EQUAL, DIFFERENT], ids=["equal", "different"])
def test_one_change_among_thousands_of_paragraphs_stands_alone(lines):
    after = [*lines[:1_500], "Something else.", *lines[1_501:]]
    found = compare_paragraphs(lines, after)
    assert [one for one in found if differ([one])] == [[(lines[1_500], DEL), ("Something else.", INS)]]
    assert len(found) == 3_000


def test_paragraphs_put_among_thousands_of_equal_ones_are_found():
    after = [*EQUAL[:10], "One.", *EQUAL[10:2_000], "Two.", *EQUAL[2_000:]]
    found = compare_paragraphs(EQUAL, after)
    assert [one for one in found if differ([one])] == [[("One.", INS)], [("Two.", INS)]]
    assert [one[0].text for one in found] == after


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [line + " Now." for line in lines],
        lambda lines: [line + " Now." * (number % 2) for number, line in enumerate(lines)],
        lambda lines: [*lines[::-1], "End."],
        lambda lines: lines * 2,
        lambda lines: [" ".join(lines)],
        lambda lines: [],
    ],
    ids=["all", "every second", "turned round", "twice", "in one", "nothing left"],
)
@pytest.mark.parametrize(
    "lines", [lambda n: ["A b c."] * n, lambda n: [f"a{i} b c{i}." for i in range(n)]], ids=["equal", "different"]
)
def test_the_steps_of_a_comparison_have_a_limit_whatever_its_length(lines, change, steps):
    for n in (500, 1_000, 2_000):
        steps.clear()
        before = lines(n)
        after = change(before)
        found = compare_paragraphs(before, after)
        assert sum(steps) <= STEPS_MAX
        assert [line for one in found if (line := " ".join(text for text, kind in one if kind != DEL))] == after


def test_a_comparison_that_would_take_too_long_shows_whole_paragraphs_as_replaced():
    assert compare_paragraphs(["One two.", "Three."], ["One three.", "Four."], StepBudget(0)) == [
        [("One two.", DEL)],
        [("Three.", DEL)],
        [("One three.", INS)],
        [("Four.", INS)],
    ]


def test_a_word_in_a_long_row_of_equal_ones_is_found():
    before = "same " * 9_000
    assert compare(before + before, f"{before}other {before}") == [
        (before.strip(), SAME),
        ("other", INS),
        (before.strip(), SAME),
    ]


def test_a_page_of_many_versions_has_one_limit_of_steps(steps):
    work = StepBudget()
    for number in range(50):
        lines = [f"{'same ' * 200}{line}" for line in range(20)]
        compare_paragraphs(lines, [f"{line} {number}" for line in lines], work)
    assert sum(steps) <= STEPS_MAX


@pytest.fixture
def steps(monkeypatch):
    """How many steps each part of a comparison took."""
    spent, spend = [], StepBudget.spend

    def counted(self, number):
        spend(self, number)
        spent.append(number)

    monkeypatch.setattr(StepBudget, "spend", counted)
    return spent
