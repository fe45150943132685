"""The order of names in a list, by the alphabet of the page's language. Imports no Django.

It is Python's, because SQLite and PostgreSQL each have an order of their own. For the site's languages it is that of
CLDR: spaces and signs before digits, digits before letters, the letters of the page before all others; accents and
capitals decide only between names that are otherwise equal, ё is an е with an accent, and և is its letters: եվ in
Armenian, as it is spelt today, and եւ elsewhere.
"""

import unicodedata

_OWN_LETTERS = {"ru": ("\u0400", "\u052f"), "hy": ("\u0530", "\u058f")}  # Latin ones come before both


def collation_key(name: str, language: str = "en") -> tuple:
    """Return the key by which to sort a name among others on a page in the language, a tag."""
    folded = (name.replace("և", "եվ") if language == "hy" else name).casefold()
    first, last = _OWN_LETTERS.get(language, ("a", "z"))
    base = [(_rank(letter, first, last), letter) for letter in map(_without_accent, folded)]
    return base, folded, name.swapcase()


def _rank(letter: str, first: str, last: str) -> int:
    if not letter.isalpha():
        return 1 if letter.isdigit() else 0
    return 2 if first <= letter <= last else 3


def _without_accent(letter: str) -> str:
    """Return the letter that the accent is on; й is a letter of its own."""
    return letter if letter == "й" else unicodedata.normalize("NFD", letter)[0]
