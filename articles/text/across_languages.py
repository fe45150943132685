"""What two texts have in common whatever languages they are in: the numbers, and the names of people and places.

Imports no Django. A name is compared by its consonants in Latin letters, without the endings of Russian and Armenian
declensions: Пашиняном, Փաշինյանի and Pashinyan are one. What many stories of the time have says little, what few have
says much; so the stories around are needed to judge two of them (`Times`). docs/performance.md has how often it errs.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from anyascii import anyascii

# Two stories are offered as versions if they share at least SHARED_MIN traits that together weigh WEIGHT_MIN, and
# that is at least SHARE_MIN of what the one with less has. Chosen on one half of the demo corpus.
SHARED_MIN, WEIGHT_MIN, SHARE_MIN = 3, 13.0, 0.25
STORIES_ASSUMED = 100  # more than there are, so that among few stories a word is not taken to be rare or frequent
TEXT_MAX = 6_000  # characters of a text that are read
KEY_LETTERS = 5  # consonants of a name that are compared
Traits = Mapping[str, str]  # what is compared, and how the text writes it

_NUMBER = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f,.]\d{3})+(?![\d.,]\d)|\d+(?:[.,:]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f,.]\d{3})+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?։…:][\"»”]?\s+|[«\"“„]|\n)\s*\Z")
_RUSSIAN_ENDING = re.compile(
    r"(?:ского|скому|ским|ской|ская|ский|ские|ских|ого|ому|ами|ями|ом|ем|ым|им|ой|ей|ах|ях|ам|ям|ов|ев|[аяуюыиеьо])\Z"
)
_ARMENIAN_ENDING = re.compile(r"(?:յանների|ներից|ներում|ներին|ների|ներ|ում|ից|ով|յի|ին|[նըիս])\Z")
_STEM_MIN = 3  # letters that are left of a name
# Spellings of one sound, as transliterations mix them; in this order.
_SOUNDS = (
    *(("shch", "s"), ("dzh", "j"), ("dj", "j"), ("sh", "s"), ("zh", "s"), ("ch", "c"), ("ts", "c"), ("tz", "c")),
    *(("dz", "c"), ("kh", "g"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("x", "ks"), ("q", "k")),
    *(("z", "s"), ("h", "g")),
)
_ENGLISH_C = re.compile(r"c(?=([eiy])|(h))?")
_VOWELS = re.compile(r"[^a-z]|[aeiouyw]")
_DOUBLED = re.compile(r"(.)\1+")


class Likeness(NamedTuple):
    """How much two stories have in common."""

    weight: float  # of the traits that they share
    share: float  # of the weight that the one with less has
    common: list[str]  # the keys of what they share, the rarest first

    @property
    def is_close(self) -> bool:
        """True if they obviously tell one story."""
        return len(self.common) >= SHARED_MIN and self.weight >= WEIGHT_MIN and self.share >= SHARE_MIN


class Times:
    """The stories of some time, by which a trait is known to be rare or frequent."""

    def __init__(self, stories: Iterable[Traits]):
        self.stories = Counter()
        self.number = STORIES_ASSUMED
        for traits in stories:
            self.stories.update(traits.keys())
            self.number += 1

    def weight_of(self, key: str) -> float:
        return math.log(self.number / max(self.stories[key], 1))

    def likeness(self, one: Traits, other: Traits) -> Likeness:
        common = sorted(one.keys() & other.keys(), key=lambda key: (-self.weight_of(key), key))
        if len(common) < SHARED_MIN:
            return Likeness(0, 0, common)
        weight = sum(map(self.weight_of, common))
        least = min(sum(map(self.weight_of, traits)) for traits in (one, other))
        return Likeness(weight, weight / least, common)


def traits_of(text: str, photos: Iterable[int] = ()) -> Traits:
    """Return what the text, with a paragraph a line, has to be compared, and the numbers of its photos."""
    text = text[:TEXT_MAX]
    return {f"photo {photo}": "the photo" for photo in photos} | _numbers(text) | _names(text)


def _numbers(text: str) -> dict[str, str]:
    """Return the numbers by their value: 197 000, 197,000 and 197.000 are one, and so are 2.3 and 2,3."""
    found = {}
    for match in _NUMBER.finditer(text):
        written = match[0]
        thousands = _THOUSANDS.fullmatch(written)
        value = re.sub(r"\D", "", written) if thousands else re.sub(r"[,:]", ".", written)
        found.setdefault(f"number {value}", written)
    return found


def _names(text: str) -> dict[str, str]:
    """Return the words with a capital that do not begin a sentence, by their consonants."""
    found = {}
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if word[0].isupper() and not _SENTENCE_BEFORE.search(text[max(start - 4, 0) : start]):
            key = consonants(word)
            if len(key) > 1:
                found.setdefault(f"name {key}", word)
    return found


def consonants(name: str) -> str:
    """Return the first consonants of a name without its ending, in Latin letters: "psn" for Pashinyan in any script."""
    stem = _stem(name.lower())
    letters = anyascii(stem).lower()
    if stem.isascii():
        letters = _ENGLISH_C.sub(lambda found: "s" if found[1] else "c" if found[2] else "k", letters)
    letters = letters.replace("'", "")
    for spelling, sound in _SOUNDS:
        letters = letters.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", letters))[:KEY_LETTERS]


def _stem(word: str) -> str:
    if "а" <= word[0] <= "ё":
        stem = _RUSSIAN_ENDING.sub("", word)
    elif "ա" <= word[0] <= "և":
        stem = _ARMENIAN_ENDING.sub("", word)
    else:
        return word
    return stem if len(stem) >= _STEM_MIN else word
