"""Other spellings of initials and numbers, which the index holds as they were written: U.S. and US, 2,457 and 2457.

The index cannot join them, because SQLite's triggers have no regular expressions, so the query asks for both.
"""

import re

from articles.text.folding import words_of

INITIALS_MAX = 3  # letters of a word that may stand for initials
SPELLINGS_MAX = 6  # of one term
# Letters that are words, or remain of one before or behind an apostrophe: they stand in nearly every story, and to
# look for two of them side by side is slow.
_WORDS = frozenset("aistавикосуяէ")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:[.\u2024] ?[^\W\d_](?![^\W_]))+")
_THOUSANDS = re.compile(r"(?<![^\W_])(?<!\d[.,])\d{1,3}(?:[.,' \xa0\u202f\u2009]\d{3})+(?![^\W_]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def other_spellings(folded: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of other spellings of a folded word or phrase, as in "us troops" and "u.s. troops"."""
    joined = _THOUSANDS.sub(_without_signs, _INITIALS.sub(_without_signs, folded))
    words = tuple(words_of(folded))
    found = [tuple(words_of(joined))]
    parts = {at: parts for at, word in enumerate(found[0]) if (parts := _parts(word)) and word in words}
    every = tuple(part for at, word in enumerate(found[0]) for part in parts.get(at, (word,)))
    found += [every, *((*words[:at], *parts, *words[at + 1 :]) for at, parts in parts.items() if joined == folded)]
    return tuple(dict.fromkeys(spelling for spelling in found if spelling != words))[:SPELLINGS_MAX]


def _without_signs(found: re.Match) -> str:
    return "".join(words_of(found[0]))


def _parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word that may be initials, or of a number that may be written in groups of three digits."""
    if word.isascii() and word.isdigit() and len(word) > 3 and (not _YEAR.fullmatch(word) or word.endswith("000")):
        first = len(word) % 3 or 3
        return (word[:first], *(word[at : at + 3] for at in range(first, len(word), 3)))
    if 1 < len(word) <= INITIALS_MAX and word.isalpha() and not set(word) <= _WORDS:
        return tuple(word)
    return ()
