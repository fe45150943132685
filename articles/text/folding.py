"""What makes no difference when words are compared: the one rule for the search, pickers, names and headlines.

Imports no Django. articles/search/folding_sql.py makes the databases' SQL from the same tables.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from articles.text.plain import without_piled_accents

# Signs that stand inside words without being part of them: soft hyphens, zero-width and directional marks, joiners,
# the Armenian marks of emphasis, exclamation, question and abbreviation, Arabic vowels and the stroke that lengthens.
DROPPED = (
    "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"
    "\u055b\u055c\u055e\u055f\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
)
# Letters and signs in two spellings, as readers and agencies mix them; all in lower case.
LETTERS = {
    **{"ı": "i", "ł": "l", "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ſ": "s"},
    **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"},
    **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
    **{"ς": "σ", "ё": "е", "ѐ": "е", "ѝ": "и"},
    **{"և": "եւ", "ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ"},
    **{"ي": "ی", "ى": "ی", "ك": "ک"},  # as Arabic keyboards write Persian
    **dict.fromkeys("\u2019\u2018\u201b\u02bc\u02bb\u055a\uff07`\xb4", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
}
PILE_MAX = 300  # characters; to sort as many accents in a text for NFC takes a millisecond, ten times as many a hundred
PAIRS = {"եվ": "եւ"}  # two letters that are spelt in two ways, after all else
ACCENTS = range(0x300, 0x370)
ACCENTED_BLOCKS = (range(0xC0, 0x250), range(0x1E00, 0x1F00), range(0x386, 0x3D0))  # Latin and Greek


class Word(NamedTuple):
    """A folded word, and where it stands in the text."""

    start: int
    stop: int
    folded: str


def _without_accents(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() or "α" <= base.lower() <= "ω" else letter


ACCENTED = {
    letter: base
    for letter in (chr(code) for block in ACCENTED_BLOCKS for code in block)
    if (base := _without_accents(letter)) != letter
}
# In NFC й is one letter, and stays; the accents that are left stand on letters that need none.
_FOLDED = dict.fromkeys([*map(chr, ACCENTS), *DROPPED], "") | ACCENTED | LETTERS
_OTHERWISE = re.compile(f"[{re.escape(''.join(_FOLDED))}]")  # five times as fast as `str.translate`
_WORD = re.compile(r"[^\W_]+")
_LETTER = r"[^\W_\u02bb\u02bc]"
_SIGN = rf"[{DROPPED}\u0300-\u036f]"
_WORD_WITH_SIGNS = re.compile(rf"{_LETTER}+(?:{_SIGN}+{_LETTER}*)*")


def fold(text: str) -> str:
    """Return the text as it is compared: in lower case, one spelling of each letter, without accents and marks.

    fold("İstanbul’da") is "istanbul'da", fold("Ի՞նչ է Երևանը") is "ինչ է երեւանը". Spaces and punctuation stay.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    if len(text) > PILE_MAX:
        text = without_piled_accents(text)
    text = unicodedata.normalize("NFC", text).lower()
    text = _OTHERWISE.sub(lambda sign: _FOLDED[sign[0]], text)
    for pair, spelling in PAIRS.items():
        text = text.replace(pair, spelling)
    return text


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return _WORD.findall(fold(text))


def located_words(text: str, start: int = 0) -> Iterator[Word]:
    """Yield the same words, from `start` on, with their places in the text as it was before folding."""
    for found in _WORD_WITH_SIGNS.finditer(text, start):
        if folded := fold(found[0]):
            yield Word(found.start(), found.end(), folded)


def starts_of_words(text: str, initials: Set[str]) -> Iterator[int]:
    """Yield where the words begin that may begin, once folded, with one of the `initials`, and a few others.

    Five times as fast as folding every word to find out.
    """
    bases = initials | {unicodedata.normalize("NFD", letter)[0] for letter in initials}
    letters = [letter for letter in set(text) if not (folded := _folded_letter(letter)) or folded[0] in bases]
    if letters:
        first = re.compile(f"[{re.escape(''.join(sorted(letters)))}](?<!{_LETTER}.)", re.DOTALL)
        yield from (found.start() for found in first.finditer(text) if not _is_within_word(text, found.start()))


def _is_within_word(text: str, at: int) -> bool:
    """Return whether signs alone lie between the letter `at` and one before it."""
    before = at
    while before and re.match(_SIGN, text[before - 1]):
        before -= 1
    return before < at and re.match(_LETTER, text[before - 1 : before]) is not None


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    return fold(letter)
