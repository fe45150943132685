"""Phrases and an index that finds them in a text, in every inflection, by their first two words. Imports no Django."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.text.folding import ACCENTS, DROPPED, located_words, words_of
from articles.text.inflections import forms_of

SECTION, TAG, IGNORED = "section", "tag", "ignored"
CACHE_MAX = 50_000  # words in each of the two caches
WORD_MAX = 100  # letters; longer words are no part of a phrase
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_ASCII_AS_TYPED = bytes(code if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(f"[{DROPPED}{chr(ACCENTS[0])}-{chr(ACCENTS[-1])}]")

# The forms of a word: stems, each with the endings that make a form of it; None: any ending.
Forms = tuple[tuple[str, frozenset[str] | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase of the vocabulary; `owner` is the section's slug or the tag's name."""

    text: str  # as the vocabulary has it
    words: tuple[Forms, ...]
    capitals: tuple[str, ...]  # the words, if it matches only text in capitals
    kind: str  # SECTION, TAG or IGNORED
    owner: str
    weight: int

    @classmethod
    def parse(cls, text: str, kind: str, owner: str, weight: int) -> "Phrase":
        """Return the phrase for a text of the vocabulary, whose notation is described there."""
        if text.isupper() and len(text) > 1:
            capitals = tuple(_WORD.findall(text))
            return cls(
                text, tuple(((word, frozenset([""])),) for word in words_of(text)), capitals, kind, owner, weight
            )
        return cls(text, tuple(_forms(text)), (), kind, owner, weight)

    def matches(self, folded: list[str], plain: list[str] | None, at: int) -> bool:
        """Return whether the phrase begins at word `at` of the folded words (in capitals: of the `plain` ones)."""
        end = at + len(self.words)
        if self.capitals:
            return tuple(plain[at:end]) == self.capitals
        return end <= len(folded) and all(map(_is_form, folded[at:end], self.words))


# The phrases that begin with a word: (of several words, in capitals or ignored, of this word alone); () for most words.
Beginning = tuple[tuple[Phrase, ...], tuple[Phrase, ...], tuple[Phrase, ...]] | tuple[()]
_NEW = ((), (), (), "not looked up yet")


class PhraseIndex:
    """An index of phrases that finds them in texts; it remembers the words that it has met."""

    def __init__(self, phrases: Iterable[Phrase]):
        phrases = tuple(phrases)
        self._first = _StemIndex((phrase.words[0], phrase) for phrase in phrases)
        self._second = _StemIndex((phrase.words[1], phrase) for phrase in phrases if len(phrase.words) > 1)
        self._beginnings: dict[str, Beginning] = {}  # by folded word
        self._seconds: dict[str, frozenset[Phrase]] = {}  # likewise

    def found(self, text: str) -> list[tuple[int, int, Phrase]]:
        """Return (number of the first word, number of words, phrase) for the phrases in `text`, in its order.

        Where phrases of sections overlap, the one that begins first is found, and of those that begin together the
        longest; the others are not. The same holds for tags. An ignored phrase, which is not returned, hides both;
        one that counts against its owner hides none.
        """
        folded = folded_words(text)
        folded.append("")
        known, known_second, plain, ends, free = self._beginnings.get, self._seconds.get, None, {SECTION: 0, TAG: 0}, 0
        found = []
        # One expression, because it looks at every word: most have an empty beginning, those not met before have _NEW.
        for at, beginning in [(at, begins) for at, word in enumerate(folded) if (begins := known(word, _NEW))]:
            if beginning is _NEW and not (beginning := self._beginning_with(folded[at])):
                continue
            several, capitals, alone = beginning
            if several:
                second = known_second(folded[at + 1])
                if second is None:
                    second = self._with_second(folded[at + 1])
                if not second or second.isdisjoint(several):  # as nearly always
                    several = ()
                else:
                    several = [phrase for phrase in several if phrase in second]
            if several or capitals:
                begun = [*several, *capitals]
                if plain is None and any(one.capitals for one in begun):
                    plain = words_as_typed(text)
                if begun := [one for one in begun if one.matches(folded, plain, at)]:
                    found += _unhidden(begun, at, ends)
                    free = max(ends.values())
            for phrase in alone:
                if at >= free or at >= ends[phrase.kind]:
                    found.append((at, 1, phrase))
        return found

    def _beginning_with(self, word: str) -> Beginning:
        """Return the phrases that begin with the folded `word`, and remember them."""
        phrases = self._first.phrases_with(word)
        several = sorted((one for one in phrases if len(one.words) > 1), key=lambda one: -len(one.words))
        single = [one for one in phrases if len(one.words) == 1]
        capitals = [one for one in single if one.capitals or one.kind == IGNORED]
        alone = {}  # the weightiest of each owner: two of its phrases may have a form in common
        for phrase in sorted(single, key=lambda one: -abs(one.weight)):
            if phrase not in capitals:
                alone.setdefault((phrase.kind, phrase.owner), phrase)
        found = (tuple(several), tuple(capitals), tuple(alone.values())) if phrases else ()
        if len(self._beginnings) < CACHE_MAX and len(word) <= WORD_MAX:
            self._beginnings[word] = found
        return found

    def _with_second(self, word: str) -> frozenset[Phrase]:
        """Return the phrases whose second word is the folded `word`, and remember them."""
        found = frozenset(self._second.phrases_with(word))
        if len(self._seconds) < CACHE_MAX and len(word) <= WORD_MAX:
            self._seconds[word] = found
        return found


class _StemIndex:
    """Phrases by the stems of one of their words."""

    def __init__(self, phrases: Iterable[tuple[Forms, Phrase]]):
        by_stem = defaultdict(list)
        for forms, phrase in phrases:
            for stem, endings in forms:
                by_stem[stem].append((endings, phrase))
        self._by_stem = dict(by_stem)
        self._stem_max = max(map(len, by_stem), default=0)

    def phrases_with(self, word: str) -> list[Phrase]:
        """Return the phrases, each once, of whose word the folded `word` is a form."""
        if len(word) > WORD_MAX:
            return []
        found = (
            phrase
            for length in range(1, min(len(word), self._stem_max) + 1)
            for endings, phrase in self._by_stem.get(word[:length], ())
            if endings is None or word[length:] in endings
        )
        return list(dict.fromkeys(found))


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text. ASCII, as most texts are, is done by bytes in a third of the time."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    return words_of(text)


def words_as_typed(text: str) -> list[str]:
    """Return the same words as the text has them."""
    if text.isascii():
        return text.encode().translate(_ASCII_AS_TYPED).decode().split()
    return [_SIGNS.sub("", text[word.start : word.stop]) for word in located_words(text)]


def _unhidden(begun: list[Phrase], at: int, ends: dict[str, int]) -> Iterator[tuple[int, int, Phrase]]:
    """Yield those of the phrases that begin at word `at`, the longest first, that no other one hides.

    `ends` holds the end of the last phrase by kind, and is updated.
    """
    before = dict(ends)
    for phrase in begun:
        length = len(phrase.words)
        for kind in ends if phrase.kind == IGNORED else (phrase.kind,):
            if ends[kind] > at and (before[kind] > at or ends[kind] != at + length):
                continue
            if phrase.weight >= 0:
                ends[kind] = at + length
            if phrase.kind == kind:
                yield at, length, phrase


def _is_form(word: str, forms: Forms) -> bool:
    return any(word.startswith(stem) and (endings is None or word[len(stem) :] in endings) for stem, endings in forms)


def _forms(text: str) -> Iterator[Forms]:
    """Yield the forms of each word of a phrase. English words before the last one have no other forms."""
    exact, prefix = text.startswith("="), text.endswith("*")
    words = list(located_words(text))
    for number, word in enumerate(words, start=1):
        last = number == len(words)
        if last and prefix:
            yield ((word.folded, None),)
        elif exact or (word.folded.isascii() and not last):
            yield ((word.folded, frozenset([""])),)
        else:
            yield tuple(forms_of(word.folded, name=text[word.start].isupper()))
