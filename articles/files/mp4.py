"""MP4 and M4A (ISO 14496-12): boxes within boxes, of which we read what plays, and take out what else is said.

`udta`, `meta` and `uuid` hold titles, comments, XMP, and where a telephone was (GPS). Such a box becomes `free` with
zeros in it: it keeps its length, because the tables of samples hold addresses in the file.
"""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from articles.files.kinds import SECONDS_MAX, Facts, Patch, Refused, read_at

MOOV_MAX = 32_000_000  # bytes of the tables; ten hours have fewer
BOXES_MAX = 20_000  # side by side
BOXES_SEEN_MAX = 200_000  # of all that we look into; a day of fragments has fewer
TRACKS_MAX = 20
BRANDS = {b"isom", b"mp41", b"mp42", b"avc1", b"av01", b"dash", b"M4A ", b"M4B ", b"M4V ", b"f4v ", b"msdh", b"cmfc"}
BRANDS |= {b"iso%d" % number for number in range(1, 10)}
VIDEO_CODECS = {"avc1", "avc3", "av01", "vp08", "vp09"}
AUDIO_CODECS = {"mp4a", "Opus", "fLaC", "mp3 "}
HARMLESS_TRACKS = {"tmcd", "text", "sbtl", "subt", "clcp", "hint"}
TOLD = {b"udta", b"meta", b"uuid"}
WITHIN = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf", b"mvex"}
DAMAGED = "This file is damaged or not complete. Export it once more, as MP4 (H.264 and AAC)."
REMOVED = "what it says of itself (title, comments, place, camera)"


class Box(NamedTuple):
    """A box: its type, where it begins, where its content begins, and where both end."""

    type: bytes
    at: int
    content: int
    end: int


class Track(NamedTuple):
    """A track: its handler (vide, soun …), its codec and, if it is a picture, its size in pixels."""

    handler: str
    codec: str
    width: int
    height: int


def begins(head: bytes) -> bool:
    """Return whether a file's first bytes are those of MP4 or QuickTime."""
    return head[4:8] == b"ftyp"


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of an MP4 or M4A file. Raises Refused."""
    top = list(_boxes(file, 0, size))
    _check_brands(read_at(file, top[0].content, min(200, top[0].end - top[0].content)))
    moov = next((box for box in top if box.type == b"moov"), None)
    if moov is None or not any(box.type == b"mdat" for box in top):
        raise Refused(DAMAGED)
    if moov.end - moov.at > MOOV_MAX:
        raise Refused(
            "This video has larger tables than any player needs. Export it once more, as MP4 (H.264 and AAC)."
        )
    found = list(islice(_walk(file, top), BOXES_SEEN_MAX + 1))
    if len(found) > BOXES_SEEN_MAX:
        raise Refused(DAMAGED)
    patches = tuple(Patch(box.at, box.end - box.at, _freed(box)) for box in found if box.type in TOLD)
    if sum(box.type == b"trak" for box in found) > TRACKS_MAX:
        raise Refused("This video has more tracks than players look at. Export it once more: one picture, one sound.")
    tracks = [_track(file, found, trak) for trak in found if trak.type == b"trak"]
    _check_tracks(tracks)
    picture = next((track for track in tracks if track.handler == "vide"), None)
    size_of_picture = (picture.width, picture.height) if picture else (None, None)
    removed = REMOVED if patches else ""
    return Facts("mp4" if picture else "m4a", _seconds(file, found), *size_of_picture, patches, removed)


def _check_brands(ftyp: bytes) -> None:
    brands = {ftyp[:4], *(ftyp[at : at + 4] for at in range(8, len(ftyp) - 3, 4))}
    if not brands & BRANDS:
        raise Refused("This is a film of QuickTime or another program, not MP4. Export it as MP4 (H.264 and AAC).")


def _boxes(file: BinaryIO, begin: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places. Raises Refused if they do not fill the space."""
    at, seen = begin, 0
    while at < end:
        head = read_at(file, at, 16)
        length, type, content = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16], "big"), at + 16
        elif length == 0:
            length = end - at
        seen += 1
        if len(head) < 8 or length < content - at or at + length > end or seen > BOXES_MAX:
            raise Refused(DAMAGED)
        yield Box(type, at, content, at + length)
        at += length


def _walk(file: BinaryIO, boxes: list[Box], depth: int = 0) -> Iterator[Box]:
    """Yield the boxes and, after each, those within it that we look into."""
    for box in boxes:
        yield box
        if box.type in WITHIN and depth < len(WITHIN):
            yield from _walk(file, list(_boxes(file, box.content, box.end)), depth + 1)


def _freed(box: Box) -> bytes:
    """Return the header of a box of the same length that says nothing; what follows it is overwritten with zeros."""
    if box.end - box.at < 1 << 32:
        return (box.end - box.at).to_bytes(4, "big") + b"free"
    return (1).to_bytes(4, "big") + b"free" + (box.end - box.at).to_bytes(8, "big")


def _track(file: BinaryIO, found: list[Box], trak: Box) -> Track:
    inside = {box.type: box for box in found if trak.at < box.at < trak.end}
    try:
        handler = _read(file, inside[b"hdlr"], 12)[8:12]
        codec = _read(file, inside[b"stsd"], 16)[12:16]
        width, height = _picture_size(_read(file, inside[b"tkhd"], 100))
    except (KeyError, IndexError) as error:
        raise Refused(DAMAGED) from error
    return Track(handler.decode("latin-1"), codec.decode("latin-1"), width, height)


def _read(file: BinaryIO, box: Box, most: int) -> bytes:
    return read_at(file, box.content, min(most, box.end - box.content))


def _picture_size(tkhd: bytes) -> tuple[int, int]:
    """Return the pixels of the picture as it is shown, which a telephone may have turned."""
    fields = tkhd[12:] if tkhd[0] == 1 else tkhd  # moments and durations of eight bytes
    sides = [int.from_bytes(fields[at : at + 4], "big") >> 16 for at in (76, 80)]
    turned = fields[40:44] == b"\0\0\0\0" and fields[44:48] != b"\0\0\0\0"
    return (sides[1], sides[0]) if turned else (sides[0], sides[1])


def _check_tracks(tracks: list[Track]) -> None:
    handlers = {track.handler for track in tracks}
    if not handlers & {"vide", "soun"}:
        raise Refused(DAMAGED)
    if others := sorted(handlers - {"vide", "soun"} - HARMLESS_TRACKS):
        raise Refused(
            f"This video has a track of data (“{others[0]}”), as cameras write for the place where they are (GPS). "
            "Export it without: picture and sound alone."
        )
    for track in tracks:
        known = {"vide": VIDEO_CODECS, "soun": AUDIO_CODECS}.get(track.handler)
        if known and track.codec not in known:
            what = "pictures" if track.handler == "vide" else "sound"
            raise Refused(
                f"The {what} of this file are coded as “{track.codec.strip()}”, which many browsers cannot play. "
                "Export it as MP4 with H.264 and AAC."
            )
    if any(track.handler == "vide" and not (track.width and track.height) for track in tracks):
        raise Refused(DAMAGED)


def _seconds(file: BinaryIO, found: list[Box]) -> int | None:
    """Return how long it plays; None if only its parts know, as in a recorded stream, or it lies."""
    mvhd = next((box for box in found if box.type == b"mvhd"), None)
    if mvhd is None:
        raise Refused(DAMAGED)
    head = _read(file, mvhd, 32)
    scale, length = (head[20:24], head[24:32]) if head[:1] == b"\1" else (head[12:16], head[16:20])
    if not any(scale) or not any(length) or length == b"\xff" * len(length):
        return None
    seconds = int.from_bytes(length, "big") / int.from_bytes(scale, "big")
    return max(1, round(seconds)) if seconds < SECONDS_MAX else None
