"""What differs between two texts, word by word, and when it is a typo put right."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import DEL, INS, SAME, Piece, compare, compare_paragraphs, differ, is_minor

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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The goverment met.", "The government met."),
        ("It rained,", "It rained."),
        ("the Prime minister", "the Prime Minister"),
        ("The news paper said", "The newspaper said"),
        ("Երեվանում անձրև է", "Երևանում անձրև է"),
        ("Nothing changed.", "Nothing changed."),
    ],
)
def test_a_typo_is_a_minor_edit(before, after):
    assert is_minor([compare(before, after)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He did resign.", "He did not resign."),
        ("He did not resign.", "He did resign."),
        ("12 people came", "13 people came"),
        ("It rained.", "It snowed."),
        ("One of them left for Gyumri.", "One of them left for Vanadzor."),
        ("", "A new paragraph."),
        ("a bb cc dd ee ff gg", "A. bb CC. dd EE. ff GG."),
    ],
    ids=lambda text: text or "nothing",
)
def test_another_word_or_number_or_many_places_are_no_minor_edit(before, after):
    assert not is_minor([compare(before, after)])


def test_places_are_counted_over_all_paragraphs():
    typo = compare("The goverment met.", "The government met.")
    assert is_minor([typo] * 3)
    assert not is_minor([typo] * 4)
