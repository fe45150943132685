"""Sites that the tests of several modules look at: made once in each process (SQLite), and laid again at once."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from articles.database import edition

_made: dict[Callable, tuple[sqlite3.Connection, dict[str, bytes]]] = {}  # rows and stored files, by what made them


@contextmanager
def made(create: Callable[[], None]) -> Iterator[None]:
    """Have the site that `create` makes in the tests' empty database during a block; afterwards it is empty again."""
    if connection.vendor != "sqlite":
        create()
        yield
        call_command("flush", interactive=False, verbosity=0)
        return
    before = _copy()
    if create in _made:
        rows, files = _made[create]
        _lay(rows)
        for name, content in files.items():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))
    else:
        create()
        _made[create] = _copy(), dict(_stored())
    yield
    _lay(before)


def _copy() -> sqlite3.Connection:
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)
    return copy


def _lay(rows: sqlite3.Connection) -> None:
    """Put these rows into the place of all others; no cache takes them for those of an earlier edition."""
    connection.ensure_connection()
    rows.backup(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute(edition.RESTART["sqlite"])


def _stored(folder: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each stored file."""
    folders, files = default_storage.listdir(folder)
    for name in files:
        with default_storage.open(f"{folder}{name}") as file:
            yield f"{folder}{name}", file.read()
    for name in folders:
        yield from _stored(f"{folder}{name}/")
