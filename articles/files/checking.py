"""The type of a file by its bytes, whatever its name and the browser say, and its checks. Imports no Django."""

from typing import BinaryIO

from articles.files import mp3, mp4, pdf, spreadsheets, tables, webm
from articles.files.kinds import BYTES_MAX, TYPES, Facts, Kind, Refused, megabytes, read_at

HEAD = 16  # bytes by which a type is told
ACCEPTED = "Audio can be MP3 or M4A, video MP4 or WebM, documents PDF, XLSX, ODS or CSV."
KNOWN_OTHERS = (  # what editors are likely to have, with what to do
    (b"\xd0\xcf\x11\xe0", "This is a document of an old Office, or one with a password. Save it as XLSX or PDF."),
    (b"RIFF", "This is WAV, AVI or WebP. Save a sound as MP3, a video as MP4; a picture is added as a photo."),
    (b"OggS", "This is Ogg, which not all browsers play. Save it as MP3 or WebM."),
    (b"fLaC", "This is FLAC, which is large. Save it as MP3 or M4A."),
    (b"\xff\xd8\xff", "This is a picture. Add it as a photo."),
    (b"\x89PNG", "This is a picture. Add it as a photo."),
    (b"GIF8", "This is a picture. Add it as a photo."),
    (b"Rar!", "This is an archive. Upload the document that is in it."),
    (b"7z\xbc\xaf", "This is an archive. Upload the document that is in it."),
    (b"\x1f\x8b", "This is an archive. Upload the document that is in it."),
    (b"{\\rtf", "This is a text of a word processor. Save it as PDF."),
)


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of an open file of `size` bytes. Raises Refused; the message is for an editor."""
    if not size:
        raise Refused("This file is empty. Choose it once more.")
    if size > max(BYTES_MAX.values()):
        raise Refused(_too_large(size, max(BYTES_MAX, key=BYTES_MAX.get)))
    head = read_at(file, 0, HEAD)
    for begin, message in KNOWN_OTHERS:
        if head.startswith(begin):
            raise Refused(f"{message} {ACCEPTED}")
    module = _module_of(head)
    kinds = _kinds_of(module)
    if size > max(map(BYTES_MAX.get, kinds)):  # before anything is read that is kept in memory
        raise Refused(_too_large(size, kinds[-1]))
    facts = module.check(file, size)
    kind = TYPES[facts.type].kind
    if size > BYTES_MAX[kind]:
        raise Refused(_too_large(size, kind))
    return facts


def _module_of(head: bytes):
    """Return the module that checks files which begin so. A text may be a table."""
    if head[:2] in (b"\xff\xf1", b"\xff\xf9"):
        raise Refused(f"This is AAC without a container, in which players cannot seek. Save it as M4A. {ACCEPTED}")
    for module in (mp4, webm, pdf, spreadsheets, mp3):
        if module.begins(head):
            return module
    if head.lstrip().startswith(b"<") or any(byte < 9 for byte in head):
        raise Refused(f"This is none of the files that can be shown, whatever its name says. {ACCEPTED}")
    return tables


def _kinds_of(module) -> tuple[Kind, ...]:
    if module in (mp4, webm):
        return Kind.AUDIO, Kind.VIDEO
    return (Kind.AUDIO,) if module is mp3 else (Kind.DOCUMENT,)


def _too_large(size: int, kind: Kind) -> str:
    what = {Kind.AUDIO: "a sound", Kind.VIDEO: "a video", Kind.DOCUMENT: "a document"}[kind]
    return f"This file has {megabytes(size)}, and {what} may have {megabytes(BYTES_MAX[kind])}. Export it smaller."
