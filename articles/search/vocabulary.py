"""The site's own words, for what a reader may have meant: a table that `learn` writes from headlines and names.

A word has a row for each of its keys (sounds.py), so that those near to a typed word are found by an index on either
database. The table is no part of a backup's worth: the next `learn` writes it anew. It may name words that no story
has any more, so whoever suggests one searches for it first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction

from articles.database import triggers
from articles.database.triggers import Objects
from articles.search import sounds
from articles.search.query_parser import stem_of
from articles.text.folding import fold, located_words

TABLE = "articles_vocabulary"
WORDS_MAX = 60_000  # the most frequent ones
CANDIDATES = 600  # words near to one that are compared with it
WRITTEN_AT_ONCE = 4_000  # rows of a transaction, so that editors do not wait
OBJECTS = Objects(
    {
        TABLE: f"CREATE TABLE {TABLE} (sound_key varchar(6) NOT NULL, word varchar(60) NOT NULL, "
        "sound varchar(120) NOT NULL, weight smallint NOT NULL, PRIMARY KEY (sound_key, word, sound))"
    }
)


class Near(NamedTuple):
    """A word of the site near to one that was typed: how many letters differ in sound, and how frequent it is."""

    wrong: int
    weight: int
    word: str


class Words:
    """Words with how many texts have them; forms of one word are counted together, and the most frequent one shown."""

    def __init__(self):
        self.forms: dict[str, Counter] = {}

    def add(self, text: str, times: int = 1) -> None:
        """Count the words of a headline or name."""
        words = {text[word.start : word.stop]: word.folded for word in located_words(text)}
        for written, folded in words.items():
            if len(folded) >= sounds.LETTERS_MIN and folded.isalpha():
                self.forms.setdefault(stem_of(folded) or folded, Counter())[written] += times

    def rows(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield the rows of the table for the most frequent words."""
        totals = Counter({stem: forms.total() for stem, forms in self.forms.items()})
        for stem, total in totals.most_common(WORDS_MAX):
            forms = self.forms[stem]
            word = min(forms, key=lambda form: (-forms[form], len(form), form))[:60]
            for sound in sounds.sounds_of(fold(word)):
                for key in sounds.keys_of(sound):
                    yield key, word, sound[:120], total.bit_length()


def install(connection) -> None:
    """Create the table if it is missing; called after every `migrate`."""
    triggers.install(connection, TABLE, OBJECTS)


def learn(connection, words: Words) -> int:
    """Write the table; return the number of words. Rows that stay are not written, and others wait for none of it."""
    wanted = set(words.rows())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sound_key, word, sound, weight FROM {TABLE}", [])
        there = set(cursor.fetchall())
        delete = f"DELETE FROM {TABLE} WHERE sound_key = %s AND word = %s AND sound = %s"
        insert = f"INSERT INTO {TABLE} (sound_key, word, sound, weight) VALUES (%s, %s, %s, %s)"
        for statement, rows in ((delete, [row[:3] for row in there - wanted]), (insert, sorted(wanted - there))):
            for begin in range(0, len(rows), WRITTEN_AT_ONCE):
                with transaction.atomic(using=connection.alias):
                    cursor.executemany(statement, rows[begin : begin + WRITTEN_AT_ONCE])
    return len({word for _, word, _, _ in wanted})


def near(connection, typed: Iterable[str]) -> dict[str, list[Near]]:
    """Return the site's words near to each of the typed ones (as they were typed), the nearest first. One query."""
    own = {word: sounds.sounds_of(fold(word)) for word in typed}
    every = sorted({key for some in own.values() for sound in some for key in sounds.keys_of(sound)})
    if not every:
        return {}
    marks = ", ".join(["%s"] * len(every))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT word, sound, weight FROM {TABLE} WHERE sound_key IN ({marks}) "
            f"ORDER BY weight DESC LIMIT {CANDIDATES * len(own)}",
            every,
        )
        rows = cursor.fetchall()
    return {word: _near(some, rows) for word, some in own.items()}


def _near(own: tuple[str, ...], rows: list[tuple[str, str, int]]) -> list[Near]:
    found: dict[str, Near] = {}
    for word, other, weight in rows:
        for sound in own:
            wrong = sounds.wrong_letters(sound, other, sounds.most_wrong(sound))
            if wrong is not None and (word not in found or wrong < found[word].wrong):
                found[word] = Near(wrong, weight, word)
    return sorted(found.values(), key=lambda one: (one.wrong, -one.weight, one.word))
