"""Locks that only one process at a time holds on a database: for imports and for fetching partner news."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import Error, connections


@contextmanager
def exclusive_lock(name: str, number: int, using: str = "default") -> Iterator[bool]:
    """Try to take the lock of the database `using` without waiting; yield whether we got it.

    The lock ends with the process that holds it, however that ends: on PostgreSQL it belongs to the connection, under
    `number`; on SQLite it is a lock on a file next to the database, named after `name`.
    """
    connection = connections[using]
    hold = _advisory_lock(connection, number) if connection.vendor == "postgresql" else _file_lock(connection, name)
    with hold as held:
        yield held


@contextmanager
def _advisory_lock(connection, number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with suppress(Error), connection.cursor() as cursor:  # a lost connection has already lost the lock
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _file_lock(connection, name: str) -> Iterator[bool]:
    database = str(connection.settings_dict["NAME"])
    if not Path(database).is_file():  # in memory: nobody else can reach it
        yield True
        return
    with open(f"{database}.{name}-lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
