"""Queries whose SQL is built once, and which are then run again and again with other values.

Building a queryset of several parts and its SQL takes Django up to ten milliseconds, a hundred times what the
database needs to answer. A page that is rendered again queries the database through these.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections, router
from django.db.models import QuerySet

from articles.database.django_internals import CompiledQuery


class Prepared:
    """A query for the rows of `build(*values)`, which is called once for each number of values.

    The values are numbers, texts and aware moments. They must be parameters of the SQL: its form, and its LIMIT, may
    not depend on them. A call runs one query and returns what the queryset would: tuples for `values_list`, else
    models.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self._build = build
        self._statements: dict[tuple[str, int], _Statement] = {}  # by vendor and number of values

    def __call__(self, *values: Any) -> list:
        connection = connections[router.db_for_read(None)]  # whatever the model: all tables are in one place
        form = connection.vendor, len(values)
        statement = self._statements.get(form)
        if statement is None:
            marks = [_mark(place, value) for place, value in enumerate(values)]
            statement = self._statements[form] = _Statement(self._build(*marks), marks, connection)
        return statement.rows(values, connection)


def _mark(place: int, value: Any) -> Any:
    """Return a value of the same kind that no other parameter has."""
    if isinstance(value, datetime):
        return datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=place + 1)
    return f"\0{place}" if isinstance(value, str) else 2**62 + place


class _Statement:
    """The SQL of a queryset, and which of its parameters are which value."""

    def __init__(self, queryset: QuerySet, marks: list, connection):
        self._query = CompiledQuery(queryset, connection)
        self._sql, self._params = self._query.sql, self._query.params
        known = {_adapted(mark, connection): place for place, mark in enumerate(marks)}
        self._slots = [
            (at, known[param], type(param))
            for at, param in enumerate(self._params)
            if isinstance(param, (int, str, datetime)) and param in known
        ]
        if missing := set(known.values()) - {place for _, place, _ in self._slots}:
            raise ValueError(f"no parameter of the SQL is value {sorted(missing)}: {self._sql}")
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
        named = dict(zip(self._names, params, strict=True)) if self._names else params
        return self._query.rows(self._sql, named, connection)


def _adapted(value, connection):
    """Return the value as Django passes it to the database's driver."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
