"""Saving a SQLite database in a file and restoring it, by SQLite's online backup: both sides stay in use meanwhile."""

import gzip
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

from articles.database.django_internals import as_django_errors
from portal.backup import archive_file
from portal.backup.databases import BackupError, connected

NAME = archive_file.DATABASES["sqlite"]
LEVEL = 3  # of gzip: files a tenth larger than with its default, in a third of the time


def described(path: Path) -> dict:
    """Return the description of a database file, as in DATABASES."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


@contextmanager
def snapshot(alias: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the alias of a connection to a snapshot of the database, and the path of the packed one in `folder`."""
    copy, packed = folder / "database.sqlite3", folder / NAME
    copy.unlink(missing_ok=True)
    connections[alias].ensure_connection()
    with as_django_errors(connections[alias]), closing(sqlite3.connect(copy)) as target:
        connections[alias].connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, with no others next to it
        (said,) = target.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise BackupError(f"The database is damaged: {said}. Older backups are as they were; restore the newest.")
    with open(copy, "rb") as plain, gzip.open(packed, "wb", LEVEL) as small:
        shutil.copyfileobj(plain, small, 1 << 20)
    with connected("snapshot", described(copy)) as moment:
        yield moment, packed
    copy.unlink()


def unpack(packed: Path, target: Path) -> None:
    """Unpack the database into a new file. Raise BackupError if it cannot be unpacked, or OSError."""
    try:
        with gzip.open(packed) as small, open(target, "xb") as plain:
            shutil.copyfileobj(small, plain, 1 << 20)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupError(f"The archive's database cannot be unpacked ({error}). Take another.") from error


def replace(alias: str, source: str) -> None:
    """Replace everything in the database `alias` with the database `source`, in one SQLite transaction."""
    for name in (alias, source):
        connections[name].ensure_connection()
    with as_django_errors(connections[alias]):
        connections[source].connection.backup(connections[alias].connection)
    connections[alias].close()  # because what it knew of the old tables is no longer true
