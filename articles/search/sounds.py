"""How words sound, in any script: for what a reader may have meant. Pure functions; imports no Django.

Yerevan, Ереван and Երևան sound alike. A word that was typed wrongly is close to one of the site's in sound, and the
consonants of both are the same, but for one. docs/performance.md has how often this errs.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from articles.search.query_parser import stem_of

# Sounds that transliterations and misspellings mix, in Latin letters; in this order.
_SPELLINGS = (
    *(("shch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("tch", "c"), ("ch", "c"), ("sh", "s")),
    *(("kh", "h"), ("gh", "h"), ("ph", "f"), ("th", "t"), ("tz", "ts"), ("ck", "k")),
    *(("q", "k"), ("x", "ks"), ("w", "v"), ("y", "i")),
)
_INITIAL = re.compile(r"\A(?:ye|ie|je(?=r))")
_HARD_C = re.compile(r"c(?![eiyh])")
_SOFT_C = re.compile(r"c(?=[eiy])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[^a-z]|[aeiou]")
KEY_MAX = 6  # consonants of a key
LETTERS_MIN, STEM_MIN = 4, 3  # letters of a word that is corrected, of a stem that is compared
ONE, TWO = 4, 8  # letters of the sound of a word in which one may be wrong, and two


@lru_cache(maxsize=4096)
def sounds_of(word: str) -> tuple[str, ...]:
    """Return how a folded word sounds; for a Russian or an Armenian one, also without what may be its ending."""
    stem = stem_of(word) if word else None
    return tuple(dict.fromkeys(map(_sound, (word, stem) if stem and len(stem) >= STEM_MIN else (word,))))


def _sound(word: str) -> str:
    letters = anyascii(word).lower()
    letters = letters.replace("ow", "u") if "ա" <= word[:1] <= "և" else letters
    letters = letters.replace("'", "")
    if word.isascii():
        letters = _SOFT_C.sub("s", _HARD_C.sub("k", letters))
    letters = _INITIAL.sub("e", letters)
    for spelling, sound in _SPELLINGS:
        letters = letters.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", letters)


def keys_of(sound: str) -> list[str]:
    """Return the consonants of a sound, and these without each one of them."""
    key = _VOWELS.sub("", sound)[:KEY_MAX]
    shorter = (key[:at] + key[at + 1 :] for at in range(len(key))) if len(key) > 2 else ()
    return list(dict.fromkeys((key, *shorter))) if key else []


def wrong_letters(typed: str, word: str, most: int) -> int | None:
    """Return how many letters of a sound are missing, wrong, too many or swapped; None if more than `most`."""
    if abs(len(typed) - len(word)) > most:
        return None
    before, rows = [], list(range(len(word) + 1))
    for number, one in enumerate(typed, 1):
        line = [number]
        for at, other in enumerate(word, 1):
            cost = min(rows[at] + 1, line[at - 1] + 1, rows[at - 1] + (one != other))
            if number > 1 and at > 1 and one == word[at - 2] and other == typed[number - 2]:
                cost = min(cost, before[at - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return None
        before, rows = rows, line
    return rows[-1] if rows[-1] <= most else None


def most_wrong(sound: str) -> int:
    """Return how many letters of a sound may be wrong for it to be taken for another one."""
    return 2 if len(sound) >= TWO else 1 if len(sound) >= ONE else 0


_LATIN, _CYRILLIC = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё"
_LAYOUTS = str.maketrans(_LATIN + _CYRILLIC, _CYRILLIC + _LATIN)


def in_other_layout(typed: str) -> str:
    """Return what was typed as the same keys give it in the other keyboard layout, Russian or English."""
    return typed.lower().translate(_LAYOUTS)
