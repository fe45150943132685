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

FORMAT = 1
MANIFEST, SEAL, MEDIA = "manifest.json", "manifest.sha256", "media/"
DATABASES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.pgdump"}  # by engine, in the archive
MANIFEST_MAX = 1_000_000_000  # bytes


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
            counted = _Counted(file)
            self._tar.addfile(member, counted)
        self.files[name] = {"size": member.size, "sha256": counted.digest.hexdigest()}

    def finish(self, manifest: dict) -> None:
        """Write the manifest and close the archive."""
        text = json.dumps({"format": FORMAT, **manifest, "files": self.files}, indent=1, sort_keys=True).encode()
        for name, data in ((MANIFEST, text), (SEAL, hashlib.sha256(text).hexdigest().encode())):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            self._tar.addfile(member, io.BytesIO(data))
        self._tar.close()

    def abandon(self) -> None:
        self._tar.fileobj.close()


class _Counted:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO):
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def check(path: Path) -> dict:
    """Read the whole archive, compare it with its manifest, and return the manifest. Raise ArchiveError or OSError."""
    found, kept = {}, {}
    with _damage_told(path):
        for name, file in _members(path):
            if name in (MANIFEST, SEAL):
                kept[name] = file.read(MANIFEST_MAX)
            else:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                found[name] = {"size": file.tell(), "sha256": digest}
    manifest = _manifest(path, kept)
    wrong = sorted(name for name in manifest["files"] | found if manifest["files"].get(name) != found.get(name))
    if wrong:
        raise ArchiveError(f"{path}: {wrong[0]} is not what was saved ({len(wrong)} of {len(found)}). Take another.")
    return manifest


def extract(path: Path, manifest: dict, wanted: str, target: BinaryIO) -> None:
    """Write the member `wanted` into the open file. Raise ArchiveError if it is missing or damaged."""
    with _damage_told(path):
        for name, file in _members(path):
            if name == wanted:
                shutil.copyfileobj(file, target, 1 << 20)
                return
    raise ArchiveError(f"{path}: {wanted} is missing.")


def media(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the storage name and the open file of each stored file. Raise ArchiveError if the archive is damaged."""
    with _damage_told(path):
        for name, file in _members(path):
            if name.startswith(MEDIA):
                yield name.removeprefix(MEDIA), file


def _members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the name and the open file of every member, in order. Raise ArchiveError for one that no backup writes."""
    seen = set()
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
                raise ArchiveError(f"{path}: {member.name!r} is no plain file. This is no backup of the portal.")
            if not _is_ours(member.name) or member.name in seen:
                raise ArchiveError(f"{path}: {member.name!r} is no name of ours. This is no backup of the portal.")
            seen.add(member.name)
            yield member.name, tar.extractfile(member)


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError) as error:  # ValueError: a malformed header
        raise ArchiveError(f"{path}: this is no whole archive ({error}). Take another.") from error


def _is_ours(name: str) -> bool:
    if not name.startswith(MEDIA):
        return name in (MANIFEST, SEAL) or (name.startswith("database.") and "/" not in name)
    parts = PurePosixPath(name).parts
    return "\0" not in name and "\\" not in name and ".." not in parts and "/".join(parts) == name and len(parts) > 1


def _manifest(path: Path, kept: dict[str, bytes]) -> dict:
    text = kept.get(MANIFEST, b"")
    if not text or kept.get(SEAL) != hashlib.sha256(text).hexdigest().encode():
        raise ArchiveError(f"{path}: its manifest is missing or damaged. Take another.")
    try:
        manifest = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{path}: its manifest cannot be read ({error}). Take another.") from error
    if isinstance(manifest, dict) and _is_count(manifest.get("format")) and manifest["format"] > FORMAT:
        raise ArchiveError(f"{path}: a newer release of the portal made it. Restore it with that one.")
    odd = "it is no object" if not isinstance(manifest, dict) else next(_oddities(manifest), None)
    if odd:
        raise ArchiveError(f"{path}: its manifest is none of ours ({odd}). Take another.")
    return manifest


def _oddities(manifest: dict) -> Iterator[str]:
    """Yield what differs from a manifest that a backup writes, because anyone can make correct checksums."""
    for key, is_right in _EXPECTED.items():
        if key not in manifest:
            yield f"{key} is missing"
        elif not is_right(manifest[key]):
            yield f"{key} is not as a backup writes it"
    database = DATABASES.get(manifest.get("engine"))
    named = [name for name in manifest["files"] if name.startswith("database.")]
    if named != [database]:
        yield f"its database is {', '.join(named) or 'missing'} instead of {database}"


def _is_count(value) -> bool:
    return type(value) is int and 0 <= value < 1 << 63


def _is_line(value) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= 4096


def _is_moment(value) -> bool:
    try:
        return _is_line(value) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


_EXPECTED = {
    "format": lambda value: _is_count(value) and value == FORMAT,
    "made_at": _is_moment,
    "engine": lambda value: isinstance(value, str) and value in DATABASES,
    "server": lambda value: _is_count(value) and value < 1000,
    "migrations": lambda value: (
        isinstance(value, list)
        and all(isinstance(one, list) and len(one) == 2 and all(map(_is_line, one)) for one in value)
    ),
    "tables": lambda value: (
        isinstance(value, dict) and all(map(_is_line, value)) and all(map(_is_count, value.values()))
    ),
    "missing": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "tag_authority": lambda value: _is_line(value) and value != "",
    "files": lambda value: (
        isinstance(value, dict)
        and all(isinstance(file, dict) and file.keys() == {"size", "sha256"} for file in value.values())
    ),
}
