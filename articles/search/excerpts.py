"""Excerpts of a text around what was searched for, the hits marked. Pure functions; imports no Django."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from articles.search.query_parser import Term, normal

EXCERPT_LENGTH = 240  # characters of an excerpt
BEFORE = 60  # at most this many of them before the first hit
SEARCHED_LENGTH = 20_000  # characters of a text that are searched; for a hit beyond, the summary is shown
_WORD = re.compile(r"[^\W_]+")


class Piece(NamedTuple):
    """A part of a text; `hit` is true if it is what was searched for."""

    text: str
    hit: bool


class Hit(NamedTuple):
    """The place of a term in a text."""

    start: int
    stop: int
    term: Term


def marked(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """Return the whole text in pieces."""
    return _pieces(text, list(_hits(text, terms)))


def excerpt(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """Return the part of the text with most of the terms, about EXCERPT_LENGTH characters; empty without any."""
    text = text[:SEARCHED_LENGTH]
    hits = [hit for hit in _hits(text, terms) if hit.stop - hit.start <= EXCERPT_LENGTH]
    if not hits:
        return []
    first = _first_of_most(hits)
    begin = max(0, first.start - BEFORE)
    if begin:
        begin = text.find(" ", begin, first.start) + 1 or first.start
    end = begin + EXCERPT_LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), first.stop)
    within = [
        Hit(hit.start - begin, hit.stop - begin, hit.term) for hit in hits if begin <= hit.start < hit.stop <= end
    ]
    pieces = _pieces(text[begin:end], within)
    return [*([Piece("… ", False)] if begin else []), *pieces, *([Piece(" …", False)] if end < len(text) else [])]


def _first_of_most(hits: list[Hit]) -> Hit:
    """Return the hit just before which an excerpt must begin to contain the most different terms.

    The time is linear in the number of hits.
    """
    best, most = hits[0], 0
    near, different, ahead = Counter(), 0, 0  # terms in an excerpt from this hit on: hits up to `ahead`
    for hit in hits:
        while ahead < len(hits) and hits[ahead].start < hit.start + EXCERPT_LENGTH - BEFORE:
            different += not near[hits[ahead].term]
            near[hits[ahead].term] += 1
            ahead += 1
        if different > most:
            best, most = hit, different
        near[hit.term] -= 1
        different -= not near[hit.term]
    return best


def _pieces(text: str, hits: list[Hit]) -> list[Piece]:
    pieces, at = [], 0
    for start, stop, _ in hits:
        pieces += [Piece(text[at:start], False), Piece(text[start:stop], True)]
        at = stop
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]


def _hits(text: str, terms: tuple[Term, ...]) -> Iterator[Hit]:
    """Yield the places of the terms, in order, none within another."""
    tokens = [(found.start(), found.end(), normal(found[0])) for found in _WORD.finditer(text)]
    initials = {term.words[0][0] for term in terms}
    done = 0
    for at, (start, _, word) in enumerate(tokens):
        if start < done or word[0] not in initials:
            continue
        here = [term for term in terms if _stands(term, tokens[at : at + len(term.words)])]
        if here:
            longest = max(here, key=lambda term: len(term.words))
            done = tokens[at + len(longest.words) - 1][1]
            yield Hit(start, done, longest)


def _stands(term: Term, tokens: list[tuple[int, int, str]]) -> bool:
    if len(tokens) < len(term.words):
        return False
    *first, last = zip(term.words, (word for _, _, word in tokens), strict=True)
    if term.prefix and last[1].startswith(last[0]):
        return all(_same(*pair) for pair in first)
    return all(_same(*pair) for pair in (*first, last))


def _same(wanted: str, word: str) -> bool:
    return wanted == word or (wanted.isascii() and _english(wanted) == _english(word))


@lru_cache(maxsize=4096)
def _english(word: str) -> str:
    return _stemmer.stemWord(word)


_stemmer = snowballstemmer.stemmer("english")
