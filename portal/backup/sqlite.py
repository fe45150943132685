"""A SQLite database into a file and back, by SQLite's own online backup: both sides stay in use meanwhile."""

import gzip
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

from portal.backup import archive_file
from portal.backup.databases import BackupError, connected

NAME = archive_file.DATABASES["sqlite"]
LEVEL = 3  # gzip's: a tenth larger than its default, in a third of the time


def described(path: Path) -> dict:
    """A database in a file, as DATABASES describes it."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


@contextmanager
def snapshot(alias: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The name of a connection that sees one moment of the database, and that moment, packed, in `folder`."""
    copy, packed = folder / "database.sqlite3", folder / NAME
    copy.unlink(missing_ok=True)
    connections[alias].ensure_connection()
    with connections[alias].wrap_database_errors, closing(sqlite3.connect(copy)) as target:
        connections[alias].connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        (said,) = target.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise BackupError(f"The database is damaged: {said}. Older backups are as they were; restore the newest.")
    with open(copy, "rb") as plain, gzip.open(packed, "wb", LEVEL) as small:
        shutil.copyfileobj(plain, small, 1 << 20)
    with connected("snapshot", described(copy)) as moment:
        yield moment, packed
    copy.unlink()


def unpack(packed: Path, target: Path) -> None:
    """Unpacks the database into a new file. Raises BackupError when it cannot be read, OSError."""
    try:
        with gzip.open(packed) as small, open(target, "xb") as plain:
            shutil.copyfileobj(small, plain, 1 << 20)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupError(f"The archive's database cannot be unpacked ({error}). Take another.") from error


def replace(alias: str, source: str) -> None:
    """Puts the database `source` in the place of all that `alias` holds, in one transaction of SQLite's."""
    for name in (alias, source):
        connections[name].ensure_connection()
    with connections[alias].wrap_database_errors:
        connections[source].connection.backup(connections[alias].connection)
    connections[alias].close()  # what it knew of the tables before is over
