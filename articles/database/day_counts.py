"""The number of stories of each day, counted by triggers.

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
_COLUMNS = ("published_at", "withdrawn_at", "retracted_at", "story_type")


def day_of(at: datetime) -> date:
    """Return the day of the table that contains the aware moment `at`."""
    return (at.astimezone(UTC) + AHEAD).date()


def start_of(day: date) -> datetime:
    """Return the moment, in UTC, at which a day of the table begins."""
    return datetime.combine(day, time(), UTC) - AHEAD


def in_days(spans: Mapping[Any, tuple[date, date]], using: str = "default") -> dict[Any, int]:
    """Return how many stories the table has from each first day to the day before the last. One query of `using`."""
    if not spans:
        return {}
    connection = connections[using]
    keys, adapt = list(spans), connection.ops.adapt_datefield_value
    sql = f"""
        WITH span (number, first, last) AS (VALUES {", ".join(["(%s, %s, %s)"] * len(keys))})
        SELECT number, (SELECT coalesce(sum(stories), 0) FROM {TABLE} WHERE day >= first AND day < last) FROM span
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [one for n, key in enumerate(keys) for one in (n, *map(adapt, spans[key]))])
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


def _sqlite() -> Objects:
    def day(row: str = "") -> str:
        return f"date(substr({row}published_at, 1, 19), '+4 hours')"  # a fraction would be rounded, up to the next day

    add = (
        f"INSERT INTO {TABLE} SELECT {day('NEW.')}, 1 WHERE {_listed('NEW.')} "
        "ON CONFLICT (day) DO UPDATE SET stories = stories + 1"
    )
    remove = f"UPDATE {TABLE} SET stories = stories - 1 WHERE day = {day('OLD.')} AND {_listed('OLD.')}"
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _COLUMNS)
    make = {
        TABLE: f"CREATE TABLE {TABLE} (day text PRIMARY KEY, stories integer NOT NULL) WITHOUT ROWID",
        f"{TABLE}_inserted": f"CREATE TRIGGER {TABLE}_inserted AFTER INSERT ON {ARTICLES} BEGIN {add}; END",
        f"{TABLE}_updated": f"CREATE TRIGGER {TABLE}_updated AFTER UPDATE ON {ARTICLES} WHEN {differs} "
        f"BEGIN {remove}; {add}; END",
        f"{TABLE}_deleted": f"CREATE TRIGGER {TABLE}_deleted AFTER DELETE ON {ARTICLES} BEGIN {remove}; END",
    }
    return Objects(
        make, (f"INSERT INTO {TABLE} SELECT {day()}, count(*) FROM {ARTICLES} WHERE {_listed()} GROUP BY 1",)
    )


def _postgresql() -> Objects:
    """Return the objects for PostgreSQL.

    A statement replaces a day's rows with one row, except those that another transaction holds: nobody waits.
    """

    def changes(rows: str, by: int) -> str:
        return f"SELECT {day} AS day, {by} AS stories FROM {rows} WHERE {_listed()}"

    day = "((published_at AT TIME ZONE 'UTC') + interval '4 hours')::date"
    new, old = changes("written", 1), changes("gone", -1)
    make = {
        TABLE: f"CREATE TABLE {TABLE} (day date NOT NULL, stories integer NOT NULL); "
        f"CREATE INDEX {TABLE}_by_day ON {TABLE} (day)"
    }
    for operation, changed, tables in (
        ("insert", new, "NEW TABLE AS written"),
        ("update", f"{new} UNION ALL {old}", "NEW TABLE AS written OLD TABLE AS gone"),
        ("delete", old, "OLD TABLE AS gone"),
    ):
        name = f"{TABLE}_{operation}"
        make[name] = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            WITH change AS (
                SELECT day, sum(stories) AS stories FROM ({changed}) changed GROUP BY day HAVING sum(stories) <> 0
            ), taken AS (
                DELETE FROM {TABLE} WHERE ctid IN (
                    SELECT ctid FROM {TABLE} WHERE day IN (SELECT day FROM change) FOR UPDATE SKIP LOCKED
                ) RETURNING day, stories
            )
            INSERT INTO {TABLE} SELECT day, sum(stories)
            FROM (SELECT day, stories FROM change UNION ALL SELECT day, stories FROM taken) every GROUP BY day;
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
    fill = f"INSERT INTO {TABLE} SELECT {day}, count(*) FROM {ARTICLES} WHERE {_listed()} GROUP BY 1"
    return Objects(make, (fill,))
