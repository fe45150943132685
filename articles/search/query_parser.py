"""A parser that turns what a reader typed into the search into terms. Pure functions; imports no Django.

All words must occur. Words in "quotes" must occur in that order. A word that ends in * is the beginning of words.
Latin words are found in every English form, because the index holds stems; Russian and Armenian ones are found by
their stem, as the beginning of words, because the index holds those as they are.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import snowballstemmer

TERMS_MAX = 12  # more words than these add nothing but work
WORD_MAX = 60  # characters
PREFIX_MIN = 3  # letters; too many words begin with fewer

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|([^\s\"“”„«»]+)")
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ACCENTED_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_MARK = re.compile("([a-z])[\u0300-\u036f]+")
# One letter in two spellings, as readers and agencies mix them: ё and е; the Armenian ligature և, and եւ, եվ.
# postgresql_index.sql repeats them, because it is SQL; a test compares the two.
SPELLINGS = (("ё", "е"), ("և", "եւ"), ("եվ", "եւ"))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must occur in this order; the last may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


def normal(text: str) -> str:
    """Return the text as it is compared: lower case, Latin without accents, one spelling where two are in use."""
    text = unicodedata.normalize("NFC", text).lower()
    if _ACCENTED_LATIN.search(text):
        text = unicodedata.normalize("NFC", _MARK.sub(r"\1", unicodedata.normalize("NFD", text)))
    for spelling, other in SPELLINGS:
        text = text.replace(spelling, other)
    return text


def words_of(text: str) -> list[str]:
    """Return the words of a text in their normal form: runs of letters and digits."""
    return _WORD.findall(normal(text))


def parse(text: str) -> tuple[Term, ...]:
    """Parse what a reader typed into terms; return an empty tuple if it has no letter and no digit. Never raises."""
    terms = {}
    for quoted, plain in _QUOTED.findall(text):
        words = tuple(word[:WORD_MAX] for word in words_of(_POSSESSIVE.sub("", quoted or plain)))
        if not words:
            continue
        if quoted or len(words) > 1:  # U.S., Nagorno-Karabakh: one thing
            terms[Term(words, prefix=plain.endswith("*"))] = None
        else:
            terms[_term(words[0], prefix=plain.endswith("*"))] = None
    return tuple(terms)[:TERMS_MAX]


def loosened(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the same terms, each with its last word as the beginning of words: for when nothing was found."""
    return tuple(Term(term.words, prefix=term.prefix or len(term.words[-1]) >= PREFIX_MIN) for term in terms)


def _term(word: str, prefix: bool = False) -> Term:
    stem = stem_of(word)
    if stem is None or len(stem) < PREFIX_MIN:  # the stem of "анна" is "ан", which is another word
        return Term((word,), prefix)
    return Term((stem,), prefix=True)


def stem_of(word: str) -> str | None:
    """Return the stem of a Russian or Armenian word in its normal form; None for words of other alphabets."""
    for first, last, language in (("а", "я", "russian"), ("ա", "և", "armenian")):
        if first <= word[0] <= last:
            return _stemmer(language).stemWord(word) or word
    return None


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(language)
