"""The types of files that the site takes, how large they may be, and what a check finds. Imports no Django."""

from enum import StrEnum
from typing import BinaryIO, NamedTuple


class Kind(StrEnum):
    """What readers do with a file: listen, watch, or download it."""

    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"


class FileType(NamedTuple):
    """A type of file. Its `media_type` is what readers' browsers are told, whatever the uploaded file was called."""

    kind: Kind
    name: str  # as readers know it
    suffix: str
    media_type: str


TYPES = {
    "mp3": FileType(Kind.AUDIO, "MP3", ".mp3", "audio/mpeg"),
    "m4a": FileType(Kind.AUDIO, "M4A", ".m4a", "audio/mp4"),
    "weba": FileType(Kind.AUDIO, "WebM", ".weba", "audio/webm"),
    "mp4": FileType(Kind.VIDEO, "MP4", ".mp4", "video/mp4"),
    "webm": FileType(Kind.VIDEO, "WebM", ".webm", "video/webm"),
    "pdf": FileType(Kind.DOCUMENT, "PDF", ".pdf", "application/pdf"),
    "xlsx": FileType(
        Kind.DOCUMENT, "XLSX", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "ods": FileType(Kind.DOCUMENT, "ODS", ".ods", "application/vnd.oasis.opendocument.spreadsheet"),
    "csv": FileType(Kind.DOCUMENT, "CSV", ".csv", "text/csv; charset=utf-8"),
}
CAPTIONS_SUFFIX, CAPTIONS_MEDIA_TYPE = ".vtt", "text/vtt; charset=utf-8"
# nginx takes a little more than the largest (client_max_body_size in deploy/nginx.conf), so that the form can answer.
BYTES_MAX = {Kind.AUDIO: 60_000_000, Kind.VIDEO: 200_000_000, Kind.DOCUMENT: 20_000_000}
CAPTIONS_BYTES_MAX = 1_000_000
SECONDS_MAX = 1_000_000  # a file that says it plays longer lies, and is taken for one that does not say
PIXELS_MAX = 65_535  # of one side, as in MP4


class Refused(Exception):
    """An error: the file is not accepted. The message says why, and what to do, in words for an editor."""


class Patch(NamedTuple):
    """Bytes of a file that are overwritten: `written` from `at` on, and zeros up to `length` bytes."""

    at: int
    length: int
    written: bytes = b""


class Facts(NamedTuple):
    """What a check finds: the type (a key of TYPES), how long it plays, how large its picture is, what to overwrite.

    `removed` says in words for an editor what the patches take out.
    """

    type: str
    seconds: int | None = None
    width: int | None = None  # pixels
    height: int | None = None
    patches: tuple[Patch, ...] = ()
    removed: str = ""


def read_at(file: BinaryIO, at: int, length: int) -> bytes:
    """Return up to `length` bytes of the file from `at` on."""
    file.seek(at)
    return file.read(length)


def megabytes(size: int) -> str:
    """Return a number of bytes in words for an editor."""
    return f"{size / 1e6:,.1f} MB"
