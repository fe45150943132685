"""Bulk inserts, as fast as the database accepts them.

Django's `bulk_create` spends most of its time on model instances that an
import throws away; here values go straight from dictionaries into one
prepared statement (SQLite) or one COPY (PostgreSQL). The model's own fields
prepare the values; the database checks the constraints.
"""

from collections.abc import Sequence
from functools import partial
from json import JSONEncoder

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

_encode = JSONEncoder().encode
_INTEGERS = {int}


def _as_json(value) -> str:
    """Return JSON text, which both databases accept. For what an import stores, integers, `str` is nearly the same."""
    if type(value) is list and set(map(type, value)) <= _INTEGERS:
        return str(value)
    if type(value) is dict and set(map(type, value.values())) <= _INTEGERS and all(map(str.isidentifier, value)):
        return str(value).replace("'", '"')
    return _encode(value)


def insert(model: type[models.Model], rows: Sequence[dict]) -> None:
    """Insert a row of `model` for each dictionary of column attributes (`section_id`, not `section`) to values.

    All rows must have the same keys as the first. Raises what the database raises
    (IntegrityError ...); call it inside a transaction.
    """
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]  # the connection itself: `connection` looks it up at every use
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_attname[attname] for attname in rows[0]]
    table = database.ops.quote_name(model._meta.db_table)
    columns = ", ".join(database.ops.quote_name(field.column) for field in fields)
    values = zip(*(_column(field, rows, database) for field in fields), strict=True)
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 names of our own models
            cursor.executemany(statement, list(values))


def _column(field: models.Field, rows: Sequence[dict], database) -> list:
    """Return one column's values, prepared for the database."""
    name = field.attname
    if field.is_relation or isinstance(field, (models.AutoField, models.TextField, models.CharField)):
        return [row[name] for row in rows]  # numbers and text need no preparation
    if isinstance(field, models.JSONField):
        return [_as_json(row[name]) for row in rows]
    values = [row[name] for row in rows]
    if isinstance(field, models.DateTimeField):
        prepare = database.ops.adapt_datetimefield_value  # all that get_db_prep_save does to an aware moment
    else:
        prepare = partial(field.get_db_prep_save, connection=database)
    prepared = {value: prepare(value) for value in set(values)}  # a story's tags have its moment
    return [prepared[value] for value in values]


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Return `count` primary keys of `model`, ascending, that no other row has or will get.

    On SQLite this holds only inside a writing transaction (ours begin IMMEDIATE).
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, column, count])
            return sorted(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return list(range(last + 1, last + 1 + count))
