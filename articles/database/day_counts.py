"""The number of stories of each day in each language of the site, counted by triggers.

The archive and the sitemaps can ask for it at any size of the site. The table counts stories that lists name once
their moment has come. A day of the table begins at 20:00 UTC, which is midnight in Yerevan except in the summers up
to 2011. The hour in between, and the day that is not over yet, are counted from the articles: see archive.py.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connections

from articles.database import triggers
from articles.database.triggers import Objects

TABLE = "articles_daycount"
ARTICLES = "articles_article"
AHEAD = timedelta(hours=4)  # of UTC
_COLUMNS = ("site_language", "published_at", "withdrawn_at", "retracted_at", "story_type")


def day_of(at: datetime) -> date:
    """Return the day of the table that contains the aware moment `at`."""
    return (at.astimezone(UTC) + AHEAD).date()


def start_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a day of the table begins."""
    return datetime.combine(day, time(), UTC) - AHEAD


def in_days(
    spans: Mapping[Any, tuple[date, date]], language: str | None = None, using: str = "default"
) -> dict[Any, int]:
    """Return how many stories the table has from each first day to the day before the last. One query of `using`.

    They are those in the lists of the site language (its tag), or of all languages together if it is None.
    """
    if not spans:
        return {}
    connection = connections[using]
    keys, adapt = list(spans), connection.ops.adapt_datefield_value
    within, given = "day >= first AND day < last", []
    if language is not None:
        within, given = f"site_language = %s AND {within}", [language]
    sql = f"""
        WITH span (number, first, last) AS (VALUES {", ".join(["(%s, %s, %s)"] * len(keys))})
        SELECT number, (SELECT coalesce(sum(stories), 0) FROM {TABLE} WHERE {within}) FROM span
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(one for n, key in enumerate(keys) for one in (n, *map(adapt, spans[key]))), *given])
        return {keys[number]: stories for number, stories in cursor.fetchall()}


def install(connection) -> None:
    """Create the table and its triggers, and count, if they are missing or from another release.

    Called after every `migrate` (see triggers).
    """
    with connection.cursor() as cursor:
        if ARTICLES not in connection.introspection.table_names(cursor):
            return
        columns = {column.name for column in connection.introspection.get_table_description(cursor, ARTICLES)}
    if columns.issuperset(_COLUMNS):
        triggers.install(connection, TABLE, _postgresql() if connection.vendor == "postgresql" else _sqlite())


# --- SQL --------------------------------------------------------------------------------------


def _listed(row: str = "") -> str:
    return (
        f"{row}published_at IS NOT NULL AND {row}withdrawn_at IS NULL AND {row}retracted_at IS NULL "
        f"AND {row}story_type <> 'brief'"
    )


def _fill(day: str) -> str:
    return f"INSERT INTO {TABLE} SELECT site_language, {day}, count(*) FROM {ARTICLES} WHERE {_listed()} GROUP BY 1, 2"


def _sqlite() -> Objects:
    def day(row: str = "") -> str:
        return f"date(substr({row}published_at, 1, 19), '+4 hours')"  # a fraction would be rounded, up to the next day

    add = (
        f"INSERT INTO {TABLE} SELECT NEW.site_language, {day('NEW.')}, 1 WHERE {_listed('NEW.')} "
        "ON CONFLICT (site_language, day) DO UPDATE SET stories = stories + 1"
    )
    remove = (
        f"UPDATE {TABLE} SET stories = stories - 1 "
        f"WHERE site_language = OLD.site_language AND day = {day('OLD.')} AND {_listed('OLD.')}"
    )
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _COLUMNS)
    make = {
        TABLE: f"CREATE TABLE {TABLE} (site_language text NOT NULL, day text NOT NULL, stories integer NOT NULL, "
        "PRIMARY KEY (site_language, day)) WITHOUT ROWID",
        f"{TABLE}_by_day": f"CREATE INDEX {TABLE}_by_day ON {TABLE} (day, stories)",  # of all languages together
        f"{TABLE}_inserted": f"CREATE TRIGGER {TABLE}_inserted AFTER INSERT ON {ARTICLES} BEGIN {add}; END",
        f"{TABLE}_updated": f"CREATE TRIGGER {TABLE}_updated AFTER UPDATE ON {ARTICLES} WHEN {differs} "
        f"BEGIN {remove}; {add}; END",
        f"{TABLE}_deleted": f"CREATE TRIGGER {TABLE}_deleted AFTER DELETE ON {ARTICLES} BEGIN {remove}; END",
    }
    return Objects(make, (_fill(day()),))


def _postgresql() -> Objects:
    """Return the objects for PostgreSQL.

    A statement replaces the rows of a day in a language with one row, except those that another transaction holds:
    nobody waits.
    """

    def changes(rows: str, by: int) -> str:
        return f"SELECT site_language, {day} AS day, {by} AS stories FROM {rows} WHERE {_listed()}"

    day = "((published_at AT TIME ZONE 'UTC') + interval '4 hours')::date"
    new, old = changes("written", 1), changes("gone", -1)
    make = {
        TABLE: f"CREATE TABLE {TABLE} (site_language text NOT NULL, day date NOT NULL, stories integer NOT NULL); "
        f"CREATE INDEX {TABLE}_by_language ON {TABLE} (site_language, day); "
        f"CREATE INDEX {TABLE}_by_day ON {TABLE} (day)"  # of all languages together
    }
    for operation, changed, tables in (
        ("insert", new, "NEW TABLE AS written"),
        ("update", f"{new} UNION ALL {old}", "NEW TABLE AS written OLD TABLE AS gone"),
        ("delete", old, "OLD TABLE AS gone"),
    ):
        name = f"{TABLE}_{operation}"
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            WITH change AS (
                SELECT site_language, day, sum(stories) AS stories FROM ({changed}) changed
                GROUP BY site_language, day HAVING sum(stories) <> 0
            ), taken AS (
                DELETE FROM {TABLE} WHERE ctid IN (
                    SELECT ctid FROM {TABLE} WHERE (site_language, day) IN (SELECT site_language, day FROM change)
                    FOR UPDATE SKIP LOCKED
                ) RETURNING site_language, day, stories
            )
            INSERT INTO {TABLE} SELECT site_language, day, sum(stories)
            FROM (SELECT * FROM change UNION ALL SELECT * FROM taken) every GROUP BY site_language, day;
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {name} ON {ARTICLES};
        CREATE TRIGGER {name} AFTER {operation} ON {ARTICLES}
            REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"""
    make[f"{TABLE}_empty"] = f"""CREATE OR REPLACE FUNCTION {TABLE}_empty() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            DELETE FROM {TABLE};
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {TABLE}_empty ON {ARTICLES};
        CREATE TRIGGER {TABLE}_empty AFTER TRUNCATE ON {ARTICLES} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_empty()"""
    return Objects(make, (_fill(day),))
