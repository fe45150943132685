"""A sidebar's line cut into pieces, prepared so that scoring a place costs the same whatever its length. No Django.

The pieces are words, or the halves of a glued word. `places` are the pieces with which a blurb could begin at all.
A subclass for a language names the features of a place and of leaving the line whole.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from articles.imports.seeds.splitting.word_lists_en import is_one_word

PLACES_MAX = 40  # no headline has more words
HEADLINE_MAX = 300  # nor more characters
SURE = 0.75  # a cut that is less likely is reported
MARKS = "\"“”„«»‘’'(),.;:!?–—-…։՝՞՛՜՚"
_NONE: frozenset[str] = frozenset()
_STOP = re.compile(r"(?:[\w%]{3,}|\d)[\"”»)]?[.!?…։][\"”»)]*$")


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


def marks_of(word: str, bare: str) -> Iterator[str]:
    """Yield the traits that a word's marks show; `bare` is the word without them."""
    if word[0] in "\"“„«‘'(":
        yield "opens"
    if word[-1] in '"”»’)' and len(word) > 1:
        yield "closes"
    if word[-1] in ":-–—(“«՝" or word.rstrip('"”»')[-1:] in (",", ";"):
        yield "continues"
    if word.rstrip('"”»’)')[-1:] in tuple("!?։") or "՞" in word:
        yield "asks"
    if _STOP.search(word) or word.endswith(("...", "…")):
        yield "stop"


class WordLists(NamedTuple):
    """What the traits of one word are found by, in a language whose words have no traits beyond these."""

    never_last: Container[str]
    prepositions: Container[str]
    capital: re.Pattern[str]  # how a word with a capital begins
    small_traits: Callable[[str], Iterable[str]]  # of a word in lower case
    capital_traits: Callable[[str, str], Iterable[str]]  # of a word without its marks, and in lower case


def traits_by(lists: WordLists, word: str, bare: str, lower: str) -> frozenset[str]:
    """Return the traits that a word shows by itself; `bare` is the word without marks, `lower` that in lower case."""
    seen = set(marks_of(word, bare))
    if lower in lists.never_last:
        seen.add("never_last")
    if lower in lists.prepositions:
        seen.add("preposition")
    if not bare:
        seen.add("mark")
    elif bare[0].isdigit():
        seen.add("number")
    elif lists.capital.match(bare):
        seen.add("capital")
        seen.update(lists.capital_traits(bare, lower))
    else:
        seen.add("small")
        seen.update(lists.small_traits(lower))
    return frozenset(seen)


def step(value: int, *limits: int) -> str:
    """Return the name of the step that `value` falls into: `<20`, `<28`, ... or `more`."""
    return next((f"<{limit}" for limit in limits if value < limit), "more")


def before(counts: Iterable[int]) -> list[int]:
    """Return for each piece, and for the end, the sum of the counts of the pieces before it."""
    return [0, *accumulate(counts)]


def _opened(word: str) -> int:
    return sum(map(word.count, "“«(")) - sum(map(word.count, "”»)"))


class Line:
    """A sidebar's line; `traits_of` gives the traits of one word, `stem` what words must share to be the same."""

    traits_of: Callable[[str], frozenset[str]]
    stem: Callable[[str], str]
    sure = SURE

    def __init__(self, line: str, pieces: list[tuple[int, int]]):
        self.length, self.pieces = len(line), pieces
        self.words = [line[begin:end] for begin, end in pieces]
        self.traits = [self.traits_of(word[:40]) for word in self.words]
        self.stems = [self.stem(word) for word in self.words]
        self.quotes = before(word.count('"') for word in self.words)
        self.open = before(0 if word.isalnum() else _opened(word) for word in self.words)
        self.places = [i for i in range(1, min(len(self.words), PLACES_MAX)) if self.may_begin(i)]
        self.prepare()

    def prepare(self) -> None:
        """Note what the features of all places need."""
        raise NotImplementedError

    def at(self, k: int) -> frozenset[str]:
        """Return the traits of piece k; none outside the line."""
        return self.traits[k] if 0 <= k < len(self.traits) else _NONE

    def is_glued(self, i: int) -> bool:
        """Return whether no space stands before piece i."""
        return self.pieces[i - 1][1] == self.pieces[i][0]

    def may_begin(self, i: int) -> bool:
        """Return whether a blurb could begin at piece i at all."""
        left, right = self.traits[i - 1], self.traits[i]
        if self.is_glued(i) and is_one_word(self.words[i - 1], self.words[i]):
            return False
        if "mark" in right or ("small" in right and "opens" not in right) or self.pieces[i - 1][1] > HEADLINE_MAX:
            return False
        if left & {"continues", "mark"} or ("never_last" in left and not left & {"closes", "asks", "acronym", "stop"}):
            return False
        if self.quotes[i] % 2 and self.quotes[-1] > self.quotes[i]:
            return False
        return not (self.open[i] > 0 and any(self.open[k] <= 0 for k in range(i + 1, len(self.open))))

    def next_with(self, test: Callable[[frozenset[str]], object]) -> list[int]:
        """Return for each piece the first piece from it on that passes `test`; the number of pieces if none does."""
        found = [len(self.words)] * (len(self.words) + 2)
        for k in range(len(self.words) - 1, -1, -1):
            found[k] = k if test(self.traits[k]) else found[k + 1]
        return found

    def features(self, i: int) -> Iterator[str]:
        """Yield the features for and against a blurb that begins with piece i."""
        raise NotImplementedError

    def whole(self) -> Iterator[str]:
        """Yield the features for and against leaving the line whole."""
        raise NotImplementedError
