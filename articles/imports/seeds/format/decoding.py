"""Decoding of a file's bytes to text. Imports no Django.

UTF-8 is the rule. Another encoding is accepted, with a warning, only if it is
certain; a guess that could turn a headline into nonsense is refused.
"""

import codecs
import re

from articles.outside.errors import SourceError
from articles.text.encodings import WESTERN, is_russian, is_western

_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"%PDF": "PDF"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OTHERS = (*_PACKED, *_UTF32, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # how files begin that are no UTF-8
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FOREIGN = re.compile(rb"[\x80-\x83\x86-\x90\x98-\x9f]")  # in CP1251: letters of other languages, and rare signs


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file's bytes, and warnings. Raises SourceError if it is not text or not certain."""
    if data.startswith(_OTHERS):
        for magic, name in _PACKED.items():
            if data.startswith(magic):
                raise SourceError(f"this is a {name} file, not text: unpack it first")
        if data.startswith(_UTF32):
            raise SourceError("the file is UTF-32: save it as UTF-8")
        return _strictly(data, "utf-16"), ["the file is UTF-16, not UTF-8"]
    if b"\0" in data:
        raise SourceError("the file holds NUL bytes: it is no text")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode(), []  # four times as fast as the codec "utf-8-sig"
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"the file begins as {encoding.upper()} and is broken at byte {error.start:,}") from error


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> tuple[str, list[str]]:
    line = data.count(b"\n", 0, error.start) + 1
    if error.reason == "unexpected end of data":
        raise SourceError("the file ends in the middle of a letter: it was cut off, fetch it again", line) from error
    if not _SEQUENCE.search(data):
        if is_western(data):
            return data.decode(WESTERN), ["the file is Windows-1252 (Latin), not UTF-8"]
        if is_russian(data, "cp1251") and not _FOREIGN.search(data):
            return data.decode("cp1251"), ["the file is Windows-1251 (Cyrillic), not UTF-8"]
    raise SourceError(
        f"byte 0x{data[error.start]:02x} is not UTF-8, and no other encoding is certain: save the file as UTF-8", line
    ) from error
