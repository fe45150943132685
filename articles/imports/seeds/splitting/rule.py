"""Splitting of a sidebar's glued line into headline and blurb. Pure functions; imports no Django.

The scraper lost the separator between a headline and its blurb:

    Azerbaijan twice used Smerch system to strike Karabakh town Armenian Defense
    Ministry representative Artsrun Hovhannisyan said both strikes left civilians injured.

`split_known` splits by what is known: a headline or a blurb seen elsewhere decides.
`split_by_rule` scores every place at which a blurb could begin, and leaving the line whole, by the model of the line's
language (headline_model.py), and chooses the best if it is likely enough.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.headline_model import judge
from articles.imports.seeds.splitting.line import HEADLINE_MAX

KNOWN_KEY_MIN = 12  # letters and digits; a shorter "headline" would begin too many lines
KNOWN_BLURB_MAX = 1_000  # letters and digits; each line is tried with the length of every blurb that ends as it does
SPLIT_LENGTH_MAX = 600  # characters: a headline's 300, and the same number of the blurb
CONFIDENCE = 0.3  # if the best place is less likely than this, the line is left whole


class Entry(NamedTuple):
    """A line of Latest news, split into headline and blurb."""

    headline: str
    blurb: str  # empty: the line was left whole
    certain: bool  # False: by rule, not by knowledge
    doubtful: bool = False  # by rule, and likely enough to be made, but not to be made without a warning


# Within a word, a break is assumed where a capital follows a small letter, a digit or a closing mark:
# `in LondonIt was`, `"hopes"Azerbaijan`, `sensors14 will`, `reformsEU experts`.
_TOKEN = re.compile(r"\S+")
_GAP = re.compile(r"[\W_]+")  # what a story key leaves out
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-ZА-ЯЁԱ-Ֆ][a-zа-яёա-և])(?=[A-ZА-ЯЁԱ-Ֆ][^\W\d_A-ZА-ЯЁԱ-Ֆ])"
    r"|(?<=[\d%!?)։])(?=[\"“«]?[A-ZА-ЯЁԱ-Ֆ][^\W\d_A-ZА-ЯЁԱ-Ֆ])"
    r"|(?<=[^\s\"“«(][\"”»])(?=[A-ZА-ЯЁԱ-Ֆ])"
    r"|(?<=[^\W_][!?։])(?=[\"“«A-ZА-ЯЁԱ-Ֆ\d])"
    r"|(?<=[a-zа-яёա-և]{2})(?=[\"“«][A-ZА-ЯЁԱ-Ֆ])"
    r"|(?<=[a-zа-яёա-և]{3})(?=\d{2})"
    r"|(?<=[а-яёա-և]{3})(?=[A-ZА-ЯЁԱ-Ֆ]{2,6}\b)|(?<=[А-ЯЁԱ-Ֆ]{2})(?=[А-ЯЁԱ-Ֆ][а-яёա-և]{2})"
    r"|(?<=\sէ)(?=[Ա-Ֆ])|(?<=[а-яёա-և]{2})(?=\d+\s)"
    r"|(?<=\d{2})(?=[А-ЯЁԱ-Ֆ]{2,6}\b|[A-Z]{3,6}\b)"
    r"|(?<=\.[A-Z]\.)(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z]{2,6}\b)|(?<=[a-z\d%]{2})(?=A(?!\S))|(?<=\d{2})(?=[\"“«][A-Z])"
)


def pieces_of(line: str) -> list[tuple[int, int]]:
    """Return where the line's words begin and end, glued words cut in two; looks at SPLIT_LENGTH_MAX characters.

    A straight quote within a word is an opening quote if the quotes before it are all
    closed, and stays with what it opens or closes: `province | "Our`, `"hopes" | Azerbaijan`.
    """
    pieces, quotes, counted = [], 0, 0
    for token in _TOKEN.finditer(line, 0, SPLIT_LENGTH_MAX):
        begin = token.start()
        word = token[0]
        if word.isalpha() and word[1:].islower():  # most words: no piece begins inside them
            pieces.append(token.span())
            continue
        for glue in _GLUED.finditer(line, begin + 1, token.end()):
            at = glue.start()
            quotes, counted = quotes + line.count('"', counted, at), at
            if not (quotes % 2 and '"' in line[at - 1 : at + 1]):
                pieces.append((begin, at))
                begin = at
        pieces.append((begin, token.end()))
    return pieces


def _places(line: str) -> list[tuple[int, int]]:
    """Return the possible splits (where the headline would end, where the blurb would begin), in order."""
    return [(end, begin) for (_, end), (begin, _) in pairwise(pieces_of(line)) if end <= HEADLINE_MAX]


class KnownKeys:
    """Headlines and blurbs seen elsewhere, as story keys (records.story_key); they decide before any rule."""

    def __init__(self, headlines: Container[str], blurbs: Container[str] = frozenset()):
        self.headlines, self.blurbs = headlines, blurbs
        # The keys' lengths by their first (or last) letters, so that few lengths must be tried, however many are known.
        self._begin, self._end = defaultdict(set), defaultdict(set)
        for key in headlines:
            self._begin[key[:KNOWN_KEY_MIN]].add(len(key))
        for key in blurbs:
            if len(key) <= KNOWN_BLURB_MAX:
                self._end[key[-KNOWN_KEY_MIN:]].add(len(key))

    def lengths(self, key: str) -> Iterator[tuple[int, bool]]:
        """Yield where a line's story key may be cut, best first: (length of the headline's key, found by a blurb)."""
        for length in sorted(self._end.get(key[-KNOWN_KEY_MIN:], ()), reverse=True):
            if KNOWN_KEY_MIN <= length < len(key) and key[-length:] in self.blurbs:
                yield len(key) - length, True
        for length in sorted(self._begin.get(key[:KNOWN_KEY_MIN], ()), reverse=True):
            if KNOWN_KEY_MIN <= length < len(key) and key[:length] in self.headlines:
                yield length, False


def split_known(line: str, known: KnownKeys) -> Entry | None:
    """Return the line split by what is `known`, or None.

    A known blurb at the end decides first; otherwise the longest known headline at
    the beginning, if what follows can begin a sentence.
    """
    key = story_key(line)
    if key in known.headlines:
        return Entry(line, "", certain=True)
    for length, by_blurb in known.lengths(key):
        end, begin = _cut(line, length)
        if begin and (by_blurb or not line[begin].islower()):
            return Entry(line[:end], line[begin:], certain=True)
    return None


def _cut(line: str, length: int) -> tuple[int, int]:
    """Return (end of the headline, beginning of the blurb) for a cut after `length` characters of the line's story key.

    Returns (0, 0) if no blurb could begin there.
    """
    end = _end_of_key(line, length)
    if end:
        while end < len(line) and not line[end].isalnum() and not line[end].isspace():
            end += 1
        if end < len(line) and line[end].isspace():  # nearly always true
            return end, end + 1
    places = _places(line)
    return next((place for place, n in zip(places, _key_lengths(line, places), strict=True) if n == length), (0, 0))


def _end_of_key(line: str, length: int) -> int:
    """Return where the first `length` characters of the line's story key end; 0 if beyond a headline or in a letter."""
    counted, plain = 0, line.isascii()  # an ASCII letter stays one letter when it is case-folded
    for word in _WORD.finditer(line, 0, HEADLINE_MAX):
        begin, end = word.span()
        within = end - begin if plain else len(word[0].casefold())
        if counted + within >= length:
            if plain:
                return begin + length - counted
            folded = accumulate(len(letter.casefold()) for letter in word[0])
            return next((begin + n for n, far in enumerate(folded, 1) if counted + far == length), 0)
        counted += within
    return 0


def _key_lengths(line: str, places: list[tuple[int, int]]) -> list[int]:
    """Return for each place the length of the story key of the text before it."""
    begins = [begin for _, begin in places]
    if not begins:
        return []
    folded = line.casefold()
    if len(folded) != len(line):  # Armenian և folds to two letters
        return list(accumulate(len(story_key(line[a:b])) for a, b in pairwise([0, *begins])))
    lengths, dropped = [], 0
    gaps = _GAP.finditer(folded, 0, begins[-1])
    gap = next(gaps, None)
    for begin in begins:
        while gap and gap.end() <= begin:
            dropped, gap = dropped + gap.end() - gap.start(), next(gaps, None)
        lengths.append(begin - dropped - (max(begin - gap.start(), 0) if gap else 0))
    return lengths


def split_by_rule(line: str) -> Entry:
    """Return the line split where a blurb most likely begins, or whole if no place is likely enough."""
    pieces = pieces_of(line)
    place, likelihood, sure = judge(line, pieces)
    if place is None or likelihood < CONFIDENCE:
        return Entry(line, "", certain=False)
    end, begin = pieces[place - 1][1], pieces[place][0]
    return Entry(line[:end], line[begin:], certain=False, doubtful=likelihood < sure)
