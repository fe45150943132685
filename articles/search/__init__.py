"""Search for stories by their words: the only code that knows which database it talks to.

Both databases have a table `articles_search` next to the articles, filled by triggers, so that bulk writes and
`QuerySet.update` are indexed too:

- SQLite: FTS5 (sqlite.py); PostgreSQL: tsvector and GIN (postgresql.py).
- Readers find in it what is or will be public. Drafts, withdrawn and retracted stories lie in it apart, for the
  newsroom: `numbers` leaves them out, `joins` does not.
- A match in the headline ranks before one in the summary, which ranks before one in the text; among equals the newer
  comes first. Only the newest CANDIDATES matches are ranked, so that a word which occurs in every story costs no more
  than another.

query_parser.py parses what a reader typed, excerpts.py shows where it occurs.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple

from articles.database import triggers
from articles.search.query_parser import Term

CANDIDATES = 500
TABLE = "articles_search"
ARTICLES = "articles_article"
# The columns that the triggers read: if one is missing (a half-migrated database), there is nothing to install.
COLUMNS = {
    *("headline", "summary", "opening", "body", "published_at", "withdrawn_at", "retracted_at"),
    *("section_id", "site_language"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The stories to search: all, or those of a section (slug), about a tag (its key), of a span of time (aware).

    `language` is the tag of the site language in whose lists they are.
    """

    section: str = ""
    tag: str = ""
    since: datetime | None = None
    before: datetime | None = None
    language: str = ""


EVERYWHERE = Scope()


class Join(NamedTuple):
    """How the articles join the table: a condition (SQL) and its parameters.

    `order` is the column of the table by which the articles are walked, oldest first; "" if by one of their own.
    """

    where: str
    params: list
    order: str = ""


def _dialect(connection):
    return import_module(f"articles.search.{connection.vendor}")


def numbers(connection, terms: tuple[Term, ...], scope: Scope = EVERYWHERE, at: datetime | None = None) -> list[int]:
    """Return the numbers of up to CANDIDATES stories with all `terms` (at least one), the best first.

    They are in the `scope` and published by the aware moment `at` (now). One query, a second one for a tag.
    """
    sql, params = _dialect(connection).numbers(connection, terms, scope, at or datetime.now(UTC))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [number for (number,) in cursor.fetchall()]


def joins(connection, terms: tuple[Term, ...], rows, few: list[int] | None) -> list[Join]:
    """Return how articles join TABLE where they contain all of `terms` (at least one), whatever their state.

    A story is in one of the joins. `rows` is a queryset of the articles among which to search; `few` are its numbers
    if there are so few that looking through them is quicker.
    """
    return _dialect(connection).joins(terms, rows, few)


def install(connection) -> None:
    """Create the table and triggers, and fill the table, if they are missing or from another release.

    Called after every `migrate` (see triggers).
    """
    with connection.cursor() as cursor:
        if ARTICLES not in connection.introspection.table_names(cursor):
            return
        columns = {column.name for column in connection.introspection.get_table_description(cursor, ARTICLES)}
    if columns >= COLUMNS:
        triggers.install(connection, TABLE, _dialect(connection).OBJECTS)
