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

OURS = re.compile(r"portal-\d{8}T\d{6}\.\d{6}Z\.tar")
PARTIAL = ".portal-partial"  # the folder of an unfinished backup
MOMENTS = 3  # snapshots that are tried before missing files are accepted


class Made(NamedTuple):
    path: Path
    manifest: dict
    removed: list[Path]  # the older backups that were removed

    def lines(self) -> Iterator[str]:
        rows, files = sum(self.manifest["tables"].values()), len(self.manifest["files"]) - 1
        yield f"{self.path}: {rows:,} rows, {files:,} files, {self.path.stat().st_size / 1e6:,.1f} MB, read back whole"
        for name in self.manifest["missing"]:
            yield f"  not in the storage, though a row names it: {name}"
        for path in self.removed:
            yield f"  removed, as there are newer ones: {path.name}"


def dialect(vendor: str):
    """Return the module of this package for the database engine: `sqlite` or `postgresql`."""
    return import_module(f"portal.backup.{vendor}")


def make_backup(folder: Path, media: Path | None, keep: int = 0, using: str = "default") -> Made:
    """Write one archive into `folder`, then remove all but the newest `keep` (0: remove none).

    `media` is the folder of the stored files, or None if they are stored elsewhere. Raise BackupError, OSError or the
    databases' errors: then there is no archive and older ones are unchanged, unless the error's `left` says otherwise.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one(folder), _room(folder) as room:
        draft = room / "archive.tar"
        manifest = _write(draft, room, media, using)
        os.chmod(draft, 0o600)  # it contains the newsroom's accounts
        _settle(draft)
        archive_file.check(draft)
        path = folder / f"portal-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.tar"
        draft.rename(path)
        try:
            _settle(folder)
            removed = _rotate(folder, keep)
        except OSError as error:
            left = f"The backup was made: {path}. Of the older ones not all are removed."
            raise BackupError(str(error), left) from error
    return Made(path, manifest, removed)


def _write(draft: Path, room: Path, media: Path | None, using: str) -> dict:
    writer = archive_file.Writer(draft)
    try:
        _add_new(writer, media)
        for attempt in range(1, MOMENTS + 1):
            with dialect(connections[using].vendor).snapshot(using, room) as (moment, dump):
                _add_new(writer, media)
                wanted = {f"{archive_file.MEDIA}{name}" for name in databases.files_of_rows(moment)} if media else set()
                missing = sorted(wanted.difference(writer.files))
                if missing and attempt < MOMENTS:
                    continue
                manifest = _describe(moment, connections[using], missing)
                writer.add(dump.name, dump)
                break
        writer.finish(manifest)
    finally:
        writer.abandon()
    return manifest | {"files": writer.files}


def _describe(moment: str, connection, missing: list[str]) -> dict:
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "server": connection.pg_version // 10000 if connection.vendor == "postgresql" else 0,
        "migrations": databases.applied_migrations(moment),
        "tables": databases.count_rows(moment, databases.tables_that_exist(moment)),
        "missing": missing,
        "tag_authority": settings.SITE_TAG_AUTHORITY,
    }


def _add_new(writer: archive_file.Writer, media: Path | None) -> None:
    """Add every stored file that is not in the archive yet, except symbolic links and files removed meanwhile."""
    for folder, folders, names in os.walk(media) if media else ():
        folders.sort()
        for path in (Path(folder) / name for name in sorted(names)):
            name = f"{archive_file.MEDIA}{path.relative_to(media).as_posix()}"
            if name not in writer.files and path.is_file() and not path.is_symlink():
                with suppress(FileNotFoundError):
                    writer.add(name, path)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with open(folder / ".portal-lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup is being written into {folder}: wait until it has ended.") from error
        yield


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """Yield a folder for unfinished work, after removing what a killed run has left in it."""
    room = folder / PARTIAL
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _settle(path: Path) -> None:
    """Flush the file or folder to the disk, so that a power cut loses nothing of it."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _rotate(folder: Path, keep: int) -> list[Path]:
    ours = sorted(path for path in folder.iterdir() if OURS.fullmatch(path.name) and not path.is_symlink())
    old = ours[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old
