"""Every use of Django's private API: underscore names, the query compiler, classes of database backends.

Django may change these in any release. Each function names the version on which its use was last checked, and
tests/database/test_django_internals.py fails if the installed version is another one or behaves differently.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, closing
from copy import copy
from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.db.backends.postgresql.client import DatabaseClient
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.db.models.query import NamedValuesListIterable, ValuesListIterable
from django.db.models.utils import create_namedtuple_class
from django.db.utils import load_backend

CHECKED_ON = (5, 2)  # the version of Django, major and minor, on which everything here was last checked


def sql_of(rows: QuerySet, connection) -> tuple[str, tuple]:
    """Return the SQL of a queryset for this connection, and its parameters. Uses: get_compiler, as_sql (5.2)."""
    return rows.query.get_compiler(connection=connection).as_sql()


def annotations_of(rows: QuerySet) -> Iterable[str]:
    """Return the names of a queryset's annotations. Uses: Query.annotations (5.2)."""
    return rows.query.annotations


class CompiledQuery:
    """The SQL of a queryset, built once, which reads rows with other parameters.

    Uses: the compiler's select, col_count, get_converters and apply_converters, QuerySet._iterable_class, _fields and
    _known_related_objects, create_namedtuple_class, DatabaseOperations.convert_datetimefield_value (5.2).
    """

    def __init__(self, rows: QuerySet, connection):
        self._iterable, self._compiler = rows._iterable_class, rows.query.get_compiler(connection=connection)
        self.sql, self.params = self._compiler.as_sql()
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = _faster_converters(self._compiler.get_converters(columns), connection)
        self._row = {ValuesListIterable: tuple, NamedValuesListIterable: _row_class(rows._fields)}.get(self._iterable)

    def rows(self, sql: str, params: Sequence | dict, connection) -> list:
        """Run `sql`, which is `self.sql` perhaps with named parameters; return what the queryset would."""
        return self._models(sql, params, connection) if self._row is None else self._tuples(sql, params, connection)

    def _tuples(self, sql, params, connection) -> list[tuple]:
        rows = _fetched(sql, params, connection)
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return list(map(self._row, rows))

    def _models(self, sql, params, connection) -> list[Model]:
        compiler = copy(self._compiler)
        compiler.connection, compiler.using = connection, connection.alias
        compiler.execute_sql = lambda **how: [_fetched(sql, params, connection)]
        compiler.get_converters = lambda columns: self._converters
        # What Django's iterable reads from a queryset.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        return list(self._iterable(SimpleNamespace(db=connection.alias, query=query, _known_related_objects={})))


def _fetched(sql: str, params: Sequence | dict, connection) -> list[tuple]:
    """Return the rows of a query that is run again and again.

    PostgreSQL gets its parameters apart from its text, so that it can plan it once for each connection: Django's own
    cursors write them into the text, and planning the query for related stories takes several times as long as
    answering it. Uses: DatabaseWrapper._prepare_cursor, close_if_health_check_failed, ServerBindingCursor (5.2).
    """
    if connection.vendor == "postgresql" and not connection.queries_logged:  # a log shows the whole text
        from django.db.backends.postgresql.base import ServerBindingCursor  # a site on SQLite need not load psycopg

        connection.close_if_health_check_failed()
        connection.ensure_connection()
        made = connection._prepare_cursor(ServerBindingCursor(connection.connection))
    else:
        made = connection.cursor()
    with made as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _row_class(fields: tuple[str, ...] | None) -> Callable[[Iterable], tuple]:
    """Return a function that makes a row of these fields, by name as `values_list(named=True)` does."""
    return create_namedtuple_class(*fields)._make if fields else tuple


def _faster_converters(converters: dict, connection) -> dict:
    """Return a compiler's converters, but replace SQLite's converter of moments, which checks each for a zone."""
    plain = getattr(connection.ops, "convert_datetimefield_value", None)
    if connection.vendor != "sqlite" or connection.timezone is not UTC:
        return converters
    return {at: ([_in_utc if one == plain else one for one in all_], to) for at, (all_, to) in converters.items()}


def _in_utc(value, expression, connection):
    """Return a moment in UTC; SQLite's driver gives it without a zone, or as text if the driver knows of no column."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value and value.replace(tzinfo=UTC)


def set_related(instance: Model, relation: str, rows: list) -> None:
    """Make `instance.<relation>.all()` return `rows` without a query, as `prefetch_related` would.

    Uses: QuerySet._result_cache and _prefetch_done, Model._prefetched_objects_cache (5.2).
    """
    found = instance._meta.get_field(relation).related_model._default_manager.all()
    found._result_cache, found._prefetch_done = rows, True
    vars(instance).setdefault("_prefetched_objects_cache", {})[relation] = found


def loaded_values(instance: Model) -> dict[str, Any]:
    """Return everything that was loaded with a row, by attribute. Uses: Model._state (5.2)."""
    return {name: value for name, value in vars(instance).items() if name != "_state"}


def is_new_upload(file: FieldFile) -> bool:
    """Return whether a file field holds a file that is not stored yet. Uses: FieldFile._committed (5.2)."""
    return bool(file) and not file._committed


def insert_as_they_are(model: type[Model], rows: list[Model], fields: list[models.Field], using: str) -> None:
    """Insert rows with exactly these values: nothing that a save would do is done. Uses: QuerySet._insert (5.2)."""
    model._base_manager.using(using)._insert(rows, fields=fields, using=using, raw=True)


def delete_without_signals(rows: QuerySet, using: str) -> None:
    """Delete rows in one statement, without signals and cascades. Uses: QuerySet._raw_delete (5.2)."""
    rows._raw_delete(using)


def as_django_errors(connection) -> AbstractContextManager:
    """Raise the driver's errors inside the block as django.db errors. Uses: wrap_database_errors (5.2)."""
    return connection.wrap_database_errors


def make_connection(settings: dict, alias: str):
    """Return a connection with these settings, which `connections` does not know. Uses: load_backend (5.2)."""
    return load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias)


def psql_arguments(settings: dict) -> tuple[list[str], dict[str, str] | None]:
    """Return psql's arguments and environment for a database. Uses: DatabaseClient.settings_to_cmd_args_env (5.2)."""
    (_, *arguments), environment = DatabaseClient.settings_to_cmd_args_env(settings, [])
    return arguments, environment


def know_json_support() -> None:
    """Tell Django once a process whether SQLite knows JSON; it would ask on each connection, in a transaction. 5.2.

    Where transactions are IMMEDIATE, that waits for whoever is writing, and a shared database in memory may be locked.
    If it fails, Django takes it that the database knows no JSON, as long as the thread lives, and every page would be
    an error.
    """
    SQLiteWrapper.features_class.supports_json_field = _sqlite_knows_json()


@cache
def _sqlite_knows_json() -> bool:
    """Return whether the SQLite of this process knows JSON: asked of a database that nobody else has locked."""
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute("SELECT JSON('{}')")
        except sqlite3.OperationalError:
            return False
    return True
