"""Samples of large families of tests (tests/support/combinations.py): few rows, and each value is in one of them."""

from itertools import combinations, product

import pytest

from articles.text.languages.site_languages import SITE_LANGUAGES
from tests.support.combinations import examples, once, pairs, sample
from tests.support.demo import KINDS, PAGES, in_turn

FACTORS = ("abcd", (1, 2, 3), (True, False), "xyz")


@pytest.mark.parametrize(("one", "other"), list(combinations(range(4), 2)))
def test_any_two_values_of_two_factors_meet(one, other):
    met = {(row[one], row[other]) for row in pairs(*FACTORS, every=False)}
    assert met == set(product(FACTORS[one], FACTORS[other]))


def test_the_rows_are_few_and_the_same_in_each_run():
    rows = pairs(*FACTORS, every=False)
    assert len(rows) <= 16
    assert rows == pairs(*FACTORS, every=False)


def test_every_value_occurs_once_at_least():
    rows = once(*FACTORS, every=False)
    assert len(rows) == 4
    assert [set(column) for column in zip(*rows, strict=True)] == [set(factor) for factor in FACTORS]


@pytest.mark.parametrize("choose", [pairs, once])
def test_all_rows_are_there_if_every_one_is_wanted(choose):
    assert choose(*FACTORS, every=True) == list(product(*FACTORS))


def test_each_kind_of_page_is_seen_in_one_language_and_in_all_of_them_by_turns():
    turns = [in_turn(start, every=False) for start in range(3)]
    assert [[page.kind for page in turn] for turn in turns] == [list(KINDS)] * 3
    assert {page for turn in turns for page in turn} == set(in_turn(every=True)) == set(PAGES)
    assert all({page.language for page in turn} == set(SITE_LANGUAGES) for turn in turns)


def test_samples_of_all_starts_have_each_case_once():
    assert [sample("abcdefg", 3, start, every=False) for start in range(3)] == [["a", "d", "g"], ["b", "e"], ["c", "f"]]
    assert sample("abcdefg", 3, 7, every=False) == ["b", "e"]
    assert sample("abc", 3, every=True) == ["a", "b", "c"]


def test_hypothesis_tries_fewer_examples():
    assert (examples(100, every=False), examples(30, every=False), examples(100, every=True)) == (20, 10, 100)
