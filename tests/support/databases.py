"""Temporary databases next to the one of the tests, and the contents of a database."""

import os
from contextlib import contextmanager
from functools import cache
from itertools import count

import psycopg
from django.db import connection, connections

from articles import search
from portal.backup.databases import temporary_connection
from tests.support.servers import MIGRATE, Templates, environment, lay_tables, run

_numbers = count(1)


@contextmanager
def sqlite_database(folder, migrated=False):
    """Yield the alias of a SQLite database: an empty one, or one with all tables."""
    number = next(_numbers)
    file = folder / f"other{number}.sqlite3"
    if migrated:
        lay_tables(file)
    description = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    with temporary_connection(f"other{number}", description) as alias:
        yield alias


@contextmanager
def other_database(folder, migrated=False):
    """Yield the alias of a database of the kind that the tests run on: an empty one, or one with all tables."""
    if connection.vendor == "sqlite":
        with sqlite_database(folder, migrated) as alias:
            yield alias
        return
    number = next(_numbers)
    name = f"test_other_{os.getpid()}_{number}"
    template = f" TEMPLATE {template_database()}" if migrated else ""
    with (
        temporary_connection(f"admin{number}", connection.settings_dict) as admin,
        connections[admin].cursor() as cursor,
    ):
        cursor.execute(f"CREATE DATABASE {name}{template}")
        try:
            with temporary_connection(f"other{number}", connection.settings_dict | {"NAME": name}) as alias:
                yield alias
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def site_database(folder, migrated=True):
    """Yield the address of a new database for separate processes, of the kind that the tests run on."""
    if not _server():
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    name = f"{_given_name()}_site_{os.getpid()}_{next(_numbers)}"
    template = f" TEMPLATE {template_database()}" if migrated else ""
    with _administrator() as admin:
        admin.execute(f"CREATE DATABASE {name}{template}")
        try:
            yield f"{_server()}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def template_database() -> str:
    """Return the name of a PostgreSQL database with all tables and without stories, made once by each process."""
    name = f"{_given_name()}_template_{os.getpid()}"
    with _administrator() as admin:
        admin.execute(f"CREATE DATABASE {name}")
    run(environment(Templates.folder, f"{_server()}/{name}"), MIGRATE)
    return name


def drop_template_database() -> None:
    """Drop what `template_database` has created, if it was called."""
    if template_database.cache_info().currsize:
        with _administrator() as admin:
            admin.execute(f"DROP DATABASE {template_database()}")


def _server() -> str:
    """Return the address of the tests' PostgreSQL server; empty if they run on SQLite."""
    given = os.environ.get("DATABASE_URL", "")
    return given.rpartition("/")[0] if given.startswith("postgres") else ""


def _given_name() -> str:
    return os.environ["DATABASE_URL"].rpartition("/")[2]


def _administrator() -> psycopg.Connection:
    return psycopg.connect(f"{_server()}/postgres", autocommit=True)  # as Django does for the tests' own database


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
    """Execute the query for all rows of a table; for SQLite's index of the search, for all words of each row.

    The words of a story's scope have no order.
    """
    if table == search.TABLE and cursor.db.vendor == "sqlite":
        cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab(main, {table}, instance)")
        cursor.execute("SELECT term, doc, col, CASE WHEN col <> 'scope' THEN offset END FROM temp.indexed")
        return
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608


def files_in(folder):
    """Return the bytes of every file below the folder, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
