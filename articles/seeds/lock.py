"""One import at a time on one database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import Error, connection

PG_LOCK = 0x5EED  # PostgreSQL's advisory lock of imports


class ImportRunning(Exception):
    """Another import is writing to this database."""


@contextmanager
def only_import() -> Iterator[None]:
    """Holds the database's import lock, or raises ImportRunning at once.

    The lock ends with the process that holds it, however that ends: on
    PostgreSQL it is the connection's, on SQLite a lock on a file beside the
    database.
    """
    hold = _advisory_lock if connection.vendor == "postgresql" else _file_lock
    with hold() as held:
        if not held:
            raise ImportRunning("another import is running on this database: run this one when it has ended")
        yield


@contextmanager
def _advisory_lock() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [PG_LOCK])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with suppress(Error), connection.cursor() as cursor:  # a lost connection has lost the lock
                cursor.execute("SELECT pg_advisory_unlock(%s)", [PG_LOCK])


@contextmanager
def _file_lock() -> Iterator[bool]:
    database = str(connection.settings_dict["NAME"])
    if not Path(database).is_file():  # in memory: nobody else can reach it
        yield True
        return
    with open(f"{database}.import-lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
