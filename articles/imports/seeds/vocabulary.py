"""The vocabulary: sections, tags, and the phrases that speak for them, found in a text by their first words.

Imports no Django. The comment at the top of fixtures/vocabulary.toml says how the file is written.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles.text.folding import ACCENTS, DROPPED, located_words, words_of
from articles.text.inflections import forms_of

WEIGHTS = {
    "certain": 5,
    "strong": 4,
    "keywords": 2,
    "aliases": 2,
    "weak": 1,
    "against": -2,
}  # by the list that names the phrase
CACHE_MAX = 50_000  # words in each of the two caches
WORD_MAX = 100  # letters; longer words begin no phrase
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_ASCII_AS_TYPED = bytes(code if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(f"[{DROPPED}{chr(ACCENTS[0])}-{chr(ACCENTS[-1])}]")
SECTION, TAG, IGNORED = "section", "tag", "ignored"
_LISTS = {
    SECTION: ("certain", "strong", "keywords", "weak", "against"),
    TAG: ("certain", "strong", "aliases", "weak", "against"),
}
_TEXTS = {SECTION: ("name", "slug", "description"), TAG: ("name",)}


# The forms of a word: stems, each with the endings that make a form of it; None: any ending.
Forms = tuple[tuple[str, frozenset[str] | None], ...]


class VocabularyError(Exception):
    """Error for a vocabulary file that cannot be used; the message names the place."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase of the vocabulary; `owner` is the section's slug or the tag's name."""

    text: str  # as the vocabulary has it
    words: tuple[Forms, ...]
    capitals: tuple[str, ...]  # the words, if it matches only text in capitals
    kind: str  # SECTION, TAG or IGNORED
    owner: str
    weight: int

    def matches(self, folded: list[str], plain: list[str] | None, at: int) -> bool:
        """Return whether the phrase begins at word `at` of the folded words (in capitals: of the `plain` ones)."""
        end = at + len(self.words)
        if self.capitals:
            return tuple(plain[at:end]) == self.capitals
        return end <= len(folded) and all(map(_is_form, folded[at:end], self.words))


def _is_form(word: str, forms: Forms) -> bool:
    return any(word.startswith(stem) and (endings is None or word[len(stem) :] in endings) for stem, endings in forms)


# The phrases that begin with a word: (of several words, in capitals, of this word alone); () for most words.
Beginning = tuple[tuple[Phrase, ...], tuple[Phrase, ...], tuple[Phrase, ...]] | tuple[()]
_NEW = ((), (), (), "not looked up yet")


@dataclass(frozen=True)
class Vocabulary:
    """The sections in their order, the tags, and an index of all phrases by the stems of their first words."""

    sections: tuple[SectionEntry, ...]
    default_section: str
    tags: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    first: "StemIndex" = field(init=False, repr=False)  # of the phrases' first words
    second: "StemIndex" = field(init=False, repr=False)
    beginnings: dict[str, Beginning] = field(init=False, default_factory=dict, repr=False)  # cache, by folded word
    seconds: dict[str, frozenset[Phrase]] = field(init=False, default_factory=dict, repr=False)  # likewise

    def __post_init__(self):
        object.__setattr__(self, "first", StemIndex((phrase.words[0], phrase) for phrase in self.phrases))
        several = (phrase for phrase in self.phrases if len(phrase.words) > 1)
        object.__setattr__(self, "second", StemIndex((phrase.words[1], phrase) for phrase in several))

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """Read the TOML file. Raises VocabularyError, which names the file and the place."""
        try:
            return cls.from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, VocabularyError) as error:
            raise VocabularyError(f"{path}: {error}") from error

    @classmethod
    def from_dict(cls, data: dict) -> "Vocabulary":
        """Return the vocabulary of a parsed file. Raises VocabularyError, which names the place."""
        _check(data)
        sections = tuple(SectionEntry(s["slug"], s["name"], s.get("description", "")) for s in data["section"])
        tags = tuple(tag["name"] for tag in data.get("tag", ()))
        for what, names in (("section", [section.slug for section in sections]), ("tag", tags)):
            if twice := next((name for name in names if names.count(name) > 1), None):
                raise VocabularyError(f"{what} {twice!r} is there twice; make it one entry")
        if data["default_section"] not in {section.slug for section in sections}:
            raise VocabularyError(f"default_section {data['default_section']!r} is none of the sections")
        return cls(sections, data["default_section"], tags, tuple(_phrases(data)))

    def renamed(self, names: dict[str, str], aliases: Iterable[tuple[str, str]]) -> "Vocabulary":
        """Return a copy with tags renamed by `names` (old name -> new name) and with extra `aliases` (alias, tag)."""
        known = [
            replace(phrase, owner=names.get(phrase.owner, phrase.owner)) if phrase.kind == TAG else phrase
            for phrase in self.phrases
        ]
        more = [_phrase(alias.replace("*", " "), TAG, owner, WEIGHTS["aliases"]) for alias, owner in aliases]
        tags = tuple(dict.fromkeys(names.get(name, name) for name in self.tags))
        return Vocabulary(self.sections, self.default_section, tags, (*known, *more))

    def found(self, text: str) -> list[tuple[int, int, Phrase]]:
        """Return (number of the first word, number of words, phrase) for the phrases in `text`, in its order.

        Where phrases of sections overlap, the one that begins first is found, and of those that begin together the
        longest; the others are not. The same holds for tags. An ignored phrase, which is not returned, hides both;
        one that counts against its owner hides none.
        """
        folded = [*folded_words(text), ""]
        known, known_second, plain, ends, free = self.beginnings.get, self.seconds.get, None, {SECTION: 0, TAG: 0}, 0
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
                several = [phrase for phrase in several if phrase in second] if second else ()
            if several or capitals:
                plain = plain or words_as_typed(text)
                begun = [one for one in (*several, *capitals) if one.matches(folded, plain, at)]
                found += _unhidden(begun, at, ends)
                free = max(ends.values())
            for phrase in alone:
                if at >= free or at >= ends[phrase.kind]:
                    found.append((at, 1, phrase))
        return found

    def _beginning_with(self, word: str) -> Beginning:
        """Return the phrases that begin with the folded `word`, and remember them."""
        phrases = self.first.phrases_with(word)
        several = sorted((one for one in phrases if len(one.words) > 1), key=lambda one: -len(one.words))
        single = [one for one in phrases if len(one.words) == 1]
        capitals = [one for one in single if one.capitals or one.kind == IGNORED]
        alone = {}  # one phrase of each owner: two of its phrases may have a form in common
        for phrase in single:
            if phrase not in capitals:
                alone.setdefault((phrase.kind, phrase.owner), phrase)
        found = (tuple(several), tuple(capitals), tuple(alone.values())) if phrases else ()
        if len(self.beginnings) < CACHE_MAX and len(word) <= WORD_MAX:
            self.beginnings[word] = found
        return found

    def _with_second(self, word: str) -> frozenset[Phrase]:
        """Return the phrases whose second word is the folded `word`, and remember them."""
        found = frozenset(self.second.phrases_with(word))
        if len(self.seconds) < CACHE_MAX and len(word) <= WORD_MAX:
            self.seconds[word] = found
        return found


class StemIndex:
    """Phrases by the stems of one of their words."""

    def __init__(self, phrases: Iterable[tuple[Forms, Phrase]]):
        self._by_stem = defaultdict(list)
        for forms, phrase in phrases:
            for stem, endings in forms:
                self._by_stem[stem].append((endings, phrase))
        self._by_stem = dict(self._by_stem)
        self._stem_max = max(map(len, self._by_stem), default=0)

    def phrases_with(self, word: str) -> list[Phrase]:
        """Return the phrases, each once, of whose word the folded `word` is a form."""
        if len(word) > WORD_MAX:
            return []
        return list(
            dict.fromkeys(
                phrase
                for length in range(1, min(len(word), self._stem_max) + 1)
                for endings, phrase in self._by_stem.get(word[:length], ())
                if endings is None or word[length:] in endings
            )
        )


def _unhidden(begun: list[Phrase], at: int, ends: dict[str, int]) -> Iterator[tuple[int, int, Phrase]]:
    """Yield those of the phrases that begin at word `at`, the longest first, that no other one hides.

    `ends` holds the end of the last phrase by kind, and is updated.
    """
    before = dict(ends)
    for phrase in begun:
        length = len(phrase.words)
        hidden = [ends[kind] > at and (before[kind] > at or ends[kind] != at + length) for kind in ends]
        for kind, is_hidden in zip(ends, hidden, strict=True):
            if is_hidden or phrase.kind not in (kind, IGNORED):
                continue
            if phrase.weight >= 0:
                ends[kind] = at + length
            if phrase.kind == kind:
                yield at, length, phrase


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


def _check(data: dict) -> None:
    """Raise VocabularyError for what the vocabulary may not hold or must not lack."""
    _check_keys("the vocabulary", data, {"default_section": str, "section": list, "tag": list, "ignored": list})
    for key in ("default_section", "section"):
        if key not in data:
            raise VocabularyError(f"{key} is missing")
    _check_strings("ignored", data.get("ignored", []))
    for kind, lists in _LISTS.items():
        for number, entry in enumerate(data.get(kind, ()), start=1):
            place = f"[[{kind}]] number {number}"
            if not isinstance(entry, dict):
                raise VocabularyError(f"{place} is no table")
            place = f"{kind} {entry['name']!r}" if isinstance(entry.get("name"), str) else place
            _check_keys(place, entry, dict.fromkeys(_TEXTS[kind], str) | dict.fromkeys(lists, list))
            for key in _TEXTS[kind][:2]:
                if not entry.get(key, "").strip():
                    raise VocabularyError(f"{place} has no {key}")
            for key in lists:
                _check_strings(f"{place}: {key}", entry.get(key, []))
            _check_once(place, [phrase for key in lists for phrase in entry.get(key, ())])


def _check_keys(place: str, table: dict, types: dict[str, type]) -> None:
    for key, value in table.items():
        if key not in types:
            raise VocabularyError(f"{place}: {key!r} is unknown; known are {', '.join(types)}")
        if not isinstance(value, types[key]):
            raise VocabularyError(f"{place}: {key} must be {'a text' if types[key] is str else 'a list'}")


def _check_strings(place: str, phrases: list) -> None:
    for phrase in phrases:
        if not isinstance(phrase, str):
            raise VocabularyError(f'{place}: {phrase!r} must be a text in "quotation marks"')
        if not words_of(phrase):
            raise VocabularyError(f"{place}: {phrase!r} holds no word")


def _check_once(place: str, phrases: list[str]) -> None:
    seen = set()
    for phrase in phrases:
        if phrase in seen:
            raise VocabularyError(f"{place}: {phrase!r} is listed twice")
        seen.add(phrase)


def _phrases(data: dict) -> Iterator[Phrase]:
    for text in data.get("ignored", ()):
        yield _phrase(text, IGNORED, "", 0)
    for kind, owner in ((SECTION, "slug"), (TAG, "name")):
        for entry in data.get(kind, ()):
            named = [key for key in _LISTS[kind] if key in entry]
            listed = {text: WEIGHTS[key] for key in named for text in entry[key]}
            if kind == TAG:
                listed.setdefault(entry["name"], WEIGHTS["aliases"])
            for text, weight in listed.items():
                yield _phrase(text, kind, entry[owner], weight)


def _phrase(text: str, kind: str, owner: str, weight: int) -> Phrase:
    plain = [found[0] for found in _WORD.finditer(text)]
    if text.isupper() and len(text) > 1:
        words, capitals = tuple(((word, frozenset([""])),) for word in words_of(text)), tuple(plain)
    else:
        words, capitals = tuple(_forms(text)), ()
    return Phrase(text, words, capitals, kind, owner, weight)


def _forms(text: str) -> Iterator[Forms]:
    """Yield the forms of each word of a phrase. English words before the last one have no other forms."""
    exact, prefix = text.startswith("="), text.endswith("*")
    words = [word.folded for word in located_words(text)]
    names = [text[word.start].isupper() for word in located_words(text)]
    for number, (word, name) in enumerate(zip(words, names, strict=True), start=1):
        last = number == len(words)
        if last and prefix:
            yield ((word, None),)
        elif exact or (word.isascii() and not last):
            yield ((word, frozenset([""])),)
        else:
            yield tuple(forms_of(word, name=name))
