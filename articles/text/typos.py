"""Corrected typos: changes about which no reader of the earlier text must be told.

Imports no Django.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from articles.text.diff import DEL, INS, SAME, Paragraph

TYPO_PLACES_MAX = 3
TYPO_WORDS_MAX = 2  # in one place
TYPO_LETTERS_MAX = 100  # in one place
TYPO_SIMILARITY_MIN = 0.75  # the share of letters that a misspelt word must have in common with the right one


def is_minor(paragraphs: Iterable[Paragraph]) -> bool:
    """Return whether the differences look like corrected typos, about which no reader of the earlier text must be told.

    They do if there are at most three places, and at each, one or two words were replaced by one or two words with
    nearly the same letters, whatever their case and punctuation. A changed digit is never a typo, nor is an added or
    removed word: "did not" means something else than "did".
    """
    places = [place for paragraph in paragraphs for place in _places(paragraph)]
    return len(places) <= TYPO_PLACES_MAX and all(_is_typo(*place) for place in places)


def _places(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Return (what was removed, what is there now) for each place of a paragraph that differs."""
    places, before = [], SAME
    for text, kind in paragraph:
        if kind == DEL:
            places.append((text, ""))
        elif kind == INS:
            places.append((places.pop()[0], text) if before == DEL else ("", text))
        before = kind
    return places


def _is_typo(old: str, new: str) -> bool:
    if not 1 <= len(old.split()) <= TYPO_WORDS_MAX or not 1 <= len(new.split()) <= TYPO_WORDS_MAX:
        return False
    if [one for one in old if one.isdigit()] != [one for one in new if one.isdigit()]:
        return False
    letters = ["".join(filter(str.isalnum, text)).casefold() for text in (old, new)]
    if max(map(len, letters)) > TYPO_LETTERS_MAX:
        return False
    return SequenceMatcher(None, *letters, autojunk=False).ratio() >= TYPO_SIMILARITY_MIN
