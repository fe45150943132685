"""Unpacking of an upload, in a sandbox (articles/outside/sandbox.py). Imports no Django.

A zip's names are labels for the report and nothing else: no path is made of them. Its declared sizes are checked first,
and no more bytes are unpacked than may be, whatever they declare. Each text is parsed once within the sandbox's limits
of time and memory, so that only texts that can be read within them reach the importer.
"""

import json
import stat
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from articles.imports.seeds.format import parser
from articles.outside.errors import SourceError
from articles.outside.files import FILE_BYTES_MAX
from articles.outside.sandbox import Busy, Crashed, Sandbox, Stopped, TooLong, TooMuch

UPLOAD_BYTES_MAX = 20_000_000  # bytes of the upload
UNPACKED_BYTES_MAX = 20_000_000  # bytes of all its texts
FILES_MAX = 1_000
NAME_MAX = 200  # characters of a file's name in the report

SANDBOX = Sandbox(
    "articles.imports.seeds.uploads.unpacking",
    memory=300_000_000,
    seconds=10,
    wait=10,
    locks=(Path(__file__), Path(parser.__file__)),
)
BY_COMMAND = "For more, use the command import_seeds on the server, which has no such limits."
TOO_MANY = f"It holds {{number:,}} files; {FILES_MAX:,} is the most here. {BY_COMMAND}"
TOO_LARGE = f"Its files have {{size:.1f}} MB; {UNPACKED_BYTES_MAX / 1e6:g} MB is the most here. {BY_COMMAND}"
TOO_LARGE_UPLOAD = f"It has {{size:.1f}} MB; {UPLOAD_BYTES_MAX / 1e6:g} MB is the most here. {BY_COMMAND}"
NO_ZIP = "This zip cannot be read: it is cut short or damaged. Make or download it once more, and upload that."
NOTHING = "This zip holds no .txt file. Put the seeds into it as .txt files, in folders or not."
DOCUMENT = "This is a document of a word processor. Save it there as plain text (.txt), and upload that."
NO_TEXT = "it is not a .txt file, and only those are read"
STOPPED = {
    TooLong: "It takes too long to read. Upload fewer files, or use the command import_seeds on the server.",
    TooMuch: "It takes too much memory to read. Upload fewer files, or use the command import_seeds on the server.",
    Crashed: "The program that reads seeds ended at this upload. Upload its files a few at a time to find out which.",
    Busy: "Other uploads are being read just now. Upload this one again in a minute.",
}
FURNITURE = ("/__MACOSX/", "/.DS_Store", "/._", "/Thumbs.db", "/desktop.ini")  # what systems add to a zip
ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # with files, empty, in parts
DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages")


class NoSeeds(ValueError):
    """Error: the upload cannot be read as a whole. The message says what to do about it."""


class Member(NamedTuple):
    """One file of an upload."""

    name: str  # a label, not a path
    text: bytes = b""
    reason: str = ""  # why it is left out; empty: it is not


def unpack(data: bytes, name: str) -> list[Member]:
    """Return the files of an upload in their order: those of a zip, else the one that it is, called `name`.

    They are read in a sandbox. Raises NoSeeds.
    """
    if len(data) > UPLOAD_BYTES_MAX:
        raise NoSeeds(TOO_LARGE_UPLOAD.format(size=len(data) / 1e6))
    try:
        told = SANDBOX.run(data, name=name)
    except Stopped as error:
        raise NoSeeds(STOPPED[type(error)]) from error
    head, _, texts = told.partition(b"\n")
    found = json.loads(head)
    if "error" in found:
        raise NoSeeds(found["error"])
    members, at = [], 0
    for label, length, reason in found["members"]:
        members.append(Member(label, texts[at : at + length], reason))
        at += length
    return members


# --- The sandbox's side -----------------------------------------------------------------------


def answer(data: bytes, name: str) -> bytes:
    """Return a line of JSON ({"error": …} or {"members": [[name, length, reason], …]}), then the members' texts."""
    try:
        if name.lower().endswith(DOCUMENTS):
            raise NoSeeds(DOCUMENT)
        is_zip = data.startswith(ZIPS) or name.lower().endswith(".zip")
        members = list(_members(data)) if is_zip else [Member(name, data)]
        if all(member.reason == NO_TEXT for member in members):
            raise NoSeeds(NOTHING)
    except NoSeeds as error:
        return json.dumps({"error": str(error)}).encode() + b"\n"
    for member in members:
        with suppress(SourceError):  # the importer finds it again, and reports it
            parser.parse_bytes(member.text)
    head = {"members": [(member.name, len(member.text), member.reason) for member in members]}
    return json.dumps(head).encode() + b"\n" + b"".join(member.text for member in members)


def _members(data: bytes) -> Iterator[Member]:
    """Yield the files of a zip. Raises NoSeeds if it cannot be read, or has too many files or too large ones."""
    try:
        archive = ZipFile(BytesIO(data))
        found = [(info, name) for info in archive.infolist() if not _is_furniture(name := _name_of(info))]
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise NoSeeds(NO_ZIP) from error
    if len(found) > FILES_MAX:
        raise NoSeeds(TOO_MANY.format(number=len(found)))
    texts = [(info, name, _reason_against(info, name)) for info, name in found]
    declared = sum(info.file_size for info, _, reason in texts if not reason)
    if declared > UNPACKED_BYTES_MAX:
        raise NoSeeds(TOO_LARGE.format(size=declared / 1e6))
    left = UNPACKED_BYTES_MAX
    for info, name, reason in texts:
        text = b""
        if not reason:
            try:
                with archive.open(info) as file:
                    text = file.read(min(FILE_BYTES_MAX, left) + 1)
            except (BadZipFile, ZlibError, ValueError, OverflowError, OSError, EOFError, RuntimeError):
                reason, text = "it is damaged in the zip: pack it once more", b""
        left -= len(text)
        if left < 0:
            raise NoSeeds(TOO_LARGE.format(size=(UNPACKED_BYTES_MAX - left) / 1e6))
        yield Member(name, text, reason)


def _name_of(info: ZipInfo) -> str:
    """Return a member's name as a label. Without the sign for UTF-8 the bytes may be UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return shown if len(shown) <= NAME_MAX else f"…{shown[-NAME_MAX + 1 :]}"


def _is_furniture(name: str) -> bool:
    """Return whether the member is a folder, or a file that a system adds to every zip."""
    return name.endswith("/") or any(part in f"/{name}" for part in FURNITURE)


def _reason_against(info: ZipInfo, name: str) -> str:
    """Return why the member is not read; empty if it is."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link: put the file itself into the zip"
    if not name.lower().endswith(".txt"):
        return NO_TEXT
    if info.flag_bits & 0x1:
        return "it is encrypted: pack it without a password"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "it is packed in a way that is not read here: pack it as an ordinary zip"
    if info.file_size > FILE_BYTES_MAX:
        return f"the file has {info.file_size:,} bytes; {FILE_BYTES_MAX:,} is the most"
    return ""
