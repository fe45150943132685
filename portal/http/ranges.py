"""Parts of a file that a player asks for: the header Range (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII)
PIECE = 1 << 16  # bytes in memory at once


class NotSatisfiable(Exception):
    """An error: the file has no such part."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that the header asks for of a file of `size` bytes; None: the whole file.

    Several ranges at once, which no player needs, and what is no range are answered with the whole file, as the
    standard allows. Raises NotSatisfiable.
    """
    found = _ONE_RANGE.fullmatch(header)
    if not found or not any(found.groups()) or max(map(len, found.groups())) > 18:
        return None
    first, last = found.groups()
    if not first:
        begin, end = size - min(int(last), size), size - 1
    else:
        begin, end = int(first), min(int(last or size - 1), size - 1)
        if last and int(last) < begin:
            return None
    if begin >= size or begin > end:
        raise NotSatisfiable
    return begin, end


class Pieces:
    """The bytes of an open file from the first to the last, piece by piece; closed with the response."""

    def __init__(self, file: BinaryIO, first: int, last: int):
        self.file, self.first, self.last = file, first, last
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.first)
        left = self.last - self.first + 1
        while left > 0 and (piece := self.file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
