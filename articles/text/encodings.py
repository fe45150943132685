"""Recognition of texts in an 8-bit encoding, where it is certain. Imports no Django.

Western: in Windows-1252 each byte over 0x7F is an accented letter next to a Latin one, or a typographic mark.
Russian: in one encoding the text has Russian's frequent letters, as many vowels as Russian has, and no capital inside
a word. In the other Cyrillic encodings the same bytes come out as other letters, or with capitals inside words, and so
do Greek and Hebrew.
"""

import re

WESTERN = "cp1252"
_CYRILLIC_WORD = re.compile(r"[А-яЁё]{2,}")
_CAPITAL_WITHIN = re.compile("[а-яё][А-ЯЁ]")
_FREQUENT, _VOWELS = frozenset("оеаинтсрвл"), frozenset("аеёиоуыэюя")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_ACCENTED = rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_WESTERN = re.compile(
    rb"(?<=[A-Za-z])" + _ACCENTED + rb"{1,2}(?![\xc0-\xff])|(?<![\xc0-\xff])" + _ACCENTED + rb"(?=[A-Za-z])"
    rb"|(?<=[\s>])[\xc0\xe0](?=\s)"  # the French word
    rb"|[\x80\x85\x8c\x91-\x97\x99\x9c\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb]"
)


def high_bytes(data: bytes) -> int:
    """Return how many bytes are over 0x7F."""
    return sum(map(len, _HIGH_RUN.findall(data)))


def is_western(data: bytes) -> bool:
    """Return whether these bytes are certainly Windows-1252."""
    return sum(map(len, _WESTERN.findall(data))) == high_bytes(data)


def is_russian(data: bytes, encoding: str) -> bool:
    """Return whether these bytes are certainly Russian in this Cyrillic encoding; a dozen letters are enough."""
    text, high = data.decode(encoding, "replace"), high_bytes(data)
    words = _CYRILLIC_WORD.findall(text)
    letters = "".join(words).lower()
    if "\ufffd" in text or not len(letters) > 0.8 * high > 8 or any(map(_CAPITAL_WITHIN.search, words)):
        return False
    frequent, vowels = (sum(map(letters.count, known)) for known in (_FREQUENT, _VOWELS))
    return frequent > 0.35 * len(letters) and vowels > 0.3 * len(letters)
