"""Tables and triggers that no model describes: made after every `migrate` where they are missing.

Migrations would not do: SQLite silently drops a table's triggers when a later
migration rebuilds the table.
"""

import re
from hashlib import blake2b
from typing import NamedTuple

from django.db import transaction

_TRIGGER = re.compile(r"^\s*CREATE (?:CONSTRAINT )?TRIGGER (\w+)", re.MULTILINE)


class Objects(NamedTuple):
    """What stands in the database beside the models' tables.

    `make` has a statement (PostgreSQL: or several) for each name, the table's
    first; the statements of `fill` follow when they were made anew. Triggers
    that need no table hang on a function of PostgreSQL: `holder` is FUNCTION.
    """

    make: dict[str, str]
    fill: tuple[str, ...] = ()
    holder: str = "TABLE"


def install(connection, table: str, objects: Objects) -> None:
    """Makes `table` and what belongs to it anew, unless all of it stands as `objects` says; then it only looks."""
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


def make_way(connection, table: str) -> None:
    """Before migrations: drops the triggers of `table` on SQLite, which `install` makes anew, and fills it, afterwards.

    SQLite refuses to rebuild a table that the trigger of another one names.
    """
    with connection.cursor() as cursor:
        _drop_triggers(connection, cursor, table)


def _drop_triggers(connection, cursor, table: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{table}_%"])
        for (trigger,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(trigger)}")


def _stands_sqlite(cursor, table: str, objects: Objects) -> bool:
    """SQLite keeps the text of every statement: by it one sees whether it is this release's."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name LIKE %s", [f"{table}%"])
    found = dict(cursor.fetchall())
    return all(found.get(name) == statement for name, statement in objects.make.items())


def _stands_postgresql(cursor, table: str, objects: Objects) -> bool:
    """PostgreSQL keeps no text: the holder's comment says of which release it is; our triggers are counted, and
    nobody else's, whatever schema has them or whatever they are called."""
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
