"""What a reader may have meant by a search that found nothing: the same search with words that the site knows."""

import re
from datetime import datetime
from typing import NamedTuple

from django.db import connections

from articles import search
from articles.models import Article
from articles.search import vocabulary
from articles.search.query_parser import parse
from articles.search.sounds import LETTERS_MIN, in_other_layout
from articles.search.vocabulary import Near
from articles.text.folding import fold, words_of

SUGGESTIONS = 2
WORDS_MAX = 6  # of a search that is corrected
TRIED = 8  # words of the site that are tried for one
_TYPED = re.compile(r"\S+")


class Suggestion(NamedTuple):
    """A search that finds stories: its words, how many it finds, and whether there are more than were counted."""

    words: str
    count: int
    has_more: bool


def suggestions(typed: str, scope: search.Scope, at: datetime) -> list[Suggestion]:
    """Return the searches that a reader may have meant who typed `typed`, which finds nothing in the scope.

    A word that finds something by itself stays. Each suggestion was searched for and finds stories there.
    """
    tokens = _TYPED.findall(typed)
    if len(tokens) > WORDS_MAX or any(sign in typed for sign in '"“”„«»*'):
        return []
    finds = _Finder(scope, at)
    wrong = [token for token in dict.fromkeys(tokens) if _is_word(token) and not (len(tokens) > 1 and finds(token, 1))]
    meant = {token: _likeliest(near, finds) for token, near in _near(wrong).items()}
    if not meant or not all(meant.values()):
        return []
    best = next(iter(meant.values()))
    corrected = " ".join(meant[one][0] if one in meant else one for one in tokens)
    ways = best[:SUGGESTIONS] if len(tokens) == 1 else [corrected]
    found = ((words, finds(words, search.CANDIDATES + 1)) for words in ways)
    return [
        Suggestion(words, min(count, search.CANDIDATES), count > search.CANDIDATES) for words, count in found if count
    ]


def _is_word(token: str) -> bool:
    return sum(map(str.isalpha, token)) >= LETTERS_MIN and bool(words_of(token))


def _near(tokens: list[str]) -> dict[str, list[Near]]:
    """Return the words of the site that each may be, the likeliest first: also if the keyboard was the wrong one."""
    others = {token: in_other_layout(token) for token in tokens}
    asked = [*tokens, *(other for other in others.values() if other.isalpha())]
    found = vocabulary.near(connections[Article.objects.db], asked)
    return {
        token: [
            *(one for one in found.get(token, ()) if fold(one.word) != fold(token)),
            *(one for one in found.get(others[token], ()) if not one.wrong),
        ]
        for token in tokens
    }


def _likeliest(near: list[Near], finds) -> list[str]:
    """Return the first words of those that find something, as far as they are equally likely."""
    found = [one for one in near[:TRIED] if finds(one.word, 1)]
    words = {parse(one.word): one.word for one in reversed(found) if one.wrong == found[0].wrong}
    return list(words.values())[::-1]


class _Finder:
    """Counts of what words find in a scope."""

    def __init__(self, scope: search.Scope, at: datetime):
        self.scope, self.at = scope, at

    def __call__(self, words: str, limit: int) -> int:
        terms, connection = parse(words), connections[Article.objects.db]
        found = search.numbers(connection, terms, self.scope, self.at, newest_first=True, limit=limit) if terms else ()
        return len(found)
