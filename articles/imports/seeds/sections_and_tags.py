"""Classification of stories: a pure function that finds a story's section and tags by a vocabulary.

Imports no Django. The vocabulary is fixtures/vocabulary.toml; the comment at its top says how it is read.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles.imports.seeds.format.page_words import FORMAT_WORDS, PageWords
from articles.text.folding import fold, located_words, words_of

TAGS_MAX = 8  # tags of one story: the ones named first win
CACHE_MAX = 50_000  # words cached with the phrases that begin with them
WORD_MAX = 100  # letters; longer words are not cached
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)


class VocabularyError(Exception):
    """Error for a vocabulary file that cannot be used; the message names the place."""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A keyword or alias, split into words; `owner` is the section's slug or the tag's name."""

    words: tuple[str, ...]
    owner: str
    is_tag: bool
    prefix: bool  # the last word matches every word that begins with it
    capitals: bool  # matches only text in capitals

    @property
    def sure(self) -> bool:
        """True if the first word alone decides that the phrase matches."""
        return len(self.words) == 1 and not self.capitals

    def matches(self, folded: list[str], plain: list[str] | None, at: int) -> bool:
        """Return whether the phrase begins at word `at` of the folded words (in capitals: of the `plain` ones)."""
        end = at + len(self.words)
        there = (plain if self.capitals else folded)[at:end]
        if len(there) < len(self.words):
            return False
        if not self.prefix:
            return tuple(there) == self.words
        return tuple(there[:-1]) == self.words[:-1] and there[-1].startswith(self.words[-1])


# (phrases that the first word alone decides, phrases whose following words must be checked); () for most words
Beginning = tuple[tuple[Phrase, ...], tuple[Phrase, ...]] | tuple[()]
NEW = ((), (), "not looked up yet")


@dataclass(frozen=True)
class Vocabulary:
    """The sections in their order, the tags, and an index of all phrases by their first word."""

    sections: tuple[SectionEntry, ...]
    default_section: str
    tags: tuple[str, ...]
    exact: dict[str, list[Phrase]]
    prefixes: dict[str, list[Phrase]]  # phrases of one word that end in *
    page: PageWords = FORMAT_WORDS  # what pages say around stories
    cache: dict[str, Beginning] = field(default_factory=dict, repr=False)  # by folded word

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """Read the TOML file. Raises VocabularyError, which names the file and the place."""
        try:
            return cls.from_dict(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VocabularyError(f"{path}: {type(error).__name__}: {error}") from error

    @classmethod
    def from_dict(cls, data: dict) -> "Vocabulary":
        sections = tuple(SectionEntry(s["slug"], s["name"], s.get("description", "")) for s in data["section"])
        if data["default_section"] not in {section.slug for section in sections}:
            raise ValueError(f"default_section {data['default_section']!r} is none of the sections")
        exact, prefixes = defaultdict(list), defaultdict(list)
        for phrase in _phrases(data):
            alone = phrase.prefix and len(phrase.words) == 1
            (prefixes if alone else exact)[fold(phrase.words[0])].append(phrase)
        tags = tuple(tag["name"] for tag in data.get("tag", ()))
        page = PageWords.from_dict(data.get("page", {}))
        return cls(sections, data["default_section"], tags, dict(exact), dict(prefixes), page)

    def renamed(self, names: dict[str, str], aliases: Iterable[tuple[str, str]]) -> "Vocabulary":
        """Return a copy with tags renamed by `names` (old name -> new name) and with extra `aliases` (alias, tag)."""
        more = [_phrase(alias.replace("*", " "), owner, is_tag=True) for alias, owner in aliases]
        exact, prefixes = defaultdict(list), defaultdict(list)
        for table, phrases in ((exact, self.exact), (prefixes, self.prefixes)):
            for word, known in phrases.items():
                table[word] = [
                    replace(one, owner=names.get(one.owner, one.owner) if one.is_tag else one.owner) for one in known
                ]
        for phrase in more:
            exact[fold(phrase.words[0])].append(phrase)
        tags = tuple(dict.fromkeys(names.get(name, name) for name in self.tags))
        return replace(self, tags=tags, exact=dict(exact), prefixes=dict(prefixes), cache={})

    def beginning_with(self, word: str) -> Beginning:
        """Return the phrases that begin with the folded `word`, and remember them in `cache`."""
        longest = min(len(word), max(map(len, self.prefixes), default=0))  # a word may be as long as a file
        prefixed = (phrase for n in range(2, longest + 1) for phrase in self.prefixes.get(word[:n], ()))
        phrases = (*self.exact.get(word, ()), *prefixed)
        found = (
            tuple(phrase for phrase in phrases if phrase.sure),
            tuple(phrase for phrase in phrases if not phrase.sure),
        )
        found = found if any(found) else ()
        if len(self.cache) < CACHE_MAX and len(word) <= WORD_MAX:
            self.cache[word] = found
        return found


def _phrases(data: dict) -> Iterator[Phrase]:
    for section in data["section"]:
        for keyword in section.get("keywords", ()):
            yield _phrase(keyword, section["slug"], is_tag=False)
    for tag in data.get("tag", ()):
        for alias in (tag["name"], *tag.get("aliases", ())):
            yield _phrase(alias, tag["name"], is_tag=True)


def _phrase(text: str, owner: str, *, is_tag: bool) -> Phrase:
    capitals = text.isupper() and len(text) > 1
    words = tuple(_words(text) if capitals else words_of(text))
    if not words:
        raise ValueError(f"{owner}: {text!r} holds no word")
    return Phrase(words, owner, is_tag, prefix=text.endswith("*"), capitals=capitals)


def classify(headline: str, paragraphs: Iterable[str], vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Return (the section's slug, the tags' names in the order in which the story mentions them).

    A keyword scores 3 in the headline, 2 in the first paragraph and 1 in the rest, once in each of these;
    the section with the highest sum wins. If several are equal, the one listed first wins.
    """
    lead, *rest = [*paragraphs, ""]
    scores, tags = defaultdict(int), {}
    for text, weight in ((headline, 3), (lead, 2), ("\n".join(rest), 1)):
        for phrase in _found(text, vocabulary):
            if phrase.is_tag:
                tags.setdefault(phrase.owner)
            else:
                scores[phrase.owner] += weight
    best = max(vocabulary.sections, key=lambda section: scores[section.slug])
    return best.slug if scores[best.slug] else vocabulary.default_section, tuple(tags)[:TAGS_MAX]


def _folded_words(text: str) -> list[str]:
    """Return the folded words of a text. ASCII, as most texts are, is done by bytes in a third of the time."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    return words_of(text)


def _words(text: str) -> list[str]:
    """Return the same words as the text has them."""
    return [text[word.start : word.stop] for word in located_words(text)]


def _found(text: str, vocabulary: Vocabulary) -> dict[Phrase, None]:
    """Return the phrases that occur in `text`, each once, in the order of the text."""
    folded = _folded_words(text)
    known = vocabulary.cache.get
    plain = None
    found = {}
    # One expression, because it looks at every word: most have an empty beginning, those not met before have NEW.
    for at, beginning in [(at, beginning) for at, word in enumerate(folded) if (beginning := known(word, NEW))]:
        if beginning is NEW and not (beginning := vocabulary.beginning_with(folded[at])):
            continue
        sure, perhaps = beginning
        for phrase in sure:
            found[phrase] = None
        for phrase in perhaps:
            if plain is None and phrase.capitals:
                plain = _words(text)
            if phrase not in found and phrase.matches(folded, plain, at):
                found[phrase] = None
    return found
