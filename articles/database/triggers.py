"""Tables and triggers that no model describes, created after every `migrate` if they are missing.

Migrations would not do, because SQLite silently drops a table's triggers when a later migration rebuilds the table.
"""

import re
from hashlib import blake2b
from typing import NamedTuple

from django.db import transaction

_TRIGGER = re.compile(r"^\s*CREATE (?:CONSTRAINT )?TRIGGER (\w+)", re.MULTILINE)


class Objects(NamedTuple):
    """The objects in the database besides the models' tables.

    `make` has a statement (on PostgreSQL, one or several) for each name, the table's first; the statements of `fill`
    run after the objects were recreated. Triggers that need no table use a function of PostgreSQL as holder of the
    comment that names the release: then `holder` is FUNCTION.
    """

    make: dict[str, str]
    fill: tuple[str, ...] = ()
    holder: str = "TABLE"


def install(connection, table: str, objects: Objects) -> None:
    """Recreate `table` and its triggers unless they already match `objects`."""
    stands = _stands_postgresql if connection.vendor == "postgresql" else _stands_sqlite
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if stands(cursor, table, objects):
            return
        _drop_triggers(connection, cursor, table)
        if objects.holder == "TABLE":
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in objects.make.values():
            cursor.execute(statement)
        for statement in objects.fill:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(f"COMMENT ON {objects.holder} {table} IS '{_release(objects.make)}'")


def make_way(connection, table: str, *, backwards: bool = False) -> None:
    """Drop the triggers of `table` that would prevent migrations; `install` then recreates them and fills the table.

    SQLite refuses to rebuild a table that a trigger of another table names. On PostgreSQL, triggers stay while it
    migrates forwards; `backwards`, they would read columns that are gone.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _drop_triggers(connection, cursor, table)
        elif backwards:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE NOT tgisinternal AND tgname LIKE %s AND pg_table_is_visible(pg_class.oid)",
                [f"{table}_%"],
            )
            for trigger, of in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(trigger)} ON {of}")


def _drop_triggers(connection, cursor, table: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{table}_%"])
        for (trigger,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(trigger)}")


def _stands_sqlite(cursor, table: str, objects: Objects) -> bool:
    """Return whether the objects are those of this release; SQLite keeps the text of every statement to compare."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name LIKE %s", [f"{table}%"])
    found = dict(cursor.fetchall())
    return all(found.get(name) == statement for name, statement in objects.make.items())


def _stands_postgresql(cursor, table: str, objects: Objects) -> bool:
    """Return whether the objects are those of this release.

    PostgreSQL keeps no text, so the holder's comment says which release made them. Our triggers are counted, and
    nobody else's, whatever schema they are in and whatever they are called.
    """
    kind, catalog = ("class", "pg_class") if objects.holder == "TABLE" else ("proc", "pg_proc")
    cursor.execute(f"SELECT obj_description(to_reg{kind}(%s), '{catalog}')", [table])
    if cursor.fetchone() != (_release(objects.make),):
        return False
    names = [name for statement in objects.make.values() for name in _TRIGGER.findall(statement)]
    cursor.execute(
        "SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgname = ANY(%s) AND pg_table_is_visible(pg_class.oid)",
        [names],
    )
    return cursor.fetchone()[0] == len(names)


def _release(make: dict[str, str]) -> str:
    return blake2b("".join(make.values()).encode(), digest_size=8).hexdigest()
