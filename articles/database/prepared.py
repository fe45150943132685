"""Questions that are put into SQL once, and then asked again and again with other values.

To build a queryset of several parts and its SQL takes Django up to ten
milliseconds, a hundred times what the database needs to answer. A page that is
made anew asks through these.
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
    """The rows of `build(*values)`, which is called once for each number of values.

    The values are numbers, texts and aware moments. They must be parameters of
    the SQL: its form, and its LIMIT, may not depend on them. A call is one query
    and gives what the queryset would: tuples for `values_list`, else models.
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
    """A value of that kind that no other parameter has."""
    if isinstance(value, datetime):
        return datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=place + 1)
    return f"\0{place}" if isinstance(value, str) else 2**62 + place


class _Ready:
    """A queryset's SQL, and which of its parameters are which value."""

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
            # Django turns each %s into a ? by a regular expression, half a millisecond for a long text; not so names.
            self._names = [f"p{at}" for at in range(len(self._params))]
            self._sql = self._sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in self._names)

    def rows(self, values: tuple, connection) -> list:
        params = list(self._params)
        values = [_adapted(value, connection) for value in values]
        for at, place, kind in self._slots:
            value = values[place]
            params[at] = value if type(value) is kind else kind(value)  # psycopg's own kinds of numbers
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
        # What Django's iterable asks of a queryset.
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        return list(self._iterable(SimpleNamespace(db=connection.alias, query=query, _known_related_objects={})))


def _named(fields: tuple[str, ...] | None) -> Callable[[Iterable], tuple]:
    """What makes a row of these fields, by name as `values_list(named=True)` does."""
    return create_namedtuple_class(*fields)._make if fields else tuple


def _adapted(value, connection):
    """As Django hands it to the database's driver."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _quicker(converters: dict, connection) -> dict:
    """The converters of a compiler, that of SQLite's moments replaced, which asks each whether it has a zone."""
    plain = getattr(connection.ops, "convert_datetimefield_value", None)
    if connection.vendor != "sqlite" or connection.timezone is not UTC:
        return converters
    return {at: ([_in_utc if one == plain else one for one in all_], to) for at, (all_, to) in converters.items()}


def _in_utc(value, expression, connection):
    """A moment as SQLite's driver gives it, without its zone; as text where the driver knows of no column."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value and value.replace(tzinfo=UTC)
