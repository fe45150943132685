"""Queries whose SQL is built once, and which are then run again and again with other values.

Building a queryset of several parts and its SQL takes Django up to ten milliseconds, a hundred times what the
database needs to answer. A page that is rendered again queries the database through these.
"""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import NamedValuesListIterable, ValuesListIterable
from django.db.models.utils import create_namedtuple_class


class Prepared:
    """A query for the rows of `build(*values)`, which is called once for each number of values.

    The values are numbers, texts and aware moments. They must be parameters of the SQL: its form, and its LIMIT, may
    not depend on them. A call runs one query and returns what the queryset would: tuples for `values_list`, else
    models.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._ready: dict[tuple[str, int], _Ready] = {}  # by the database's vendor and how many values there are

    def __call__(self, *values: Any) -> list:
        connection = connections[router.db_for_read(None)]  # whatever the model: all tables are in one place
        form = connection.vendor, len(values)
        ready = self._ready.get(form)
        if ready is None:
            marks = [_mark(place, value) for place, value in enumerate(values)]
            ready = self._ready[form] = _Ready(self._build(*marks), marks, connection)
        return ready.rows(values, connection)


def _mark(place: int, value: Any) -> Any:
    """Return a value of the same kind that no other parameter has."""
    if isinstance(value, datetime):
        return datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=place + 1)
    return f"\0{place}" if isinstance(value, str) else 2**62 + place


class _Ready:
    """The SQL of a queryset, and which of its parameters are which value."""

    def __init__(self, queryset: QuerySet, marks: list, connection):
        self._iterable, self._compiler = queryset._iterable_class, queryset.query.get_compiler(connection=connection)
        self._sql, self._params = self._compiler.as_sql()
        columns = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = _quicker(self._compiler.get_converters(columns), connection)
        known = {_adapted(mark, connection): place for place, mark in enumerate(marks)}
        self._slots = [
            (at, known[param], type(param))
            for at, param in enumerate(self._params)
            if isinstance(param, (int, str, datetime)) and param in known
        ]
        if missing := set(known.values()) - {place for _, place, _ in self._slots}:
            raise ValueError(f"no parameter of the SQL is value {sorted(missing)}: {self._sql}")
        self._row = {ValuesListIterable: tuple, NamedValuesListIterable: _named(queryset._fields)}.get(self._iterable)
        self._names = None
        if connection.vendor == "sqlite":
            # Django turns each %s into a ? by a regular expression, which takes half a millisecond for a long text;
            # named parameters avoid that.
            self._names = [f"p{at}" for at in range(len(self._params))]
            self._sql = self._sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in self._names)

    def rows(self, values: tuple, connection) -> list:
        params = list(self._params)
        values = [_adapted(value, connection) for value in values]
        for at, place, kind in self._slots:
            value = values[place]
            params[at] = value if type(value) is kind else kind(value)  # psycopg has its own number types
        given = dict(zip(self._names, params, strict=True)) if self._names else params
        return self._models(given, connection) if self._row is None else self._tuples(given, connection)

    def _tuples(self, given, connection) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, given)
            rows = cursor.fetchall()
        if self._converters:
            rows = self._compiler.apply_converters(rows, self._converters)
        return list(map(self._row, rows))

    def _models(self, given, connection) -> list[Model]:
        compiler = copy(self._compiler)
        compiler.connection, compiler.using = connection, connection.alias
        compiler.as_sql = lambda: (self._sql, given)
        compiler.get_converters = lambda columns: self._converters
        # What Django's iterable reads from a queryset.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        return list(self._iterable(SimpleNamespace(db=connection.alias, query=query, _known_related_objects={})))


def _named(fields: tuple[str, ...] | None) -> Callable[[Iterable], tuple]:
    """Return a function that makes a row of these fields, by name as `values_list(named=True)` does."""
    return create_namedtuple_class(*fields)._make if fields else tuple


def _adapted(value, connection):
    """Return the value as Django passes it to the database's driver."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _quicker(converters: dict, connection) -> dict:
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
