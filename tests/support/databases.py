"""Temporary databases next to the one of the tests, and the contents of a database."""

import os
from contextlib import contextmanager
from itertools import count

import psycopg
from django.db import connection, connections

from articles import search
from portal.backup.databases import temporary_connection

_numbers = count(1)


@contextmanager
def sqlite_database(folder):
    """Yield the alias of an empty SQLite database."""
    number = next(_numbers)
    description = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / f"other{number}.sqlite3")}
    with temporary_connection(f"other{number}", description) as alias:
        yield alias


@contextmanager
def empty_database(folder):
    """Yield the alias of an empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        with sqlite_database(folder) as alias:
            yield alias
        return
    number = next(_numbers)
    name = f"test_other_{os.getpid()}_{number}"
    with (
        temporary_connection(f"admin{number}", connection.settings_dict) as admin,
        connections[admin].cursor() as cursor,
    ):
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            with temporary_connection(f"other{number}", connection.settings_dict | {"NAME": name}) as alias:
                yield alias
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def site_database(folder):
    """Yield the address of a new database for separate processes, of the kind that the tests run on."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    address, _, name = given.rpartition("/")
    name = f"{name}_site_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as admin:  # as Django does for the tests' own
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{address}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def all_rows(alias, but=("articles_edition",)):
    """Return the rows of every table, whoever created it, as text and in a fixed order."""
    with connections[alias].cursor() as cursor:
        rows = {}
        for table in connections[alias].introspection.table_names(cursor):
            if table not in but:
                _select_all(cursor, table)
                # A migration that was taken back and applied again puts its columns last.
                names = [column[0] for column in cursor.description]
                order = sorted(range(len(names)), key=names.__getitem__)
                rows[table] = sorted(repr(tuple(row[at] for at in order)) for row in cursor.fetchall())
    return rows


def _select_all(cursor, table):
    """Execute the query for all rows of a table; for SQLite's index of the search, for all words of each row."""
    if table == search.TABLE and cursor.db.vendor == "sqlite":
        cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, {table}, instance)")
        table = "indexed"
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608


def files_in(folder):
    """Return the bytes of every file below the folder, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
