"""MP3: the frames of MPEG audio layer III (ISO 11172-3), how long they play, and the tags around them.

Tags hold titles, pictures, comments and whatever else a program wrote there. They are overwritten with zeros: an ID3v2
tag stays as an empty one, because frames have no addresses, but players begin to look for them there.
"""

from typing import BinaryIO, NamedTuple

from articles.files.kinds import Facts, Patch, Refused, read_at

_RATES = {  # kilobits a second of layer III
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # a second, by version
SEARCHED = 65_536  # bytes before the first frame that may be padding
FRAMES_SEEN = 3
TAGS_MAX = 20  # before the first frame
NO_FRAMES = "This is not a sound that can be played: it has no MP3 frames. Export it once more, as MP3."
TAGS = "its tags (title, artist, comments, pictures)"


class Frame(NamedTuple):
    """The header of a frame: its length in bytes, what it plays, and where a summary of all frames may stand in it."""

    length: int
    samples: int
    rate: int  # samples a second
    bits: int  # a second
    summary: int


def check(file: BinaryIO, size: int) -> Facts:
    """Return the facts of an MP3 file. Raises Refused."""
    begin, patches = _leading_tags(file, size)
    end, trailing = _trailing_tags(file, size)
    first = _first_frame(file, begin, end)
    if first is None:
        raise Refused(NO_FRAMES)
    patches += trailing
    return Facts("mp3", _seconds(file, first, end), patches=tuple(patches), removed=TAGS if patches else "")


def begins(head: bytes) -> bool:
    """Return whether a file's first bytes are those of MP3: a tag or a frame."""
    return head.startswith(b"ID3") or read_frame(head[:4]) is not None


def read_frame(header: bytes) -> Frame | None:
    """Return what the four bytes of a header say; None if they are none of layer III."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return None
    version, channels = header[1] >> 3 & 3, header[3] >> 6
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return None
    newest = version == 3
    bits = _RATES[1 if newest else 2][bitrate] * 1000
    samples, per_second = 1152 if newest else 576, _SAMPLES[version][rate]
    side = (17 if channels == 3 else 32) if newest else (9 if channels == 3 else 17)
    return Frame(samples // 8 * bits // per_second + (header[2] >> 1 & 1), samples, per_second, bits, 4 + side)


def _leading_tags(file: BinaryIO, size: int) -> tuple[int, list[Patch]]:
    at, patches = 0, []
    while (head := read_at(file, at, 10)).startswith(b"ID3") and len(head) == 10:
        content = _syncsafe(head[6:]) + (10 if head[5] & 0x10 else 0)
        if at + 10 + content > size or len(patches) == TAGS_MAX:
            raise Refused(NO_FRAMES)
        patches.append(Patch(at, 10 + content, b"ID3\x04\0\0" + _as_syncsafe(content)))
        at += 10 + content
    return at, patches


def _trailing_tags(file: BinaryIO, size: int) -> tuple[int, list[Patch]]:
    end, patches = size, []
    if read_at(file, max(0, end - 128), 3) == b"TAG":
        end -= 128
        patches.append(Patch(end, 128))
    footer = read_at(file, max(0, end - 32), 32)
    if footer.startswith(b"APETAGEX"):
        length = int.from_bytes(footer[12:16], "little") + (32 if footer[23] & 0x80 else 0)
        if 32 <= length <= end:
            end -= length
            patches.append(Patch(end, length))
    return end, patches


def _first_frame(file: BinaryIO, begin: int, end: int) -> int | None:
    """Return where the first of several frames begins that follow one another."""
    data = read_at(file, begin, min(SEARCHED, end - begin))
    at = data.find(0xFF)
    while at >= 0:
        if _follow_one_another(file, begin + at, end):
            return begin + at
        at = data.find(0xFF, at + 1)
    return None


def _follow_one_another(file: BinaryIO, at: int, end: int) -> bool:
    for _ in range(FRAMES_SEEN):
        frame = read_frame(read_at(file, at, 4))
        if frame is None:
            return False
        at += frame.length
    return at <= end


def _seconds(file: BinaryIO, at: int, end: int) -> int:
    """Return how long the frames play: as their summary counts them (Xing, VBRI), else by the rate of the first."""
    first = read_frame(read_at(file, at, 4))
    data = read_at(file, at, max(first.length, 64))
    frames = 0
    if data[first.summary :][:4] in (b"Xing", b"Info") and data[first.summary + 7] & 1:
        frames = int.from_bytes(data[first.summary + 8 :][:4], "big")
    elif data[36:40] == b"VBRI":
        frames = int.from_bytes(data[50:54], "big")
    if frames * first.samples <= (end - at) * first.rate:  # no frame has less than a byte for a sample
        seconds = frames * first.samples / first.rate
        if seconds:
            return max(1, round(seconds))
    return max(1, round((end - at) * 8 / first.bits))


def _syncsafe(four: bytes) -> int:
    return sum((byte & 0x7F) << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))


def _as_syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
