"""Restoring a backup: everything is checked first, then the database is exchanged in one transaction."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management import call_command
from django.db import connections

from articles.database import edition
from articles.database.exclusive_lock import exclusive_lock
from articles.imports.seeds import lock
from articles.management.command_line import shell_command
from portal.backup import archive_file, databases, postgresql, sqlite, table_swap
from portal.backup.databases import BackupError, temporary_connection
from portal.partners import importer

RESTORE_LOCK = 0xBACC  # PostgreSQL's advisory lock for restores
_PIECE = 1 << 20  # bytes in memory at once
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(path: Path, media: Path | None, *, replace: bool = False, using: str = "default") -> dict:
    """Put the archive's rows and files where the site expects them; return its manifest.

    `media` is the folder of the stored files, or None if they are stored elsewhere: then the archive's files are not
    restored. Files that the archive does not have stay. Raise BackupError, ArchiveError, OSError or the databases'
    errors: then the database is unchanged, unless the error's `state` says otherwise.
    """
    manifest = archive_file.check(path)
    with _locked_out_writers(using):
        return _restore(path, manifest, media, replace, using)


@contextmanager
def _locked_out_writers(using: str) -> Iterator[None]:
    """Prevent imports, fetches of partner news and other restores inside the block; raise BackupError if one runs.

    They would continue with primary keys of rows that are gone. Readers and editors need no lock: until the exchange
    they have the old rows, and then the new ones.
    """
    with ExitStack() as locks:
        for name, number, writer in (
            ("restore", RESTORE_LOCK, "Another restore"),  # first, because a restore holds the others, too
            ("import", lock.IMPORT_LOCK, "An import"),
            ("fetch", importer.FETCH_LOCK, "A fetch of partner news"),
        ):
            if not locks.enter_context(exclusive_lock(name, number, using)):
                raise BackupError(f"{writer} is running on this database: wait until it has finished, or stop it.")
        yield


def _restore(path: Path, manifest: dict, media: Path | None, replace: bool, using: str) -> dict:
    _check_fits(manifest, replace, using)
    # The disk of the archive has space, and a container has no other place.
    beside_archive = path.parent if os.access(path.parent, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="portal-restore-", dir=beside_archive) as work_folder:
        dump = Path(work_folder) / archive_file.DATABASE_FILES[manifest["engine"]]
        with _folder_named_in_errors(work_folder), open(dump, "xb") as file:
            archive_file.extract(path, manifest, dump.name, file)
        if media:
            for name, file in archive_file.media(path):
                _write_file(media / name, file)
        report_lines = _RESTORERS[connections[using].vendor](dump, manifest, using)
    return manifest | {"report": report_lines}


def _check_fits(manifest: dict, replace: bool, using: str) -> None:
    vendor = connections[using].vendor
    if manifest["engine"] != vendor:
        raise BackupError(
            f"This is a backup of {ENGINES[manifest['engine']]}, and the database is {ENGINES[vendor]}: restore it "
            f"into {ENGINES[manifest['engine']]}, then copy that with copy_database."
        )
    unknown = databases.unknown_migrations(manifest["migrations"])
    if unknown:
        raise BackupError(
            f"A newer release of the portal made this backup (it has {unknown[0]}): restore it with that release."
        )
    if not replace and not databases.is_empty(using):
        raise BackupError("The database is not empty. Use an empty one, or --replace to delete what it contains.")
    if vendor == "postgresql":
        postgresql.check_can_restore(using, manifest["server"])


def _restore_sqlite(dump: Path, manifest: dict, using: str) -> list[str]:
    """Replace the database's content with the dump's, and restart the edition, so that no old page passes for new."""
    unpacked = dump.with_name("plain.sqlite3")
    with _folder_named_in_errors(dump.parent):
        sqlite.unpack(dump, unpacked)
    with temporary_connection("restored", sqlite.file_settings(unpacked)) as restored:
        _check(restored, manifest)
        call_command("migrate", database=restored, interactive=False, verbosity=0)
        with connections[restored].cursor() as cursor:
            cursor.execute(edition.RESTART["sqlite"])
        sqlite.replace(using, restored)
    return []


def _restore_postgresql(dump: Path, manifest: dict, using: str) -> list[str]:
    """Do the same for PostgreSQL; return the lines that report what an administrator had added."""
    outcome = table_swap.restore_tables(
        using, dump, manifest, edition.RESTART["postgresql"], lambda alias: _check(alias, manifest)
    )
    try:
        call_command("migrate", database=using, interactive=False, verbosity=0)
        table_swap.create_after_migrate(using, dump, outcome)
    except Exception as error:
        raise BackupError(
            f"{error} Correct this, then run: {shell_command('migrate')}",
            state="The archive's rows are in the database.",
        ) from error
    return list(outcome.report_lines())


_RESTORERS = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}


def _check(alias: str, manifest: dict) -> None:
    """Raise BackupError unless the database contains what the manifest says, and all that this release needs."""
    if not databases.missing_migrations(manifest["migrations"]):
        missing_tables = databases.model_tables().difference(databases.existing_tables(alias))
        if missing_tables:
            raise BackupError(f"The archive lacks the table {min(missing_tables)}. Use another backup.")
    if databases.applied_migrations(alias) != manifest["migrations"]:
        raise BackupError("The archive's migrations are not those that its manifest lists. Use another backup.")
    found = databases.count_rows(alias, list(manifest["tables"]))
    for table, rows in manifest["tables"].items():
        if found[table] != rows:
            raise BackupError(
                f"{table} has {found[table]:,} rows in the archive, its manifest says {rows:,}. Use another backup."
            )


def _write_file(path: Path, file: BinaryIO) -> None:
    """Write a stored file completely or not at all; leave a file that has the same bytes as it is.

    It is read piece by piece, because a video may be larger than the memory.
    """
    if path.is_file() and _has_bytes_of(path, file):
        return
    file.seek(0)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with _folder_named_in_errors(path.parent):
            with open(draft, "wb") as written:
                _copy_pieces(file, written)
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _copy_pieces(file: BinaryIO, written: BinaryIO) -> None:
    shutil.copyfileobj(file, written, _PIECE)


def _has_bytes_of(path: Path, file: BinaryIO) -> bool:
    with open(path, "rb") as stored:
        while piece := stored.read(_PIECE):
            if file.read(_PIECE) != piece:
                return False
    return not file.read(1)


@contextmanager
def _folder_named_in_errors(folder: str | Path) -> Iterator[None]:
    """Add the folder's name to an OSError in the block that names no file, as when a disk is full."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(folder)
        raise


def report_lines(manifest: dict) -> Iterator[str]:
    rows, files = sum(manifest["tables"].values()), len(manifest["files"]) - 1
    yield f"{rows:,} rows and {files:,} files from {manifest['made_at']}"
    yield from manifest.get("report", ())
    for name in manifest["missing"]:
        yield f"  was missing when the backup was made, although a row refers to it: {name}"
