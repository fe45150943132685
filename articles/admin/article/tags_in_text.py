"""Tags that a text mentions: existing ones, and those that the vocabulary knows."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.conf import settings

from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Tag
from articles.models.tag import tag_key

WORDS_MAX = 2_000  # words of a text that are read
NAME_WORDS_MAX = 4  # words of the longest tag name that is found
KEYS_PER_QUERY = 5_000  # names in a query; SQLite accepts 32,766
_EDGES = re.compile(r"^\W+|\W+$")


def tags_in(headline: str, paragraphs: Iterable[str]) -> tuple[list[Tag], list[str]]:
    """Return (the existing tags, the names of those that only the vocabulary knows), each in the order of the text."""
    paragraphs = list(paragraphs)
    known = classify(headline, paragraphs, vocabulary(Path(settings.SEED_VOCABULARY))).tags
    keys = [tag_key(name) for name in known] + _possible_keys("\n".join([headline, *paragraphs]))
    keys = list(dict.fromkeys(keys))
    found = {}
    for begin in range(0, len(keys), KEYS_PER_QUERY):
        found |= Tag.objects.known(keys[begin : begin + KEYS_PER_QUERY])
    there = {found[key].pk: found[key] for key in keys if key in found}  # once, whatever names it has
    return list(there.values()), [name for name in known if tag_key(name) not in found]


@cache
def vocabulary(path: Path) -> Vocabulary:
    return Vocabulary.load(path)


def _possible_keys(text: str) -> list[str]:
    """Return the keys of all tags whose names may be in the text: each word with up to three that follow."""
    words = [_EDGES.sub("", word) for word in tag_key(text).split()[:WORDS_MAX]]
    return [
        " ".join(words[at : at + length])
        for at in range(len(words))
        for length in range(1, NAME_WORDS_MAX + 1)
        if words[at] and at + length <= len(words)
    ]
