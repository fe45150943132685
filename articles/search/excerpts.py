"""Excerpts of a text around what was searched for, the hits marked. Pure functions; imports no Django."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

import snowballstemmer

from articles.search.query_parser import Term
from articles.text.folding import Word, located_words, starts_of_words

EXCERPT_LENGTH = 240  # characters of an excerpt
BEFORE = 60  # at most this many of them before the first hit
SEARCHED_LENGTH = 20_000  # characters of a text that are searched; for a hit beyond, the summary is shown

_CLOSING = "”“\"'’»)]"
_STOPS = tuple(".!?…,;:։՝՜՞—–-")


class Piece(NamedTuple):
    """A part of a text; `hit` is true if it is what was searched for."""

    text: str
    hit: bool


class Hit(NamedTuple):
    """The place of a term in a text."""

    start: int
    stop: int
    term: Term


def joined(paragraphs: list[str]) -> str:
    """Return paragraphs as one text; " … " follows those that do not end as a sentence does, such as headings."""
    if not paragraphs:
        return ""
    before = (one + (" " if one.rstrip(_CLOSING).endswith(_STOPS) else " … ") for one in paragraphs[:-1])
    return "".join([*before, paragraphs[-1]])


def marked(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """Return the whole text in pieces."""
    return _pieces(text, list(_hits(text, terms)))


def excerpt(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """Return the part of the text with most of the terms, about EXCERPT_LENGTH characters; empty without any."""
    text = text[:SEARCHED_LENGTH]
    found = (hit for hit in _hits(text, terms) if hit.stop - hit.start <= EXCERPT_LENGTH)
    hits = list(found if len(terms) > 1 else _near_the_first(found))
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


def _near_the_first(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Yield the hits that an excerpt with the first one may contain: there is no better place for a single term."""
    first = next(hits, None)
    if first:
        yield first
        yield from takewhile(lambda hit: hit.start < first.start + EXCERPT_LENGTH, hits)


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
    spellings = [(term, *spelling) for term in terms for spelling in term.spellings]
    word_from = cache(lambda at: next(located_words(text, at), None))
    done = 0
    for start in starts_of_words(text, {wanted[0][0] for _, wanted, _ in spellings}):
        word = word_from(start)
        if start < done or word is None or word.start > start:
            continue
        here = [
            (len(wanted), end, term)
            for term, wanted, prefix in spellings
            if (end := _end(wanted, prefix, word_from, start)) is not None
        ]
        if here:
            _, done, term = max(here, key=lambda found: found[0])
            yield Hit(start, done, term)


def _end(wanted: tuple[str, ...], prefix: bool, word_from: Callable[[int], Word | None], at: int) -> int | None:
    """Return where the wanted words end if they stand in the text from `at` on."""
    for left, one in enumerate(wanted, 1 - len(wanted)):
        word = word_from(at)
        if word is None or not (
            is_same_word(one, word.folded) or (prefix and not left and word.folded.startswith(one))
        ):
            return None
        at = word.stop
    return at


def is_same_word(wanted: str, word: str) -> bool:
    """Return whether a folded word is what was searched for: a Latin one in any English form.

    The forms of a word begin with the same letter (tie, tying), and to stem a word takes far longer than to compare it.
    """
    if wanted == word:
        return True
    return wanted[:1] == word[:1] and wanted.isascii() and _english(wanted) == _english(word)


@lru_cache(maxsize=4096)
def _english(word: str) -> str:
    return _stemmer.stemWord(word)


_stemmer = snowballstemmer.stemmer("english")
