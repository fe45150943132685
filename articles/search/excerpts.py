"""Excerpts of a text around what was searched for, the hits marked. Pure functions; imports no Django."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from articles.search.query_parser import Term
from articles.text.folding import Word, located_words

EXCERPT_LENGTH = 240  # characters of an excerpt
BEFORE = 60  # at most this many of them before the first hit
SEARCHED_LENGTH = 20_000  # characters of a text that are searched; for a hit beyond, the summary is shown


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
    words = list(located_words(text))
    spellings = [(term, *spelling) for term in terms for spelling in term.spellings]
    initials = {wanted[0][0] for _, wanted, _ in spellings}
    done = 0
    for at, word in enumerate(words):
        if word.start < done or word.folded[0] not in initials:
            continue
        here = [(len(wanted), term) for term, wanted, prefix in spellings if _stand(wanted, prefix, words, at)]
        if here:
            length, term = max(here, key=lambda found: found[0])
            done = words[at + length - 1].stop
            yield Hit(word.start, done, term)


def _stand(wanted: tuple[str, ...], prefix: bool, words: list[Word], at: int) -> bool:
    """Return whether the wanted words stand in the text from word `at` on."""
    here = [word.folded for word in words[at : at + len(wanted)]]
    if len(here) < len(wanted):
        return False
    last = (prefix and here[-1].startswith(wanted[-1])) or _same(wanted[-1], here[-1])
    return last and all(map(_same, wanted[:-1], here[:-1]))


def _same(wanted: str, word: str) -> bool:
    return wanted == word or (wanted.isascii() and _english(wanted) == _english(word))


@lru_cache(maxsize=4096)
def _english(word: str) -> str:
    return _stemmer.stemWord(word)


_stemmer = snowballstemmer.stemmer("english")
