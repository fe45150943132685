"""Finding stories by their words: the only code that knows which database it speaks to.

Both databases keep a table `articles_search` beside the articles, filled by
triggers, so that bulk writes and `QuerySet.update` are indexed too:

- SQLite: FTS5 (sqlite.py); PostgreSQL: tsvector and GIN (postgresql.py).
- It holds what is or will be public; a draft, a withdrawn or a retracted story is not in it.
- A match in the headline ranks before one in the summary, that before one in
  the text; of equals the newer is first. Ranked are the newest CANDIDATES
  matches, so that a word which stands in every story costs no more than another.

query.py reads what a reader typed, excerpts.py shows where it stands.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import NamedTuple

from articles.database import triggers
from articles.search.query import Term

CANDIDATES = 500
FEW = 1_000  # stories about one tag; so many are sooner looked through than all those that hold a word
TABLE = "articles_search"
ARTICLES = "articles_article"
# What the triggers read: without one of these columns (a half-migrated database) there is nothing to install.
COLUMNS = {"headline", "summary", "body", "published_at", "withdrawn_at", "retracted_at"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: all stories, or those of a section (slug), about a tag (its key), of a span of time (aware)."""

    section: str = ""
    tag: str = ""
    since: datetime | None = None
    before: datetime | None = None


EVERYWHERE = Scope()


class Found(NamedTuple):
    """Two pieces of SQL with their parameters: the candidates' ids; the rank of a row of articles (2, 1, 0)."""

    candidates: tuple[str, list]
    rank: tuple[str, list]


def _dialect(connection):
    return import_module(f"articles.search.{connection.vendor}")


def found(connection, terms: tuple[Term, ...], scope: Scope, at: datetime) -> Found:
    """What finds all of `terms` (at least one) in stories published by the aware moment `at`.

    One query where a tag is asked for: a rare one's stories are looked through, not the words'.
    """
    few = _few_about(connection, scope.tag) if scope.tag else None
    return _dialect(connection).found(terms, scope, at, few)


def _few_about(connection, tag: str) -> list[int] | None:
    """The numbers of the stories about `tag` (its key); None when there are more than FEW."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT content_object_id FROM articles_taggedarticle "
            "WHERE tag_id = (SELECT id FROM articles_tag WHERE key = %s) "
            f"ORDER BY published_at DESC LIMIT {FEW + 1}",  # by its index, which a limit alone would not make it use
            [tag],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    return numbers if len(numbers) <= FEW else None


def install(connection) -> None:
    """Makes table and triggers where they are missing or of another release, and fills the table then.

    Called after every `migrate` (see triggers).
    """
    with connection.cursor() as cursor:
        if ARTICLES not in connection.introspection.table_names(cursor):
            return
        columns = {column.name for column in connection.introspection.get_table_description(cursor, ARTICLES)}
    if columns >= COLUMNS:
        triggers.install(connection, TABLE, _dialect(connection).OBJECTS)
