"""The vocabulary: the site's sections and tags, and the phrases that speak for them. Imports no Django.

The comment at the top of fixtures/vocabulary.toml says how the file is written.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from articles.imports.seeds.format.page_words import FORMAT_WORDS, PageWords
from articles.imports.seeds.phrases import IGNORED, SECTION, TAG, Phrase, PhraseIndex
from articles.text.folding import fold, words_of
from articles.text.languages.site_languages import ENGLISH
from articles.text.languages.tags import normal_tag

# What a phrase counts, by the list that names it.
WEIGHTS = {"certain": 7, "strong": 4, "keywords": 2, "aliases": 2, "weak": 1, "against": -2}
LISTS_BY_WEIGHT = {weight: name for name, weight in WEIGHTS.items() if name not in ("keywords", "aliases")}
_LISTS = {
    SECTION: ("certain", "strong", "keywords", "weak", "against"),
    TAG: ("certain", "strong", "aliases", "weak", "against"),
}
_TEXTS = {SECTION: ("name", "slug", "description"), TAG: ("name",)}
_BY_LANGUAGE = {SECTION: {"names": "name", "descriptions": "description"}, TAG: {"names": "name"}}
_TYPES = {str: "a text", list: "a list", dict: "a table"}


class VocabularyError(Exception):
    """Error for a vocabulary file that cannot be used; the message names the place."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    slug: str
    name: str
    description: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)  # by language tag, without English
    descriptions: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Vocabulary:
    """The sections in their order, the tags, and the phrases."""

    sections: tuple[SectionEntry, ...]
    default_section: str
    tags: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    page: PageWords = FORMAT_WORDS  # what pages say around stories
    tag_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)  # by tag, then by language

    @cached_property
    def index(self) -> PhraseIndex:
        """The index of the phrases; made when the first text is classified, which an import may not need."""
        return PhraseIndex(self.phrases)

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
        sections = tuple(_section(entry) for entry in data["section"])
        tags = tuple(tag["name"] for tag in data.get("tag", ()))
        _check_once("[[section]]", [section.slug for section in sections])
        _check_once("[[tag]]", tags)
        if data["default_section"] not in {section.slug for section in sections}:
            raise VocabularyError(f"default_section {data['default_section']!r} is none of the sections")
        names = {tag["name"]: tag.get("names", {}) for tag in data.get("tag", ())}
        return cls(sections, data["default_section"], tags, tuple(_phrases(data)), _page_words(data), names)

    def renamed(self, names: dict[str, str], aliases: Iterable[tuple[str, str]]) -> "Vocabulary":
        """Return a copy with tags renamed by `names` (old name -> new name) and with extra `aliases` (alias, tag)."""
        known = [
            replace(phrase, owner=names.get(phrase.owner, phrase.owner)) if phrase.kind == TAG else phrase
            for phrase in self.phrases
        ]
        readable = ((alias.replace("*", " "), tag) for alias, tag in aliases if words_of(alias))
        more = [Phrase.parse(alias, TAG, tag, WEIGHTS["aliases"]) for alias, tag in readable]
        tags = tuple(dict.fromkeys(names.get(name, name) for name in self.tags))
        tag_names = {names.get(name, name): translated for name, translated in self.tag_names.items()}
        return replace(self, tags=tags, phrases=(*known, *more), tag_names=tag_names)


def _section(entry: dict) -> SectionEntry:
    names, descriptions = entry.get("names", {}), entry.get("descriptions", {})
    return SectionEntry(entry["slug"], entry["name"], entry.get("description", ""), names, descriptions)


def _page_words(data: dict) -> PageWords:
    try:
        return PageWords.from_dict(data.get("page", {}))
    except (ValueError, TypeError) as error:
        raise VocabularyError(str(error)) from error


def _phrases(data: dict) -> Iterator[Phrase]:
    for text in data.get("ignored", ()):
        yield Phrase.parse(text, IGNORED, "", 0)
    for kind, owner in ((SECTION, "slug"), (TAG, "name")):
        for entry in data.get(kind, ()):
            weights = {text: WEIGHTS[key] for key in _LISTS[kind] for text in entry.get(key, ())}
            if kind == TAG:
                weights.setdefault(entry["name"], WEIGHTS["aliases"])
            for text, weight in weights.items():
                yield Phrase.parse(text, kind, entry[owner], weight)


def _check(data: dict) -> None:
    """Raise VocabularyError for what the vocabulary may not hold or must not lack."""
    _check_keys(
        "the vocabulary", data, {"default_section": str, "ignored": list, SECTION: list, TAG: list, "page": dict}
    )
    for key in ("default_section", "section"):
        if not data.get(key):
            raise VocabularyError(f"{key} is missing")
    _check_phrases("ignored", data.get("ignored", ()))
    for kind, lists in _LISTS.items():
        for number, entry in enumerate(data.get(kind, ()), start=1):
            if not isinstance(entry, dict):
                raise VocabularyError(f"{kind} number {number} must be a table: [[{kind}]]")
            place = f"{kind} {entry.get('name', f'number {number}')!r}"
            types = {str: _TEXTS[kind], list: lists, dict: _BY_LANGUAGE[kind]}
            _check_keys(place, entry, {key: type_ for type_, keys in types.items() for key in keys})
            for key in _TEXTS[kind][:2]:
                if not words_of(entry.get(key, "")):
                    raise VocabularyError(f"{place} has no {key}")
            for key in lists:
                _check_phrases(f"{place}, {key}", entry.get(key, ()))
            _check_once(place, [phrase for key in lists for phrase in entry.get(key, ())])
            for key, english in _BY_LANGUAGE[kind].items():
                _check_languages(f"{place}, {key}", entry.get(key, {}), english)
        _check_names_differ(kind, data.get(kind, ()))


def _check_keys(place: str, table: dict, types: dict[str, type]) -> None:
    for key, value in table.items():
        if key not in types:
            raise VocabularyError(f"{place}: {key!r} is unknown; known are {', '.join(types)}")
        if not isinstance(value, types[key]):
            raise VocabularyError(f"{place}: {key} must be {_TYPES[types[key]]}")


def _check_languages(place: str, texts: dict, english: str) -> None:
    """Raise VocabularyError unless `texts` are texts by language; `english` is the key that holds the English one."""
    for language, text in texts.items():
        try:
            tag = normal_tag(language, place)
        except ValueError as error:
            raise VocabularyError(str(error)) from error
        if tag == ENGLISH:
            raise VocabularyError(f"{place}: write the English one in {english!r}, and leave {language!r} out")
        if tag != language:
            raise VocabularyError(f"{place}: write {tag!r} instead of {language!r}")
        if not isinstance(text, str) or not words_of(text):
            raise VocabularyError(f"{place}: {language!r} must be a text in quotation marks that holds a word")


def _check_names_differ(kind: str, entries: Iterable[dict]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for entry in entries:
        for language, name in entry.get("names", {}).items():
            owner = owners.setdefault((language, fold(name)), entry["name"])
            if owner != entry["name"]:
                place = f"{kind} {entry['name']!r}, names"
                raise VocabularyError(f"{place}: {language!r} has the name of {owner!r}, {name!r}; give it another")


def _check_phrases(place: str, phrases: Iterable) -> None:
    for phrase in phrases:
        if not isinstance(phrase, str):
            raise VocabularyError(f"{place}: {phrase!r} must be a text in quotation marks")
        if not words_of(phrase):
            raise VocabularyError(f"{place}: {phrase!r} holds no word")


def _check_once(place: str, texts: Iterable[str]) -> None:
    seen = set()
    for text in texts:
        if text in seen:
            raise VocabularyError(f"{place}: {text!r} is listed twice")
        seen.add(text)
