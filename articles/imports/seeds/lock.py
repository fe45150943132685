"""One import at a time on one database."""

from collections.abc import Iterator
from contextlib import contextmanager

from articles.database.exclusive_lock import only_one

PG_LOCK = 0x5EED  # PostgreSQL's advisory lock of imports


class ImportRunning(Exception):
    """Another import is writing to this database."""


@contextmanager
def only_import() -> Iterator[None]:
    """Holds the database's import lock (articles/database/exclusive_lock.py), or raises ImportRunning at once."""
    with only_one("import", PG_LOCK) as held:
        if not held:
            raise ImportRunning("another import is running on this database: run this one when it has ended")
        yield
