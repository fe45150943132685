"""What a search looks for, and what it writes in its place. Nobody types a regular expression: signs mean themselves.

Spellings in which one word reaches us are one: NFC and NFD, any apostrophe, hyphen or space, soft hyphens and the
Armenian marks of emphasis and question within a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from articles.text.folding import DROPPED
from articles.text.plain import one_line

LETTERS_MAX = 300  # characters that can be looked for, or written in their place
_STRESS = "\u0300\u0301"  # set on Russian vowels; in NFC they are part of no Cyrillic letter
_SKIPPED = f"[{DROPPED}]"
_INSIDE = re.compile(f"[{DROPPED}{_STRESS}]")
_APOSTROPHES, _HYPHENS = "'’‘‛ʼʻ՚＇`´", "-‐‑"
_ARMENIAN_MARKS = "\u055b\u055c\u055e"  # of emphasis, exclamation and question: they stand behind a vowel
_ARMENIAN_VOWEL = re.compile("ու|[աեէիոօևըԱԵԷԻՈՕԸ]", re.IGNORECASE)
_UNSTRESSED = "ը"


class Reach(StrEnum):
    """How much of a word, or of an address, has to be what is looked for."""

    WORDS = "words"
    BEGINNINGS = "beginnings"
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Wanted:
    """What is looked for (`text`), and what is written in its place (`by`, which may be empty).

    `link`: the text is an address, or a part of one; its letters are compared as they stand.
    """

    text: str
    by: str
    reach: Reach = Reach.WORDS
    same_case: bool = False
    link: bool = False

    @classmethod
    def of(cls, text: str, by: str, **options) -> "Wanted":
        """Return it with both texts on one line, in NFC, without invisible characters."""
        return cls(one_line(text), one_line(by), **options)

    @property
    def is_empty(self) -> bool:
        return not self.text

    def found_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where the plain text has it: from, to, and what is to stand there. Places that say that are left out.

        They do not overlap.
        """
        pattern, at = pattern_of(self), 0
        while found := pattern.search(text, at):
            begin, end = found.span()
            if not self._has_edges(text, begin, end):
                at = begin + 1
                continue
            at = end
            written = self.written_for(found[0])
            if written != found[0]:
                yield begin, end, written

    def _has_edges(self, text: str, begin: int, end: int) -> bool:
        """Return whether the words begin and end where the reach says that they do."""
        if self.link or self.reach == Reach.ANYWHERE:
            return True
        if _is_of_word(self.text[0]) and _is_of_word(_neighbor(text, begin - 1, -1)):
            return False
        whole = self.reach == Reach.WORDS and _is_of_word(self.text[-1])
        return not (whole and _is_of_word(_neighbor(text, end, 1)))

    def written_for(self, found: str) -> str:
        """Return what stands in the place of the words `found`: in capitals if they are, and with their marks."""
        if self.link or not self.by:
            return self.by
        plain, by = _INSIDE.sub("", found), self.by
        if plain.isupper() and not self.text.isupper() and sum(map(str.isalpha, plain)) > 1:
            by = by.replace("և", "ԵՎ").upper()
        elif plain[:1].isupper() and self.text[:1].islower():
            by = by[:1].upper() + by[1:]
        return _with_spaces(_with_marks(by, found), found)


@lru_cache(maxsize=64)
def pattern_of(wanted: Wanted) -> re.Pattern:
    """Return the pattern of what is looked for, without a look at what stands around it; of an address, with one."""
    if wanted.link:
        return _address_pattern(wanted)
    clusters = list(_clusters(unicodedata.normalize("NFC", wanted.text)))
    signs = _any_spelling(clusters[0])
    for before, sign in pairwise(clusters):
        # In a row of signs that could be skipped themselves, all ways to skip them would be tried.
        skipped = "" if before in DROPPED and sign in DROPPED else f"{_SKIPPED}*"
        signs += skipped + _any_spelling(sign)
    return re.compile(signs, 0 if wanted.same_case else re.IGNORECASE)


def _address_pattern(wanted: Wanted) -> re.Pattern:
    before = "" if wanted.reach == Reach.ANYWHERE else r"(?<![\w/.@:=&?%-])"
    after = r"(?![\w/?#&=%+~-]|[.,:;]\w)" if wanted.reach == Reach.WORDS else ""
    return re.compile(before + re.escape(wanted.text) + after)


def _clusters(text: str) -> Iterator[str]:
    """Yield each letter with the accents that follow it; a row of spaces is one."""
    return (found[0] for found in re.finditer(r"\s+|.[\u0300-\u036f]*", text, re.DOTALL))


def _any_spelling(sign: str) -> str:
    """Return a pattern for the spellings of one letter or sign."""
    if sign.isspace():
        return r"\s+"
    if sign in _APOSTROPHES:
        return f"[{re.escape(_APOSTROPHES)}]"
    if sign in _HYPHENS:
        return f"[{re.escape(_HYPHENS)}]"
    spellings = dict.fromkeys(unicodedata.normalize(form, sign) for form in ("NFC", "NFD"))
    several = [*map(re.escape, spellings)]
    if len(sign.upper()) > len(sign):  # ß in capitals is SS, և is ԵՒ or ԵՎ
        capitals = {sign.upper(), *(("ԵՎ",) if sign == "և" else ())}
        several += [f"(?-i:{re.escape(one)})" for one in sorted(capitals)]
    own = several[0] if len(several) == 1 else f"(?:{'|'.join(several)})"
    return own + _without_accents_behind(sign)


def _without_accents_behind(sign: str) -> str:
    """Return a pattern for what may follow a letter: a stress on a Cyrillic one, no accent that makes it another."""
    if not sign[-1].isalpha():
        return ""
    stress = f"[{_STRESS}]?" if "\u0400" <= sign[0] <= "\u052f" else ""
    return rf"{stress}(?![\u0300-\u036f])"


def _is_of_word(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "_" or "\u0300" <= sign <= "\u036f")


def _neighbor(text: str, at: int, step: int) -> str:
    """Return the sign at `at`, or the next one in that direction that is not invisible or a mark; "" at the end."""
    while 0 <= at < len(text) and _INSIDE.match(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _with_spaces(by: str, found: str) -> str:
    """Return the words with the spaces of the found ones, of which some may not break, if they are as many."""
    spaces = re.findall(r"\s+", found)
    if len(spaces) != by.count(" "):
        return by
    kept = iter(space if len(space) == 1 and space != "\n" else " " for space in spaces)
    return re.sub(" ", lambda _: next(kept), by)


def _with_marks(by: str, found: str) -> str:
    """Return the words with the Armenian marks that the found ones have, each behind the last vowel of its word.

    Such a mark makes a question of a sentence, so it must not be lost with the word.
    """
    marked = [[sign for sign in word if sign in _ARMENIAN_MARKS] for word in found.split()]
    words = by.split(" ")
    if not any(marked) or len(words) != len(marked):
        return by if not any(marked) else by + "".join(sign for signs in marked for sign in signs)
    return " ".join(_marked(word, "".join(signs)) for word, signs in zip(words, marked, strict=True))


def _marked(word: str, marks: str) -> str:
    if not marks or any(sign in word for sign in _ARMENIAN_MARKS):
        return word
    vowels = [found for found in _ARMENIAN_VOWEL.finditer(word) if found[0] != _UNSTRESSED]
    at = vowels[-1].end() if vowels else len(word)
    return word[:at] + marks + word[at:]
