"""WebM (https://www.webmproject.org/docs/container/): EBML elements, of which we read what plays.

Tags, attachments and the title are made void, as the format calls a space that says nothing, of the same length.
"""

import math
import struct
from typing import BinaryIO, NamedTuple

from articles.files.kinds import PIXELS_MAX, SECONDS_MAX, Facts, Patch, Refused, read_at

EBML, SEGMENT, INFO, TRACKS, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TAGS, ATTACHMENTS, TITLE = 0x1254C367, 0x1941A469, 0x7BA9
DOC_TYPE, SCALE, DURATION = 0x4282, 0x2AD7B1, 0x4489
ENTRY, TRACK_TYPE, CODEC, PICTURE, PIXELS_WIDE, PIXELS_HIGH = 0xAE, 0x83, 0x86, 0xE0, 0xB0, 0xBA
VIDEO, AUDIO, SUBTITLES = 1, 2, 17
CODECS = {VIDEO: {"V_VP8", "V_VP9", "V_AV1"}, AUDIO: {"A_OPUS", "A_VORBIS"}}
HEADER_MAX = 1_000_000  # bytes of what we read as a whole
ELEMENTS_MAX = 500_000
TOLD_MAX = 1_000  # elements that are made void
NUMBER_MAX = 8  # bytes of a number
NANOSECONDS = 1e9
DAMAGED = "This file is damaged or not complete. Export it once more, as WebM or MP4."
REMOVED = "its tags (title, comments, attachments)"


class Element(NamedTuple):
    """An element: its number, where it begins, where its content begins and where both end; None if it is open."""

    id: int
    at: int
    content: int
    end: int | None


def begins(head: bytes) -> bool:
    """Return whether a file's first bytes are those of WebM or Matroska."""
    return head.startswith(b"\x1a\x45\xdf\xa3")


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of a WebM file. Raises Refused."""
    head = _element(file, 0, size)
    doc_type = _values(_content(file, head)).get(DOC_TYPE, [b""])[0].rstrip(b"\0")
    if doc_type != b"webm":
        raise Refused("This is Matroska (MKV), not WebM. Export it as WebM or MP4.")
    segment = _element(file, head.end, size)
    if segment.id != SEGMENT:
        raise Refused(DAMAGED)
    parts = _parts(file, segment.content, segment.end or size)
    info = next((_values(_content(file, one)) for one in parts if one.id == INFO), {})
    tracks = next((_values(_content(file, one)) for one in parts if one.id == TRACKS), {})
    told = [one for one in parts if one.id in (TAGS, ATTACHMENTS)] + _titles(file, parts)
    if len(told) > TOLD_MAX:
        raise Refused(DAMAGED)
    picture = _picture(tracks.get(ENTRY, []))
    removed = REMOVED if told else ""
    sides = picture or (None, None)
    return Facts("webm" if picture else "weba", _seconds(info), *sides, tuple(map(_voided, told)), removed)


def _element(file: BinaryIO, at: int, end: int) -> Element:
    """Return the element that begins at `at`. Raises Refused unless it ends by `end`."""
    head = read_at(file, at, 12)
    of_id = _length_of(head[:1], most=4)
    of_size = _length_of(head[of_id : of_id + 1], most=8)
    if len(head) < of_id + of_size:
        raise Refused(DAMAGED)
    size = int.from_bytes(head[of_id : of_id + of_size], "big") & ((1 << 7 * of_size) - 1)
    content = at + of_id + of_size
    is_open = size == (1 << 7 * of_size) - 1
    if not is_open and content + size > end:
        raise Refused(DAMAGED)
    return Element(int.from_bytes(head[:of_id], "big"), at, content, None if is_open else content + size)


def _length_of(first: bytes, most: int) -> int:
    """Return of how many bytes a number is, by the leading zeros of its first one."""
    length = 9 - first[0].bit_length() if first else 9
    if length > most:
        raise Refused(DAMAGED)
    return length


def _parts(file: BinaryIO, at: int, end: int) -> list[Element]:
    """Return the segment's elements. An open cluster, as browsers record, is looked into: its blocks are skipped."""
    parts, seen = [], 0
    while at < end:
        one, seen = _element(file, at, end), seen + 1
        if seen > ELEMENTS_MAX or (one.end is None and one.id != CLUSTER):
            raise Refused(DAMAGED)
        if one.id in (INFO, TRACKS, TAGS, ATTACHMENTS):
            parts.append(one)
        at = one.content if one.end is None else one.end
    return parts


def _content(file: BinaryIO, one: Element) -> bytes:
    if one.end is None or one.end - one.content > HEADER_MAX:
        raise Refused(DAMAGED)
    return read_at(file, one.content, one.end - one.content)


def _values(data: bytes) -> dict[int, list[bytes]]:
    """Return the contents of the elements in `data`, by number."""
    found, at = {}, 0
    while at < len(data):
        of_id = _length_of(data[at : at + 1], most=4)
        of_size = _length_of(data[at + of_id : at + of_id + 1], most=8)
        content = at + of_id + of_size
        size = int.from_bytes(data[at + of_id : content], "big") & ((1 << 7 * of_size) - 1)
        if content + size > len(data):
            raise Refused(DAMAGED)
        found.setdefault(int.from_bytes(data[at : at + of_id], "big"), []).append(data[content : content + size])
        at = content + size
    return found


def _titles(file: BinaryIO, parts: list[Element]) -> list[Element]:
    found, seen = [], 0
    for info in (one for one in parts if one.id == INFO):
        at = info.content
        while at < info.end:
            one, seen = _element(file, at, info.end), seen + 1
            if one.end is None or seen > ELEMENTS_MAX:
                raise Refused(DAMAGED)
            found += [one] if one.id == TITLE else []
            at = one.end
    return found


def _voided(one: Element) -> Patch:
    """Return the patch that makes a Void element (0xEC) of the same length of it."""
    length = one.end - one.at
    width = min(8, one.content - one.at - 1)
    size = length - 1 - width
    return Patch(one.at, length, b"\xec" + (size | 1 << 7 * width).to_bytes(width, "big"))


def _picture(entries: list[bytes]) -> tuple[int, int] | None:
    """Return the pixels of the picture; None for a sound. Raises Refused for what browsers do not play."""
    tracks = list(map(_values, entries))
    kinds = {_number(track.get(TRACK_TYPE)) for track in tracks}
    if not kinds & {VIDEO, AUDIO}:
        raise Refused(DAMAGED)
    if kinds - {VIDEO, AUDIO, SUBTITLES}:
        raise Refused("This video has a track of data. Export it without: picture and sound alone.")
    for track in tracks:
        codec = track.get(CODEC, [b""])[0].rstrip(b"\0").decode("latin-1")
        if codec not in CODECS.get(_number(track.get(TRACK_TYPE)), {codec}):
            raise Refused(
                f"A part of this file is coded as “{codec[:20]}”, which WebM does not have. Export it once more."
            )
    shown = next((track for track in tracks if _number(track.get(TRACK_TYPE)) == VIDEO), None)
    if shown is None:
        return None
    pixels = _values(shown.get(PICTURE, [b""])[0])
    width, height = _number(pixels.get(PIXELS_WIDE)), _number(pixels.get(PIXELS_HIGH))
    if not (0 < width <= PIXELS_MAX and 0 < height <= PIXELS_MAX):
        raise Refused(DAMAGED)
    return width, height


def _number(found: list[bytes] | None) -> int:
    if found and len(found[0]) > NUMBER_MAX:
        raise Refused(DAMAGED)
    return int.from_bytes(found[0], "big") if found else 0


def _seconds(info: dict[int, list[bytes]]) -> int | None:
    """Return how long it plays; None if that was not written, as while a browser records."""
    [length] = info.get(DURATION, [b""])[:1]
    if len(length) not in (4, 8):
        return None
    [told] = struct.unpack(">f" if len(length) == 4 else ">d", length)
    seconds = told * (_number(info.get(SCALE)) or 1_000_000) / NANOSECONDS
    return max(1, round(seconds)) if math.isfinite(seconds) and 0 < seconds < SECONDS_MAX else None
