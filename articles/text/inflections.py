"""Inflections of a dictionary form: which words of a text are forms of it. Imports no Django.

The search strips endings to find much (articles/search/query_parser.py). To say what a text is about, that is too
coarse: Snowball gives մարզական (of sport) the stem of մարզ (a province), and Գյումրիի none of Գյումրու. So this module
goes the other way: it gives a dictionary form the endings of its declension, and nothing else matches. A declension
that the spelling leaves open has the endings of each possibility; the forms that do not exist occur in no text.
"""

from collections.abc import Iterator
from functools import cache

LETTERS_MIN = 3  # shorter words have no other forms
Forms = tuple[str, frozenset[str]]  # a stem, and the endings with which it is a form of the word

_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_VOWELS = frozenset("аеиоуыэюяєії")


@cache
def _endings(text: str) -> frozenset[str]:
    """Return the endings, separated by spaces; "-" is the empty ending."""
    return frozenset("" if ending == "-" else ending for ending in text.split())


_ADJECTIVE = _endings("ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ей ую юю ых их ыми ими")
_MASCULINE = "а у ом ем е ым"  # -ым: Пашиняном, but Путиным
# By the letters with which the dictionary form ends: how many of them go, the endings of the singular and the plural.
_RUSSIAN = (
    ("ий", 2, "ий ия ию ием ии", "ии иев ев ям иям ями иями иях"),
    ("ие", 1, "е я ю ем и", "й ям ями ях"),
    ("й", 1, "й я ю ем е и", "и ев ям ями ях"),
    ("а", 1, "а ы и е у ой ою ей", "- ам ами ах"),
    ("я", 1, "я и е ю ей ью", "ь й ям ями ях"),
    ("о", 1, "о а у ом е", "- а ам ами ах"),
    ("е", 1, "е я а ю у ем и", "- й ей ев я а ям ями ях ам ами ах"),
    ("ь", 1, "ь и я ью ю ем е", "и ей ям ями ях"),
    ("ы", 1, "ы", "- ов ам ами ах"),
    ("и", 1, "и", "ей ев ов ям ями ях ам ами ах"),
)
_CASES = "- ը ն ի ին ից ով ում ս"  # of Armenian, after a consonant
_AFTER_VOWEL = "- ն ի յի յին ից յից ով յով ում յում ս"
_PLURALS = [f"{plural}{case}" for plural in ("ներ", "եր") for case in ("", "ը", "ն", "ի", "ին", "ից", "ով", "ում")]
_ARMENIAN = (
    ("ություն", 3, "ուն ունը ունն ունս ան անը անն ունից ունով ամբ ունում", "ուն"),
    ("ում", 3, "ում ումը ումն ումի ման մանը մանն մամբ ումից ումով", "ում"),
    ("ի", 1, "ի ին ինս իի իին ից իից ով իով ում իում ու ուն ուց ուն", "ի"),
    ("ու", 0, _AFTER_VOWEL, ""),
    ("ա", 0, _AFTER_VOWEL, ""),
    ("ո", 0, _AFTER_VOWEL, ""),
    ("ե", 0, _AFTER_VOWEL, ""),
    ("է", 0, _AFTER_VOWEL, ""),
)


def forms_of(word: str, *, name: bool = False) -> Iterator[Forms]:
    """Yield stems of a folded dictionary form, each with the endings that make a form of it.

    A `name` has no plural in Russian (Куба, but not куб). Words of other alphabets than Latin, Cyrillic and Armenian,
    and words with a digit, have one form.
    """
    if len(word) < LETTERS_MIN or not word.isalpha():
        yield word, frozenset([""])
    elif "а" <= word[0] <= "я":
        yield from _russian(word, name)
    elif "ա" <= word[0] <= "ֆ":
        yield from _armenian(word)
    elif word.isascii():
        yield from _english(word)
    else:
        yield word, frozenset([""])


def _english(word: str) -> Iterator[Forms]:
    if word[-1] == "y" and word[-2] not in "aeiou":
        yield word[:-1], frozenset(["y", "ies"])
    else:
        yield word, frozenset(["", "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"])


def _russian(word: str, name: bool) -> Iterator[Forms]:
    if word[-2:] in ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые") or (word[-2:] == "ие" and word[-3] in "кгхшщжч"):
        yield word[:-2], _ADJECTIVE
    if word[-1] in _CONSONANTS and word[-1] != "й":
        endings = _MASCULINE if name else f"{_MASCULINE} ы и ов ев ей ам ами ах"
        yield word, _endings(f"- {endings}")
        if len(word) > 3 and word[-2] in "ое" and word[-3] in _CONSONANTS and word[-1] in "кцнрл":
            yield word[:-2] + word[-1], _endings(endings)  # рынок, рынка
        elif word.endswith("ец") and not name:
            yield word[:-2] + "йц", _endings(endings)  # боец, бойца
        return
    for end, cut, singular, plural in _RUSSIAN:
        if word.endswith(end):
            yield word[: len(word) - cut], _endings(singular if name else f"{singular} {plural}")
            break
    else:
        yield word, frozenset([""])
    if word.endswith("ка") and not name and word[-3] not in _VOWELS:
        yield word[:-2], frozenset(["ок", "ек"])  # выставка, выставок


def _armenian(word: str) -> Iterator[Forms]:
    for end, cut, singular, before_plural in _ARMENIAN:
        if word.endswith(end) and len(word) > len(end) + 1:
            yield word[: len(word) - cut], _with_plural(singular, before_plural)
            return
    yield word, _with_plural(_CASES)


@cache
def _with_plural(singular: str, before_plural: str = "") -> frozenset[str]:
    return _endings(singular) | {before_plural + ending for ending in _PLURALS}
