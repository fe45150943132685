"""When a change is a typo put right, and when it is more."""

import pytest

from articles.text.diff import compare
from articles.text.typos import is_minor


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


@pytest.mark.parametrize("letters", [50_000, 400_000])
def test_a_word_without_end_is_no_typo(letters):
    assert not is_minor([compare("a" * letters, "a" * letters + "b")])
