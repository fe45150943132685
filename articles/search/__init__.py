"""Search for stories by their words: the only code that knows which database it talks to.

Both databases have a table `articles_search` next to the articles, filled by triggers, so that bulk writes and
`QuerySet.update` are indexed too:

- SQLite: FTS5 (sqlite.py); PostgreSQL: tsvector and GIN (postgresql.py).
- Readers find in it what is or will be public. Drafts, withdrawn and retracted stories lie in it apart, for the
  newsroom: `numbers` leaves them out, `joins` does not.
- A match in the headline ranks before one in the summary, which ranks before one in the text; among equals the newer
  comes first. Only the newest RANKED matches are ranked and only the newest CANDIDATES read, so that a word which
  occurs in every story costs no more than another.

query_parser.py parses what a reader typed, excerpts.py shows where it occurs.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple

from articles.database import triggers
from articles.search.query_parser import Term

CANDIDATES, RANKED = 1_000, 500
TABLE = "articles_search"
ARTICLES = "articles_article"
# The columns that the triggers read: if one is missing (a half-migrated database), there is nothing to install.
COLUMNS = {
    *("headline", "summary", "opening", "body", "published_at", "withdrawn_at", "retracted_at"),
    *("section_id", "site_language"),
}
# Where a story's tags and authors are: the table, its columns with the subject and the story, and the letter that
# begins the subject's word in the index.
SUBJECTS = (
    ("articles_taggedarticle", "tag_id", "content_object_id", "t"),
    ("articles_byline", "author_id", "article_id", "a"),
)
PHOTO_USES = "articles_photouse"


@dataclass(frozen=True, slots=True)
class Scope:
    """The stories to search: all, or those of a section (slug), about a tag (its key), by an author (slug).

    They were published in a span of time (aware moments). `language` is the tag of the site language in whose lists
    they are. If `with_photo` is true, they show a photo.
    """

    section: str = ""
    tag: str = ""
    author: str = ""
    since: datetime | None = None
    before: datetime | None = None
    language: str = ""
    with_photo: bool = False

    @property
    def subjects(self) -> list[tuple[str, str, str]]:
        """The section, tag and author asked for: the letter of its word, SQL by what it is known, and the value."""
        known_by = (
            ("s", "articles_section WHERE slug", self.section),
            ("t", "articles_tag WHERE key", self.tag),
            ("a", "articles_author WHERE slug", self.author),
        )
        return [one for one in known_by if one[2]]


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


def numbers(
    connection,
    terms: tuple[Term, ...],
    scope: Scope = EVERYWHERE,
    at: datetime | None = None,
    *,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Return the numbers of the newest stories with all `terms` (at least one), the best first, or the newest first.

    They are in the `scope` and published by the aware moment `at` (now). There are `limit` of them at the most
    (CANDIDATES). One query, two on SQLite for the best.
    """
    dialect = _dialect(connection)
    find = dialect.numbers if newest_first else dialect.ranked
    with connection.cursor() as cursor:
        return find(cursor, terms, scope, at or datetime.now(UTC), CANDIDATES if limit is None else limit)


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
        needed = {ARTICLES, PHOTO_USES, *(table for table, *_ in SUBJECTS)}
        if not needed.issubset(connection.introspection.table_names(cursor)):
            return
        columns = {column.name for column in connection.introspection.get_table_description(cursor, ARTICLES)}
    if columns >= COLUMNS:
        triggers.install(connection, TABLE, _dialect(connection).OBJECTS)
