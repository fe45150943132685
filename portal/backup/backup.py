"""Making a backup: one archive of the database and the media, while the site runs.

A picture's file name never gets other bytes, and a row's files are written before the row and removed after it. So the
media are saved first, then a snapshot of the database is taken, then files that were added meanwhile are saved. A file
that was removed in between belongs to a row that is removed, too; if the snapshot still has that row, a later snapshot
is taken.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connections

from portal.backup import archive_file, databases
from portal.backup.databases import BackupError

ARCHIVE_NAME = re.compile(r"portal-\d{8}T\d{6}\.\d{6}Z\.tar")
PARTIAL_FOLDER = ".portal-partial"  # while a backup is being written
MAX_SNAPSHOTS = 3  # then missing files are accepted


class FinishedBackup(NamedTuple):
    path: Path
    manifest: dict
    removed: list[Path]  # the older backups that were removed

    def report_lines(self) -> Iterator[str]:
        rows, files = sum(self.manifest["tables"].values()), len(self.manifest["files"]) - 1
        yield f"{self.path}: {rows:,} rows, {files:,} files, {self.path.stat().st_size / 1e6:,.1f} MB, verified"
        for name in self.manifest["missing"]:
            yield f"  missing from the media, although a row refers to it: {name}"
        for path in self.removed:
            yield f"  removed an older backup: {path.name}"


def engine_module(vendor: str):
    """Return the module of this package for the database engine: `sqlite` or `postgresql`."""
    return import_module(f"portal.backup.{vendor}")


def make_backup(folder: Path, media: Path | None, keep: int = 0, using: str = "default") -> FinishedBackup:
    """Write one archive into `folder`, then remove all but the newest `keep` (0: remove none).

    `media` is the folder of the stored files, or None if they are stored elsewhere. Raise BackupError, OSError or the
    databases' errors: then there is no archive and older ones are unchanged, unless the error's `state` says otherwise.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _backup_lock(folder), _work_folder(folder) as work_folder:
        unfinished = work_folder / "archive.tar"
        manifest = _write(unfinished, work_folder, media, using)
        os.chmod(unfinished, 0o600)  # it contains the newsroom's accounts
        _flush_to_disk(unfinished)
        archive_file.check(unfinished)
        path = folder / f"portal-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.tar"
        unfinished.rename(path)
        try:
            _flush_to_disk(folder)
            removed = _rotate(folder, keep)
        except OSError as error:
            state = f"The backup was made: {path}. Not all of the older backups were removed."
            raise BackupError(str(error), state) from error
    return FinishedBackup(path, manifest, removed)


def _write(unfinished: Path, work_folder: Path, media: Path | None, using: str) -> dict:
    writer = archive_file.Writer(unfinished)
    try:
        _add_new(writer, media)
        for attempt in range(1, MAX_SNAPSHOTS + 1):
            with engine_module(connections[using].vendor).snapshot(using, work_folder) as (snapshot, dump):
                _add_new(writer, media)
                referenced = (
                    {f"{archive_file.MEDIA_PREFIX}{name}" for name in databases.referenced_files(snapshot)}
                    if media
                    else set()
                )
                missing = sorted(referenced.difference(writer.files))
                if missing and attempt < MAX_SNAPSHOTS:
                    continue
                manifest = _describe(snapshot, connections[using], missing)
                writer.add(dump.name, dump)
                break
        writer.finish(manifest)
    finally:
        writer.abandon()
    return manifest | {"files": writer.files}


def _describe(snapshot: str, connection, missing: list[str]) -> dict:
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "server": connection.pg_version // 10000 if connection.vendor == "postgresql" else 0,
        "migrations": databases.applied_migrations(snapshot),
        "tables": databases.count_rows(snapshot, databases.existing_tables(snapshot)),
        "missing": missing,
        "tag_authority": settings.SITE_TAG_AUTHORITY,
    }


def _add_new(writer: archive_file.Writer, media: Path | None) -> None:
    """Add every stored file that is not in the archive yet, except symbolic links and files removed meanwhile."""
    for folder, folders, names in os.walk(media) if media else ():
        folders.sort()
        for path in (Path(folder) / name for name in sorted(names)):
            name = f"{archive_file.MEDIA_PREFIX}{path.relative_to(media).as_posix()}"
            if name not in writer.files and path.is_file() and not path.is_symlink():
                with suppress(FileNotFoundError):
                    writer.add(name, path)


@contextmanager
def _backup_lock(folder: Path) -> Iterator[None]:
    with open(folder / ".portal-lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup is being written into {folder}: wait until it has finished.") from error
        yield


@contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder for unfinished work, after removing what a killed run has left in it."""
    work_folder = folder / PARTIAL_FOLDER
    shutil.rmtree(work_folder, ignore_errors=True)
    work_folder.mkdir(mode=0o700)
    try:
        yield work_folder
    finally:
        shutil.rmtree(work_folder, ignore_errors=True)


def _flush_to_disk(path: Path) -> None:
    """Flush the file or folder to the disk, so that a power cut loses nothing of it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rotate(folder: Path, keep: int) -> list[Path]:
    archives = sorted(path for path in folder.iterdir() if ARCHIVE_NAME.fullmatch(path.name) and not path.is_symlink())
    old = archives[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old
