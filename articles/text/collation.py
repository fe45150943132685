"""The order of names in a list, by the alphabet of the page's language. Imports no Django.

It is Python's, because SQLite and PostgreSQL each have an order of their own. For the site's languages it is that of
CLDR: spaces and signs before digits, digits before letters, the letters of the page before all others; accents and
capitals decide only between names that are otherwise equal, ё is an е with an accent, and և is its letters: եվ in
Armenian, as it is spelt today, and եւ elsewhere.
"""

import unicodedata
from functools import lru_cache

DIGITS, OTHERS = "0–9", "#"  # headings of an index for names that begin with no letter
_OWN_LETTERS = {"ru": ("\u0400", "\u052f"), "hy": ("\u0530", "\u058f")}  # Latin ones come before both


def collation_key(name: str, language: str = "en") -> tuple:
    """Return the key by which to sort a name among others on a page in the language, a tag."""
    folded = (name.replace("և", "եվ") if language == "hy" else name).casefold()
    first, last = _OWN_LETTERS.get(language, ("a", "z"))
    return [_weight(letter, first, last) for letter in folded], folded, name.swapcase()


def initial_of(name: str) -> str:
    """Return the letter under which an index has the name: a capital without accents, "0–9" for digits, or "#"."""
    for letter in name.replace("և", "ե"):
        if letter.isalpha():
            return _without_accent(letter.casefold()[0]).upper()[0]
        if letter.isdigit():
            return DIGITS
    return OTHERS


@lru_cache(maxsize=4096)
def _weight(letter: str, first: str, last: str) -> tuple[int, str]:
    base = _without_accent(letter)
    return _rank(base, first, last), base


def _rank(letter: str, first: str, last: str) -> int:
    if not letter.isalpha():
        return 1 if letter.isdigit() else 0
    return 2 if first <= letter <= last else 3


def _without_accent(letter: str) -> str:
    """Return the letter that the accent is on; й is a letter of its own."""
    return letter if letter == "й" else unicodedata.normalize("NFD", letter)[0]
