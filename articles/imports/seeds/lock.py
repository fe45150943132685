"""The lock that lets only one import at a time write to a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from articles.database.exclusive_lock import exclusive_lock

IMPORT_LOCK = 0x5EED  # number of the imports' advisory lock in PostgreSQL


class ImportRunning(Exception):
    """Error: another import is writing to this database."""


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the database's import lock (articles/database/exclusive_lock.py), or raise ImportRunning at once."""
    with exclusive_lock("import", IMPORT_LOCK) as acquired:
        if not acquired:
            raise ImportRunning("another import is running on this database: run this one when it has ended")
        yield
