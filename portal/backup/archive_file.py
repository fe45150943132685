"""The format of a backup file: a tar of the database, the media and, last, a manifest with the SHA-256 of each file.

    database.sqlite3.gz or database.pgdump, media/photos/2026/11/….jpg …, manifest.json, manifest.sha256

The reader trusts nothing: every member must be a regular file whose name cannot lead elsewhere, with exactly
the bytes that the manifest says. This module imports no Django.
"""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

FORMAT_VERSION = 1
MANIFEST, MANIFEST_CHECKSUM, MEDIA_PREFIX = "manifest.json", "manifest.sha256", "media/"
DATABASE_FILES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.pgdump"}  # by engine, in the archive
MAX_MANIFEST_BYTES = 1_000_000_000


class ArchiveError(Exception):
    """A file that is not a complete archive of the portal; the message names the file and what is wrong with it."""


class Writer:
    """An archive that is being written; `files` collects what the manifest will say about its files."""

    def __init__(self, path: Path):
        self._tar = tarfile.open(path, "x", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.files: dict[str, dict] = {}

    def add(self, name: str, source: Path) -> None:
        """Add the file `source`, as it is now, under `name`. Raise FileNotFoundError if it no longer exists."""
        with open(source, "rb") as file:
            member = tarfile.TarInfo(name)
            member.size = source.stat().st_size
            member.mode = 0o600
            hashed = _HashedFile(file)
            self._tar.addfile(member, hashed)
        self.files[name] = {"size": member.size, "sha256": hashed.digest.hexdigest()}

    def finish(self, manifest: dict) -> None:
        """Write the manifest and close the archive."""
        text = json.dumps(
            {"format": FORMAT_VERSION, **manifest, "files": self.files}, indent=1, sort_keys=True
        ).encode()
        for name, data in ((MANIFEST, text), (MANIFEST_CHECKSUM, hashlib.sha256(text).hexdigest().encode())):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            self._tar.addfile(member, io.BytesIO(data))
        self._tar.close()

    def abandon(self) -> None:
        self._tar.fileobj.close()


class _HashedFile:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO):
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def check(path: Path) -> dict:
    """Read the whole archive, compare it with its manifest, and return the manifest. Raise ArchiveError or OSError."""
    found, manifest_files = {}, {}
    with _damage_as_archive_error(path):
        for name, file in _members(path):
            if name in (MANIFEST, MANIFEST_CHECKSUM):
                manifest_files[name] = file.read(MAX_MANIFEST_BYTES)
            else:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[name] = {"size": file.tell(), "sha256": digest}
    manifest = _manifest(path, manifest_files)
    damaged = sorted(name for name in manifest["files"] | found if manifest["files"].get(name) != found.get(name))
    if damaged:
        raise ArchiveError(
            f"{path}: {damaged[0]} does not match its checksum ({len(damaged)} of {len(found)} files). "
            "Use another backup."
        )
    return manifest


def extract(path: Path, manifest: dict, wanted: str, target: BinaryIO) -> None:
    """Write the member `wanted` into the open file. Raise ArchiveError if it is missing or damaged."""
    with _damage_as_archive_error(path):
        for name, file in _members(path):
            if name == wanted:
                shutil.copyfileobj(file, target, 1 << 20)
                return
    raise ArchiveError(f"{path}: the archive lacks {wanted}. Use another backup.")


def media(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the storage name and the open file of each stored file. Raise ArchiveError if the archive is damaged."""
    with _damage_as_archive_error(path):
        for name, file in _members(path):
            if name.startswith(MEDIA_PREFIX):
                yield name.removeprefix(MEDIA_PREFIX), file


def _members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the name and the open file of every member, in order. Raise ArchiveError for one that no backup writes."""
    seen = set()
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
                raise ArchiveError(
                    f"{path}: {member.name!r} is not a regular file. This is not a backup of the portal."
                )
            if not _is_allowed_name(member.name) or member.name in seen:
                raise ArchiveError(
                    f"{path}: {member.name!r} is not a name that a backup uses. This is not a backup of the portal."
                )
            seen.add(member.name)
            yield member.name, tar.extractfile(member)


@contextmanager
def _damage_as_archive_error(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError) as error:  # ValueError: a malformed header
        raise ArchiveError(f"{path}: the archive is incomplete or damaged ({error}). Use another backup.") from error


def _is_allowed_name(name: str) -> bool:
    if not name.startswith(MEDIA_PREFIX):
        return name in (MANIFEST, MANIFEST_CHECKSUM) or (name.startswith("database.") and "/" not in name)
    parts = PurePosixPath(name).parts
    return "\0" not in name and "\\" not in name and ".." not in parts and "/".join(parts) == name and len(parts) > 1


def _manifest(path: Path, manifest_files: dict[str, bytes]) -> dict:
    text = manifest_files.get(MANIFEST, b"")
    if not text or manifest_files.get(MANIFEST_CHECKSUM) != hashlib.sha256(text).hexdigest().encode():
        raise ArchiveError(f"{path}: its manifest is missing or damaged. Use another backup.")
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{path}: its manifest cannot be parsed ({error}). Use another backup.") from error
    if isinstance(manifest, dict) and _is_count(manifest.get("format")) and manifest["format"] > FORMAT_VERSION:
        raise ArchiveError(f"{path}: a newer release of the portal made this archive. Restore it with that release.")
    problem = "it is not a JSON object" if not isinstance(manifest, dict) else next(_problems(manifest), None)
    if problem:
        raise ArchiveError(f"{path}: its manifest is not the portal's ({problem}). Use another backup.")
    return manifest


def _problems(manifest: dict) -> Iterator[str]:
    """Yield what differs from a manifest that a backup writes, because anyone can make correct checksums."""
    for key, is_valid in _FIELD_CHECKS.items():
        if key not in manifest:
            yield f"{key} is missing"
        elif not is_valid(manifest[key]):
            yield f"{key} is not valid"
    database = DATABASE_FILES.get(manifest.get("engine"))
    database_files = [name for name in manifest["files"] if name.startswith("database.")]
    if database_files != [database]:
        yield f"its database is {', '.join(database_files) or 'missing'} instead of {database}"


def _is_count(value) -> bool:
    return type(value) is int and 0 <= value < 1 << 63


def _is_one_line(value) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= 4096


def _is_timestamp(value) -> bool:
    try:
        return _is_one_line(value) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_FIELD_CHECKS = {
    "format": lambda value: _is_count(value) and value == FORMAT_VERSION,
    "made_at": _is_timestamp,
    "engine": lambda value: isinstance(value, str) and value in DATABASE_FILES,
    "server": lambda value: _is_count(value) and value < 1000,
    "migrations": lambda value: (
        isinstance(value, list)
        and all(isinstance(item, list) and len(item) == 2 and all(map(_is_one_line, item)) for item in value)
    ),
    "tables": lambda value: (
        isinstance(value, dict) and all(map(_is_one_line, value)) and all(map(_is_count, value.values()))
    ),
    "missing": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    "tag_authority": lambda value: _is_one_line(value) and value != "",
    "files": lambda value: (
        isinstance(value, dict)
        and all(isinstance(file, dict) and file.keys() == {"size", "sha256"} for file in value.values())
    ),
}
