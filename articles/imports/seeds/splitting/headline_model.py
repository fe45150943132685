"""A model of where a headline ends: named features, their weights, a probability. Imports no Django.

A line is cut into pieces (words, or the halves of a glued word). `Line.places`
are the pieces with which a blurb could begin; `Line.features(i)` names the
evidence for or against piece i; `Line.whole()` the same for leaving the line as
it is. A score is the sum of the weights of the features, and a soft-max
turns all the scores into probabilities.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from math import exp

from articles.imports.seeds.splitting.weights import WEIGHTS
from articles.imports.seeds.splitting.word_lists import BRANDS, MARKS, STRONG_VERBS, stem, traits

PLACES_MAX = 40  # no headline has more words
HEADLINE_MAX = 300  # nor more characters
_NONE: frozenset[str] = frozenset()
_KNOWN = frozenset("verb_s base past ed auxiliary function particle adverb attributive role".split())
_BEFORE_VERBS = frozenset({"to", "will", "may", "can", "could", "must", "should", "would", "won't", "can't"})
_BEFORE_NOUNS = frozenset({"demonym", "possessive", "continues", "attributive", "stop"})
_VERBS = frozenset({"verb_s", "verb_S", "ed", "base", "past"})
_FINITE = frozenset({"auxiliary", "past", "ed"})
_NOT_OF_A_SUBJECT = frozenset({"auxiliary", "past", "ed", "verb_s", "function"})
_LEFT = ("place", "number", "asks", "closes", "ing", "adjective", "past", "predicative")
# The first of these traits that the blurb's first word has becomes its feature.
_RIGHT = ("possessive", "demonym", "compound_tail", "capital")
_BEFORE_NAMES = ("preposition", "role", "attributive", "intransitive")
_BEFORE_A_NAME = ("title", "role", "compound_head", "compound_tail", "given")


def _step(value: int, *limits: int) -> str:
    """Return the name of the step that `value` falls into: `<20`, `<28`, ... or `more`."""
    return next((f"<{limit}" for limit in limits if value < limit), "more")


def _opened(word: str) -> int:
    return sum(map(word.count, "“«(")) - sum(map(word.count, "”»)"))


class Line:
    """A sidebar's line, prepared so that scoring a place costs the same whatever the line's length."""

    def __init__(self, line: str, pieces: list[tuple[int, int]]):
        self.length, self.pieces = len(line), pieces
        self.words = words = [line[begin:end] for begin, end in pieces]
        self.traits = [traits(word[:40]) for word in words]
        self.stems = [stem(word) for word in words]
        self._guess_verbs()
        self.title_case = self._is_title_case()
        self._count()
        self.first_verb = next((k for k in range(1, len(words)) if self._is_headline_verb(k)), len(words))
        self.finite = self._next(lambda seen: seen & _FINITE and "capital" not in seen)
        self.present = self._next(lambda seen: seen & {"verb_s", "base"})
        self.stop = self._next(lambda seen: "stop" in seen)
        self.glues = {k for k in range(1, len(words)) if self._is_glued(k) and words[k - 1][-1].isalnum()}
        self.places = [i for i in range(1, min(len(words), PLACES_MAX)) if self._may_begin(i)]

    def _is_title_case(self) -> bool:
        """Return whether the first words are written With Capitals, so that a capital says little."""
        words = [word for word in self.words[:7] if word[0].isalpha() and len(word) > 3][:5]
        return len(words) >= 3 and all(word[0].isupper() for word in words)

    def _guess_verbs(self) -> None:
        """Mark words in no list as verbs: after `to`, in -s after a name, between two names: `Seoul impeaches Park`."""
        for k in range(1, len(self.words)):
            seen, before = self.traits[k], self.traits[k - 1]
            if "small" not in seen or seen & _KNOWN:
                continue
            if self.stems[k - 1] in _BEFORE_VERBS:
                self.traits[k] = seen | {"base"}
            elif "capital" in before and not before & _BEFORE_NOUNS:
                if "s" in seen:
                    self.traits[k] = seen | {"verb_s"}
                elif "capital" in self.at(k + 1) and not any(self._is_headline_verb(j) for j in range(1, k)):
                    self.traits[k] = seen | {"base"}

    def _count(self) -> None:
        """Count how many quotes, brackets, stops, starters and strong verbs come before each piece."""

        def before(counts: Iterable[int]) -> list[int]:
            return [0, *accumulate(counts)]

        self.quotes = before(word.count('"') for word in self.words)
        self.open = before(0 if word.isalnum() else _opened(word) for word in self.words)
        self.stops = before("stop" in seen for seen in self.traits)
        self.starters = before("starter" in seen and "title" not in seen for seen in self.traits)
        self.strong = before(
            word in STRONG_VERBS or ("past" in seen and not seen & {"verb_s", "base"})
            for seen, word in zip(self.traits, self.words, strict=True)
        )

    def _next(self, test: Callable[[frozenset[str]], object]) -> list[int]:
        """Return for each piece the first piece from it on that passes `test`; the number of pieces if none does."""
        found = [len(self.words)] * (len(self.words) + 2)
        for k in range(len(self.words) - 1, -1, -1):
            found[k] = k if test(self.traits[k]) else found[k + 1]
        return found

    def _is_headline_verb(self, k: int) -> bool:
        return bool(self.traits[k] & _VERBS) or self.words[k].lower() in ("to", "will", "may", "up", "down", "not")

    def _is_glued(self, i: int) -> bool:
        return self.pieces[i - 1][1] == self.pieces[i][0]

    def _may_begin(self, i: int) -> bool:
        """Return whether a blurb could begin at piece i at all."""
        left, right = self.traits[i - 1], self.traits[i]
        if "mark" in right or ("small" in right and "opens" not in right) or self.pieces[i - 1][1] > HEADLINE_MAX:
            return False
        if left & {"continues", "mark"} or ("never_last" in left and not left & {"closes", "asks", "acronym", "stop"}):
            return False
        if self.quotes[i] % 2 and self.quotes[-1] > self.quotes[i]:
            return False
        if self.open[i] > 0 and any(self.open[k] <= 0 for k in range(i + 1, len(self.open))):
            return False
        return not (self._is_glued(i) and (self.words[i - 1] + self.words[i]).strip(MARKS).removesuffix("'s") in BRANDS)

    def at(self, k: int) -> frozenset[str]:
        return self.traits[k] if 0 <= k < len(self.traits) else _NONE

    def features(self, i: int) -> Iterator[str]:
        """Yield the features for and against a blurb that begins with piece i."""
        yield from self._left(i)
        yield from self._right(i)
        yield from self._repetition(i)
        yield from self._lengths(i)
        yield from self._headline(i)
        yield from self._blurb(i)
        yield from self._glue(i)

    def _left(self, i: int) -> Iterator[str]:
        left, right = self.at(i - 1), self.at(i)
        if "attributive" in left or "particle" in left:
            yield "l_attributive" if "attributive" in left else "l_particle"
        else:
            yield from (f"l_{name}" for name in _LEFT if name in left)
            if "small" in left and not left & {"function", "auxiliary", "verb_s"}:
                yield "l_small"
        if not left & {"closes", "asks"}:
            yield from (f"l_{name}" for name in ("function", "possessive", "demonym") if name in left)
            if {"place", "possessive"} <= left:
                yield "l_place_possessive"
        if "stop" in left and "asks" not in left:
            yield "l_stop"
        if "base" in left and "intransitive" not in left:
            yield "l_infinitive" if self.stems[i - 2] == "to" else "l_base"
        if "capital" in right and "starter" not in right:
            yield from (f"l_{name}" for name in _BEFORE_A_NAME if name in left)
            if not self.title_case:
                yield f"run{self._run(i - 1, -1)}|{self._run(i, 1)}"
        if left & {"capital", "number"}:
            yield from self._inside(i)

    def _run(self, k: int, step: int) -> int:
        """Return how many names follow each other from piece k on, up to three."""
        length = 0
        while length < 3 and "capital" in self.at(k) and "starter" not in self.at(k):
            length, k = length + 1, k + step
        return length

    def _inside(self, i: int) -> Iterator[str]:
        """Yield features of the word before the names that would end the headline: `in | Gyumri`, `beats | Halep`."""
        names = 1
        while names < 4 and self._is_name(i - 1 - names):
            names += 1
        before = self.at(i - 1 - names)
        yield from (f"{name}+{min(names, 2)}" for name in _BEFORE_NAMES if name in before)

    def _is_name(self, k: int) -> bool:
        return bool(self.at(k) & {"capital", "number"}) and not self.at(k) & {"continues", "attributive"}

    def _right(self, i: int) -> Iterator[str]:
        left, right, after = self.at(i - 1), self.at(i), self.at(i + 1)
        if "starter" in right:
            yield "r_starter_titled" if self.title_case else "r_starter"
            return
        if "opens" in right:
            yield "r_opens_capital" if "capital" in right else "r_opens_other"
        elif "number" in right:
            yield "r_number"
        else:
            yield "r_" + next(name for name in _RIGHT if name in right)
        if any("compound_tail" in self.at(k) for k in range(i + 1, i + self._run(i, 1))):
            yield "r_then_tail"
        if "capital" in left and not self.title_case:
            yield from (f"name|{name}" for name in ("given", "place", "compound_tail") if name in right)
        if "capital" in right and "small" in after and not after & _NOT_OF_A_SUBJECT:
            yield "r_then_small"

    def _repetition(self, i: int) -> Iterator[str]:
        """Yield features of repetition: a blurb often begins with a word of its headline."""
        word, before = self.stems[i], self.stems[:i]
        if len(word) > 1 and "starter" not in self.at(i):
            if word == before[-1]:
                yield "repeats_last"
            elif word in before:
                yield "repeats_inside" if "capital" in self.at(i - 1) and "capital" in self.at(i) else "repeats"
            elif len(word) > 5 and any(other[:5] == word[:5] for other in before):
                yield "repeats_root"
            elif "capital" in self.at(i + 1) and self.stems[i + 1] in before:
                yield "repeats_second"

    def _lengths(self, i: int) -> Iterator[str]:
        yield "h_words" + _step(i, 2, 3, 4, 5, 10, 12, 14, 17)
        yield "h_chars" + _step(self.pieces[i - 1][1], 20, 28, 36, 70, 85, 100)
        yield "b_chars" + _step(self.length - self.pieces[i][0], 20, 30, 45)

    def _headline(self, i: int) -> Iterator[str]:
        """Yield features of the headline: it should contain a verb, few sentence verbs, and no end of a sentence."""
        if self.first_verb >= i:
            yield "h_no_verb"
        if self.stops[i - 1]:
            yield "h_stop_inside"
        yield from ["h_strong_verb"] * min(self.strong[i] - self.strong[1], 2)

    def _blurb(self, i: int) -> Iterator[str]:
        """Yield features of the blurb: its first sentence should contain a finite verb, and soon."""
        last = min(self.stop[i], i + 30, len(self.words) - 1)
        if self.finite[i + 1] <= last:
            yield "b_verb" + _step(self.finite[i + 1] - i, 2, 6, 11)
        elif self.present[i + 1] > last:
            yield "b_no_verb"

    def _glue(self, i: int) -> Iterator[str]:
        if i in self.glues:
            yield "glued_letter"
        elif self._is_glued(i):
            yield "glued_mark"
        if self.glues - {i}:
            yield "glued_elsewhere"

    def whole(self) -> Iterator[str]:
        """Yield the features for and against leaving the line whole."""
        if "stop" in self.traits[-1]:
            yield "w_stop" + _step(self.length, 35, 60, 85, 110)
            if self.present[1] < min(8, self.finite[1]):
                yield "w_stop_present"
        if "starter" in self.traits[0]:
            yield "w_begins_starter"
            if self.starters[-1] == self.starters[1]:
                yield "w_only_starter"
        if not any("capital" in self.traits[i] for i in self.places):
            yield "w_no_capital_place"


def judge(line: str, pieces: list[tuple[int, int]]) -> tuple[int | None, float]:
    """Return the piece with which the blurb most likely begins (None: leave the line whole), and how likely it is."""
    if len(pieces) < 2:
        return None, 1.0
    prepared = Line(line, pieces)
    scores: dict[int | None, float] = {None: _score(prepared.whole())}
    scores.update((i, _score(prepared.features(i))) for i in prepared.places)
    best = max(scores, key=scores.__getitem__)
    return best, 1 / sum(exp(score - scores[best]) for score in scores.values())


def _score(features: Iterator[str]) -> float:
    return sum(WEIGHTS.get(name, 0.0) for name in features)
