"""What makes no difference when words are compared: the one rule for the search, pickers, names and headlines.

Imports no Django. articles/search/folding_sql.py makes the databases' SQL from the same tables.
"""

import re
import unicodedata

# Signs that stand inside words without being part of them: soft hyphens, zero-width and bidirectional marks, joiners,
# the Armenian marks of emphasis, exclamation, question and abbreviation, Arabic vowels and the stroke that lengthens.
INVISIBLE = "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
ARMENIAN_MARKS = "\u055b\u055c\u055e\u055f"
ARABIC_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
# Letters and signs in two spellings, as readers and agencies mix them; all in lower case.
LATIN_LETTERS = {
    **{"ı": "i", "ł": "l", "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ŧ": "t", "ſ": "s"},
    **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"},
    **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
}
GREEK_LETTERS = {"ς": "σ"}
CYRILLIC_LETTERS = {"ё": "е", "ѐ": "е", "ѝ": "и"}
ARMENIAN_LETTERS = {"և": "եւ", "ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ"}
ARABIC_LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک"}  # as Arabic keyboards write Persian
SMALL_DIGITS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True))
APOSTROPHES = dict.fromkeys("\u2019\u2018\u201b\u02bc\u02bb\u055a\uff07\u0060\xb4", "'")
HYPHENS = dict.fromkeys("\u2010\u2011", "-")
PAIRS = {"եվ": "եւ"}  # two letters that are spelt in two ways, after all else

_ACCENTED = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x370, 0x400)]  # Latin and Greek lose their accents
_ACCENTS = range(0x300, 0x370)


_LETTERS = (
    LATIN_LETTERS
    | GREEK_LETTERS
    | CYRILLIC_LETTERS
    | ARMENIAN_LETTERS
    | ARABIC_LETTERS
    | SMALL_DIGITS
    | APOSTROPHES
    | HYPHENS
)


def _without_accents(letter: str) -> str:
    parts = [part for part in unicodedata.normalize("NFD", letter) if ord(part) not in _ACCENTS]
    return "".join(_LETTERS.get(part, part) for part in parts)


_TABLE = str.maketrans(
    {
        **{chr(code): _without_accents(chr(code)) for code in _ACCENTED},
        **{chr(code): "" for code in _ACCENTS},  # й is one letter in NFC, and stays
        **dict.fromkeys(INVISIBLE + ARMENIAN_MARKS + ARABIC_MARKS, ""),
        **_LETTERS,
    }
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the text as it is compared: in lower case, one spelling of each letter, without accents and marks.

    fold("İstanbul’da") is "istanbul'da", fold("Ի՞նչ է Երևանը") is "ինչ է երեւանը". Spaces and punctuation stay.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    for pair, spelling in PAIRS.items():
        text = text.replace(pair, spelling)
    return text


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return _WORD.findall(fold(text))
