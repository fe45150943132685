"""A parser that turns what a reader typed into the search into terms. Pure functions; imports no Django.

All words must occur. Words in "quotes" must occur in that order. A word that ends in * is the beginning of words.
Latin words are found in every English form, because the index holds stems; Russian and Armenian ones are found by
their stem, as the beginning of words, because the index holds those as they are. What makes no difference within words
is in articles/text/folding.py. U.S. and US, 2,457 and 2457 are one term, with another spelling.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

import snowballstemmer

from articles.search.spellings import other_spellings
from articles.text.folding import fold, words_of

TERMS_MAX = 12  # more words than these add nothing but work
PHRASE_MAX = 10  # words; a longer phrase is looked for by its first ones, because each word makes it slower
WORD_MAX = 60  # characters
PREFIX_MIN = 3  # letters; too many words begin with fewer

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|([^\s\"“”„«»]+)")
_POSSESSIVE = re.compile(r"([^\W_]+)'s\W*")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must occur in this order; the last may be the beginning of a word.

    `others` are other spellings, one of which may occur instead, as they stand.
    """

    words: tuple[str, ...]
    prefix: bool = False
    others: tuple[tuple[str, ...], ...] = ()

    @property
    def spellings(self) -> tuple[tuple[tuple[str, ...], bool], ...]:
        """All spellings: words, and whether the last may be the beginning of a word."""
        return ((self.words, self.prefix), *((words, False) for words in self.others))


def parse(text: str) -> tuple[Term, ...]:
    """Parse what a reader typed into terms; return an empty tuple if it has no letter and no digit. Never raises."""
    terms = {}
    for quoted, plain in _QUOTED.findall(text):
        folded = fold(quoted or plain)
        if not quoted and (possessive := _POSSESSIVE.fullmatch(folded)):
            folded = possessive[1]  # a word alone is found in every form; in a phrase it stays as it is
        words = tuple(word[:WORD_MAX] for word in words_of(folded))
        if words:
            term = (
                Term(words[:PHRASE_MAX]) if quoted or len(words) > 1 else _term(words[0])
            )  # Nagorno-Karabakh: one thing
            others = other_spellings(folded) if len(words) <= PHRASE_MAX else ()
            begins = plain.endswith("*") and len(words[-1]) >= PREFIX_MIN
            terms[replace(term, prefix=term.prefix or begins, others=others)] = None
    return tuple(terms)[:TERMS_MAX]


def loosened(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the same terms, each with its last word as the beginning of words: for when nothing was found."""
    return tuple(replace(term, prefix=term.prefix or len(term.words[-1]) >= PREFIX_MIN) for term in terms)


def _term(word: str) -> Term:
    stem = stem_of(word)
    if stem is None or len(stem) < PREFIX_MIN:  # too short to be the beginning of words: мой, whose stem is мо
        return Term((word,))
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
