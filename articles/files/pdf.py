"""PDF: refused if it would run something when it is opened. A filter, no proof: PDFs are only ever downloads."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from articles.files.kinds import Facts, Refused

UNPACKED_MAX = 20_000_000  # bytes of packed objects in which names are looked for
CURE = "Print it into a new PDF, and upload that."
ACTIVE = {
    b"JavaScript": "a script (JavaScript)",
    b"JS": "a script (JavaScript)",
    b"Launch": "an action that starts a program",
    b"EmbeddedFile": "another file inside",
    b"EmbeddedFiles": "another file inside",
    b"RichMedia": "a film or an applet inside",
    b"XFA": "a form that runs scripts (XFA)",
    b"SubmitForm": "a form that sends what is typed",
    b"ImportData": "an action that reads other files",
}
_NAME = re.compile(rb"/(%s)(?![A-Za-z0-9_.#-])" % b"|".join(ACTIVE))
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_WITH_HEX = re.compile(rb"/[A-Za-z0-9_.-]*#[A-Za-z0-9_.#-]*")
_STREAM, _END = re.compile(rb"stream\r?\n"), b"endstream"
_PACKED = re.compile(rb"/Type\s*/ObjStm")
_DICTIONARY = 2_000  # bytes before a stream in which its dictionary stands


def begins(head: bytes) -> bool:
    """Return whether a file's first bytes are those of a PDF."""
    return head.startswith(b"%PDF-")


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of a PDF. Raises Refused."""
    file.seek(0)
    data = file.read()
    if not re.match(rb"%PDF-[12]\.\d", data) or b"startxref" not in data or b"%%EOF" not in data[-2048:]:
        raise Refused(f"This PDF is damaged or not complete. {CURE}")
    streams = list(_streams(data))
    outside = _without(data, streams)
    if re.search(rb"/Encrypt(?![A-Za-z])", outside):
        raise Refused(f"This PDF is protected by a password or by rules, and cannot be checked. {CURE}")
    for part in (outside, *_packed(data, streams)):
        plain = _NAME_WITH_HEX.sub(lambda name: _HEX.sub(lambda code: bytes.fromhex(code[1].decode()), name[0]), part)
        if found := _NAME.search(plain):
            raise Refused(f"This PDF has {ACTIVE[found[1]]}. {CURE}")
    return Facts("pdf")


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each stream begins and ends. One without an end is none: what follows it is looked at."""
    at = 0
    while begin := _STREAM.search(data, at):
        end = data.find(_END, begin.end())
        if end < 0:
            return
        at = end + len(_END)
        yield begin.start(), at


def _without(data: bytes, streams: list[tuple[int, int]]) -> bytes:
    """Return what stands outside the streams."""
    begins, ends = [0, *(end for _, end in streams)], [*(begin for begin, _ in streams), len(data)]
    return b" stream endstream ".join(data[begin:end] for begin, end in zip(begins, ends, strict=True))


def _packed(data: bytes, streams: list[tuple[int, int]]):
    """Yield the unpacked objects of the PDF's object streams. Raises Refused if they are larger than any need be."""
    left = UNPACKED_MAX
    for begin, end in streams:
        before = data[max(0, begin - _DICTIONARY) : begin]
        if not _PACKED.search(before[before.rfind(b" obj") + 1 :]):
            continue
        unpacker = zlib.decompressobj()
        try:
            content = unpacker.decompress(data[begin:end].partition(b"\n")[2], left + 1)
        except zlib.error as error:
            raise Refused(f"Parts of this PDF cannot be read. {CURE}") from error
        left -= len(content)
        if left < 0:
            raise Refused(f"This PDF unpacks to more than {UNPACKED_MAX // 1_000_000} MB of objects. {CURE}")
        yield content
