"""Files that editors upload: checked by their bytes, and changed where they say more than they play."""

import hashlib
import os
import secrets
import unicodedata
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from articles.files import captions
from articles.files.checking import check
from articles.files.kinds import CAPTIONS_BYTES_MAX, CAPTIONS_SUFFIX, TYPES, Facts, Patch, Refused

TITLE_MAX = 200  # characters
_PIECE = 1 << 20  # bytes in memory at once


class CheckedFile(File):
    """A file that may be stored: its `facts`, and `digest`, the SHA-256 of the uploaded bytes, in hex.

    The name is random, so that nobody knows the address before a page shows it. `title` is made of the name that the
    file had. A large upload is a file on the disk already, which the storage then moves.
    """

    def __init__(self, upload: File, facts: Facts, digest: str):
        super().__init__(upload.file, name=new_name(TYPES[facts.type].suffix))
        self.facts, self.digest, self.title = facts, digest, title_of(upload.name or "")
        if hasattr(upload, "temporary_file_path"):
            self.temporary_file_path = upload.temporary_file_path


def read(upload: File) -> CheckedFile:
    """Return the file, ready to be stored: what its facts want overwritten is overwritten in place.

    Raises ValidationError, which says what to do, if it cannot be accepted.
    """
    if isinstance(upload, CheckedFile):
        return upload
    upload.seek(0, os.SEEK_END)
    try:
        facts = check(upload.file, upload.tell())
    except Refused as error:
        raise ValidationError(str(error)) from error
    digest = _digest(upload)
    for patch in facts.patches:
        _apply(patch, upload)
    upload.seek(0)
    return CheckedFile(upload, facts, digest)


def read_captions(upload: File) -> ContentFile:
    """Return captions as WebVTT, ready to be stored under a random name. Raises ValidationError."""
    upload.seek(0)
    try:
        text = captions.normalized(upload.read(CAPTIONS_BYTES_MAX + 1))
    except Refused as error:
        raise ValidationError(str(error)) from error
    return ContentFile(text.encode(), name=new_name(CAPTIONS_SUFFIX))


def new_name(suffix: str) -> str:
    """Return a name for a file that nobody can guess: 128 random bits."""
    return f"{secrets.token_hex(16)}{suffix}"


def title_of(name: str) -> str:
    """Return a title made of the name of an uploaded file: without its suffix, on one line."""
    words = unicodedata.normalize("NFC", PurePosixPath(name).stem).replace("_", " ")
    return " ".join(words.split())[:TITLE_MAX].strip()


def _digest(upload: File) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    while piece := upload.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _apply(patch: Patch, upload: File) -> None:
    upload.seek(patch.at)
    upload.write(patch.written)
    left = patch.length - len(patch.written)
    while left > 0:
        upload.write(bytes(min(left, _PIECE)))
        left -= _PIECE
