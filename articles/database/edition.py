"""The edition: one value that changes when, and only when, the public site may have changed.

It is made of three things, read from the database and the clock alone, so that all processes and all machines agree
without notifying each other:

- a number that moves in the transaction of every public change, by triggers,
  so that bulk writes and `QuerySet.update` move it too;
- the newest moment at which something appeared or disappeared by the clock: a
  scheduled story, the end of a Top story, of a slot or of breaking news, a partner's story dated in the future;
- the day in the site's zone, which stands at the top of every page.

On PostgreSQL the number moves at the end of the transaction (deferred triggers), and nobody waits for anybody there:
it is the sum of the table's rows. A transaction replaces those rows that no other one is about to replace with one
row, a step further. With a single row, a transaction that had moved it would hold it while COMMIT checks foreign
keys, and so might wait for an editor who waits for that row: a deadlock.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from django.db import connections
from django.utils import timezone

from articles.database import triggers
from articles.database.raw_moments import aware
from articles.database.triggers import Objects
from articles.text.dates import day_span, local_day

TABLE = "articles_edition"
# SQL for a first number that no earlier table had, so that no page of an earlier table passes for one of this table.
_BEGINNING = {"sqlite": "abs(random()) / 2", "postgresql": "floor(random() * 1e15)"}
_NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}  # UTC
# The database's clock may be behind that of the machine which made a page, and SQLite's triggers check when a row is
# written, not when it is committed; therefore what becomes public this soon counts as public already.
_SOON = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now', '+10 minutes')",
    "postgresql": "(clock_timestamp() + interval '10 minutes')",
}
RESTART = {vendor: f"UPDATE {TABLE} SET number = {number}" for vendor, number in _BEGINNING.items()}


class Watched(NamedTuple):
    """A table whose rows appear on public pages."""

    table: str
    columns: tuple[str, ...]  # those that a page shows, or that decide where the row appears
    shown: str = ""  # SQL over `{row}` and `{now}`: whether the row can be on a page; empty: always
    comes: str = ""  # column: from this moment on the row shows
    goes: str = ""  # column: from this moment on it does not
    counts: str = ""  # SQL over `{row}`: whether these moments count for it; empty: always


# A condition may read other rows, although PostgreSQL's triggers read them at the end of the transaction, when they may
# have changed, too: a change that alters the result moves the edition itself. (So the condition of a partner may not
# depend on whether it has stories, because theirs depends on whether their partner is active.)
_OF_A_STORY = "EXISTS (SELECT 1 FROM articles_article a WHERE a.id = {row}.%s AND a.published_at <= {now})"
_OF_A_LISTED_STORY = _OF_A_STORY[:-1] % "article_id" + " AND a.withdrawn_at IS NULL AND a.retracted_at IS NULL)"
_TO_COME_OR_LISTED = _OF_A_LISTED_STORY.replace("<= {now}", "IS NOT NULL")
_KNOWN_TAG = "EXISTS (SELECT 1 FROM articles_taggedarticle t WHERE t.tag_id = {row}.%s AND t.published_at <= {now})"
_KNOWN_AUTHOR = "EXISTS (SELECT 1 FROM articles_byline b WHERE b.author_id = {row}.%s AND b.published_at <= {now})"
_KNOWN_TOPIC = (  # the page of a tag in a language, once a story of that language has come out with the tag
    "EXISTS (SELECT 1 FROM articles_taggedarticle t WHERE t.tag_id = {row}.tag_id"
    " AND t.site_language = {row}.language AND t.published_at <= {now})"
)
_IN_OPENED = "EXISTS (SELECT 1 FROM articles_language l WHERE l.tag = {row}.language AND l.opened_at IS NOT NULL)"
_PORTRAIT = (
    f"SELECT 1 FROM articles_author w WHERE w.photo_id = {{row}}.id AND {(_KNOWN_AUTHOR % 'id').replace('{row}', 'w')}"
)
_PICTURED = (
    "SELECT 1 FROM articles_photouse u JOIN articles_article a ON a.id = u.article_id"
    " WHERE u.photo_id = {row}.id AND a.published_at <= {now} AND a.withdrawn_at IS NULL"
)
_IN_A_STORY = (  # a file, which the column %s of the row names
    "EXISTS (SELECT 1 FROM articles_fileuse u JOIN articles_article a ON a.id = u.article_id"
    " WHERE u.media_file_id = {row}.%s AND a.published_at <= {now})"
)
_POSTER = (
    "SELECT 1 FROM articles_mediafile f JOIN articles_fileuse u ON u.media_file_id = f.id"
    " JOIN articles_article a ON a.id = u.article_id"
    " WHERE f.poster_id = {row}.id AND a.published_at <= {now} AND a.withdrawn_at IS NULL"
)
_OF_A_TOPIC = (
    f"SELECT 1 FROM articles_topicpage p WHERE p.photo_id = {{row}}.id AND {_KNOWN_TOPIC.replace('{row}', 'p')}"
)
_WATCHED = {
    watched.table: watched
    for watched in (
        Watched(
            "articles_article",
            (
                *(
                    "headline",
                    "headline_known",
                    "slug",
                    "summary",
                    "opening",
                    "source",
                    "dateline_place",
                    "body",
                    "story_type",
                    "kicker",
                    "language",
                    "site_language",
                    "translation_group_id",
                ),
                *("published_at", "time_known"),
                *("updated_at", "withdrawn_at", "retracted_at", "section_id"),
            ),
            shown="{row}.published_at <= {now} OR {row}.withdrawn_at IS NOT NULL",  # 410 instead of 404
            comes="published_at",
        ),
        Watched("articles_section", ("name", "slug", "description", "position", "front_size")),
        Watched("articles_tag", ("name", "slug"), _KNOWN_TAG % "id"),
        Watched("articles_author", ("name", "slug", "bio", "photo_id"), _KNOWN_AUTHOR % "id"),
        Watched(
            "articles_language",
            ("tag", "site_name", "tagline", "position", "opened_at"),
            "{row}.opened_at IS NOT NULL",
        ),
        Watched("articles_sectionname", ("section_id", "language", "name", "slug", "description"), _IN_OPENED),
        Watched(
            "articles_tagname",
            ("tag_id", "language", "name", "slug"),
            f"{_IN_OPENED} AND {_KNOWN_TAG % 'tag_id'}",
        ),
        Watched(
            "articles_topicpage",
            ("tag_id", "language", "introduction", "facts", "photo_id", "lead_id", "related"),
            _KNOWN_TOPIC,
        ),
        Watched(
            "articles_authorname",
            ("author_id", "language", "name", "bio"),
            f"{_IN_OPENED} AND {_KNOWN_AUTHOR % 'author_id'}",
        ),
        Watched(
            "articles_sitepage",
            ("kind", "language", "title", "body", "published_at", "revised_at"),
            "{row}.published_at IS NOT NULL",
        ),
        Watched(
            "articles_embed",
            ("title", "author", "own_title", "picture", "shape"),
            "{row}.title <> '' OR {row}.author <> '' OR {row}.own_title <> '' OR {row}.picture <> ''",
        ),
        Watched(
            "articles_translation",
            ("article_id", "source_id", "source_version", "source_correction", "kind", "translator_id", "at"),
            _OF_A_STORY % "article_id",
        ),
        Watched(
            "articles_photo",
            (
                *("image", "alt", "caption", "credit", "focal_x", "focal_y", "creator", "copyright", "usage_terms"),
                *("taken", "place", "source_type", "may_be_passed_on"),
            ),
            f"EXISTS ({_PICTURED}) OR EXISTS ({_PORTRAIT}) OR EXISTS ({_OF_A_TOPIC}) OR EXISTS ({_POSTER})",
        ),
        Watched(
            "articles_photouse",
            ("article_id", "photo_id", "position", "caption", "credit", "alt"),
            _OF_A_STORY % "article_id",
        ),
        Watched(
            "articles_mediafile",
            (
                *("file", "kind", "type", "title", "language", "credit", "poster_id", "transcript"),
                *("size", "seconds", "width", "height"),
            ),
            _IN_A_STORY % "id",
        ),
        Watched("articles_captions", ("media_file_id", "language", "file"), _IN_A_STORY % "media_file_id"),
        Watched("articles_fileuse", ("article_id", "media_file_id"), _OF_A_STORY % "article_id"),
        Watched("articles_redirect", ("number", "article_id"), _OF_A_STORY % "article_id"),
        Watched("articles_oldsectionaddress", ("slug", "subject_id")),
        Watched("articles_oldtagaddress", ("slug", "subject_id"), _KNOWN_TAG % "subject_id"),
        Watched("articles_taggedarticle", ("tag_id", "content_object_id"), _OF_A_STORY % "content_object_id"),
        Watched("articles_byline", ("author_id", "article_id", "position"), _OF_A_STORY % "article_id"),
        Watched("articles_correction", ("article_id", "kind", "text", "made_at"), _OF_A_STORY % "article_id"),
        Watched(
            "articles_topstory",
            ("language", "article_id", "position", "blurb", "until"),
            _OF_A_LISTED_STORY,
            goes="until",
            counts=_TO_COME_OR_LISTED,
        ),
        Watched(
            "articles_frontslot",
            ("language", "article_id", "place", "until"),
            _OF_A_LISTED_STORY,
            goes="until",
            counts=_TO_COME_OR_LISTED,
        ),
        Watched(
            "articles_breaking",
            ("language", "text", "article_id", "until", "ended_at"),
            "{row}.ended_at IS NULL",
            goes="until",
            counts="{row}.ended_at IS NULL",
        ),
    )
}


def watch(watched: Watched) -> None:
    """Make changes of another app's table move the edition; called once, while Django starts."""
    _WATCHED[watched.table] = watched


def current(at: datetime | None = None, using: str = "default") -> str:
    """Return the edition at the aware moment `at` (now): 32 hexadecimal digits. One query.

    Raises the database's errors.
    """
    at = at or timezone.now()
    seen = local_day(at).isoformat(), *_read("sum(number)", at, using)
    return blake2b(repr(seen).encode(), digest_size=16).hexdigest()


def age(at: datetime | None = None, using: str = "default") -> float:
    """Return for how many seconds the edition at the aware moment `at` (now) has been the current one. One query.

    Raises the database's errors.
    """
    at = at or timezone.now()
    midnight, _ = day_span(local_day(at))
    since = max(midnight, *map(aware, filter(None, _read("max(moved_at)", at, using))))
    return max(0.0, (at - since).total_seconds())  # the database's clock may be ahead of ours


def _read(total: str, at: datetime, using: str) -> tuple:
    """Return `total` over the edition's rows, and the newest moment of each kind at which something came or went."""
    parts, given = [f"(SELECT {total} FROM {TABLE})"], []
    connection = connections[using]
    moment = connection.ops.adapt_datetimefield_value(at)
    for watched in _WATCHED.values():
        counts = watched.counts.format(row=watched.table) or "TRUE"
        for column in filter(None, (watched.comes, watched.goes)):
            parts.append(f"(SELECT max({column}) FROM {watched.table} WHERE {column} <= %s AND {counts})")
            given.append(moment)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return cursor.fetchone()


def install(connection) -> None:
    """Create the table and the triggers if they are missing or from another release; called after every `migrate`.

    A database that was migrated backwards gets none: they would read columns that it does not have.
    """
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        watched = [one for one in _WATCHED.values() if one.table in there]
        complete = all(set(one.columns) <= _columns(connection, cursor, one.table) for one in watched)
    if complete and any(one.comes or one.goes for one in watched):
        build = _postgresql if connection.vendor == "postgresql" else _sqlite
        triggers.install(connection, TABLE, build(watched))


def _columns(connection, cursor, table: str) -> set[str]:
    return {column.name for column in connection.introspection.get_table_description(cursor, table)}


# --- SQL --------------------------------------------------------------------------------------

_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_MOVE = {
    "sqlite": f"UPDATE {TABLE} SET number = number + 1, moved_at = {_NOW['sqlite']}",
    "postgresql": f"""WITH taken AS (
                    DELETE FROM {TABLE} WHERE ctid IN (SELECT ctid FROM {TABLE} FOR UPDATE SKIP LOCKED)
                    RETURNING number
                )
                INSERT INTO {TABLE} SELECT coalesce(sum(number), 0) + 1, {_NOW["postgresql"]} FROM taken""",
}
_FILL = {vendor: f"INSERT INTO {TABLE} VALUES ({number}, {_NOW[vendor]})" for vendor, number in _BEGINNING.items()}


def _triggers(watched: list[Watched], vendor: str, differs: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield (name, operation, table, condition) of each trigger; `differs` is the database's operator."""
    for one in watched:
        for operation, rows in _ROWS.items():
            conditions = []
            if operation == "UPDATE":
                conditions.append(" OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in one.columns))
            if one.shown:
                conditions.append(" OR ".join(one.shown.format(row=row, now=_SOON[vendor]) for row in rows))
            condition = " AND ".join(f"({condition})" for condition in conditions)
            yield f"{TABLE}_{one.table}_{operation.lower()}", operation, one.table, condition or "TRUE"


def _sqlite(watched: list[Watched]) -> Objects:
    make = {
        TABLE: f"CREATE TABLE {TABLE} (number integer NOT NULL, moved_at text NOT NULL)",
        **{
            name: f"CREATE TRIGGER {name} AFTER {operation} ON {table} WHEN {condition} BEGIN {_MOVE['sqlite']}; END"
            for name, operation, table, condition in _triggers(watched, "sqlite", "IS NOT")
        },
    }
    return Objects(make, fill=(_FILL["sqlite"],))


def _postgresql(watched: list[Watched]) -> Objects:
    """Return the objects for PostgreSQL, where each trigger has a function that checks its condition.

    PostgreSQL's own WHEN may not read another table. The number moves once per transaction: a setting, which ends
    with the transaction, remembers that it has moved, and then no condition is checked either.
    """
    has_moved = f"current_setting('{TABLE}.moved', true) = txid_current()::text"
    make = {
        TABLE: f"CREATE TABLE {TABLE} (number bigint NOT NULL, moved_at timestamptz NOT NULL)",
        f"{TABLE}_move": f"""CREATE OR REPLACE FUNCTION {TABLE}_move() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
            PERFORM set_config('{TABLE}.moved', txid_current()::text, true);
            {_MOVE["postgresql"]};
        END $$""",
    }
    for name, operation, table, condition in _triggers(watched, "postgresql", "IS DISTINCT FROM"):
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {has_moved} THEN RETURN NULL; END IF;
            IF {condition} THEN PERFORM {TABLE}_move(); END IF;
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {name} ON {table};
        CREATE CONSTRAINT TRIGGER {name} AFTER {operation} ON {table} DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION {name}()"""
    return Objects(make, fill=(_FILL["postgresql"],))
