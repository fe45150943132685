"""Pictures: what may come in, and what is drawn of it. Bytes to bytes; runs in a sandbox (articles/outside/sandbox.py).

A few bytes can stand for any number of pixels, so what a format may hold at the most depends on how much memory it
takes to decode it; `tests/photos/test_memory.py` holds these limits against the sandbox's. Imports no Django.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps

from articles.outside import sandbox
from articles.outside.sandbox import Sandbox
from articles.photos import renditions
from articles.photos.renditions import Focus, Rendition

# What comes in is read one at a time. What we have kept needs little memory and some time: 5 seconds of the processor
# for the 25 files of a photo of 24 million pixels.
SANDBOX = Sandbox("articles.photos.decoding", memory=400_000_000, seconds=10, wait=25, locks=(Path(__file__),))
DRAWING = replace(
    SANDBOX, memory=250_000_000, seconds=60, wait=60, locks=(Path(renditions.__file__), Path(sandbox.__file__))
)

BYTES_MAX = 20_000_000
PIXELS_MAX = 60_000_000  # of a JPEG that is decoded line by line, at half its size when it is large
PIXELS_KEPT = 30_000_000  # beyond, a JPEG is kept at half its width and height, which no page notices
# Of what is decoded as a whole: WebP and AVIF are held up to four times meanwhile, 16 bytes a pixel.
WHOLE_MAX = {
    "progressive JPEG": 30_000_000,
    "PNG": 30_000_000,
    "GIF": 30_000_000,
    "WebP": 16_000_000,
    "AVIF": 16_000_000,
}
LARGE = 4_000_000  # beyond, a decoder that fails may have lacked memory; not all of them say so
PROPORTION_MAX = 6  # how many times the longer side is the shorter one; beyond it no page has a place
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # by their bytes; a name says nothing
STILL = ("JPEG", "MPO")  # a camera's JPEG may hold smaller pictures after the first, which is no movement
KEPT = {"format": "JPEG", "quality": 92, "subsampling": 0}
MADE = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "WEBP": {"quality": 78, "method": 4},
}
ENOUGH = (2400, 1600)  # half as much again as the largest rendition in either shape
SRGB = ImageCms.createProfile("sRGB")
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each has memory of its own

NO_PICTURE = "This is no picture in JPEG, PNG, WebP, AVIF or GIF. Save it as one of these, and upload that."
TOO_MANY_PIXELS = (
    "This picture has more than {limit:.0f} million pixels. Make it smaller, and upload that: no page shows so many."
)
TOO_MANY_FOR_ITS_FORMAT = (
    "This picture has {pixels:.0f} million pixels, and a {kind} may have {limit:.0f} million. Make it smaller, or save "
    "it as an ordinary JPEG, not a progressive one, and upload that."
)
TOO_LONG = "One side of this picture is more than {times} times the other. Cut out the part that matters."
MOVES = "This picture moves. Save one moment of it as a still picture, and upload that."
DAMAGED = "This picture is cut short or damaged. Export or download it once more, and upload that."
DAMAGED_OR_TOO_LARGE = (
    "This picture is cut short or damaged, or takes more memory than there is for one. Export it once more, smaller, "
    "as JPEG, and upload that."
)


class NoPicture(ValueError):
    """The bytes are no picture that can be taken; the message names the cure."""


def answer(data: bytes, work: str, **about) -> bytes:
    """What the sandbox does with the bytes of a picture: `work` is "keep", "draw" or "shrink", as below.

    A line of JSON, {"error": its message} or {"lengths": of the files that follow}.
    """
    try:
        files = {"keep": keep, "draw": draw, "shrink": shrink}[work](data, **about)
    except NoPicture as error:
        return json.dumps({"error": str(error)}).encode() + b"\n"
    return json.dumps({"lengths": [len(file) for file in files]}).encode() + b"\n" + b"".join(files)


def files_of(answer: bytes) -> list[bytes]:
    """What `answer` gives, on our side; raises NoPicture."""
    line, _, rest = answer.partition(b"\n")
    said = json.loads(line)
    if "error" in said:
        raise NoPicture(said["error"])
    files, at = [], 0
    for length in said["lengths"]:
        files.append(rest[at : at + length])
        at += length
    return files


def keep(data: bytes) -> list[bytes]:
    """A JPEG, upright, in sRGB, with nothing in it but pixels; raises NoPicture, which names the cure.

    Sizes are checked before a pixel is decoded.
    """
    kept = BytesIO()
    _decoded(_open(data)).save(kept, **KEPT)
    return [kept.getvalue()]


def draw(data: bytes, wanted: Sequence[Sequence], focus: Focus) -> list[bytes]:
    """Each of the `wanted` Renditions of a kept original; those of one size stand together."""
    files = []
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        image.draft("RGB", ENOUGH)  # a very large one is decoded at a half, a quarter or an eighth of its size
        for size, group in groupby((Rendition(*one) for one in wanted), key=lambda made: (made.width, made.height)):
            scaled = ImageOps.fit(image, size, Image.Resampling.LANCZOS, centering=(focus[0] / 100, focus[1] / 100))
            for made in group:
                drawn = BytesIO()
                scaled.save(drawn, made.format, **MADE[made.format])
                files.append(drawn.getvalue())
    return files


def shrink(
    data: bytes, formats: Iterable[str], side_max: int, within: Sequence[int], words: Sequence[str]
) -> list[bytes]:
    """A PNG with transparency, not larger than `within` (pixels across and down); raises NoPicture.

    `formats` are Pillow's words, `side_max` the most pixels of either side of what comes in; `words` are said of what
    is no picture, and of what has too long a side.
    """
    no_picture, too_large = words
    try:
        image = Image.open(BytesIO(data), formats=tuple(formats))
        if max(image.size) > side_max:
            raise NoPicture(too_large)
        image = image.convert("RGBA")
    except (MemoryError, NoPicture):
        raise
    except Exception as error:  # whatever Pillow's readers run into among foreign bytes
        raise NoPicture(no_picture) from error
    image.thumbnail(tuple(within))
    image.info = {}
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return [kept.getvalue()]


def _open(data: bytes) -> Image.Image:
    """The picture, its head alone read; raises NoPicture for what is none, and for one that is too large."""
    _check_pixels(*_webp_size(data), "WebP")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        moves = image.format not in STILL and getattr(image, "is_animated", False)
    except MemoryError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(TOO_MANY_PIXELS.format(limit=PIXELS_MAX / 1e6)) from error
    except Exception as error:  # whatever Pillow's readers run into among foreign bytes
        raise NoPicture(NO_PICTURE) from error
    _check_pixels(*image.size, _kind(image))
    if max(image.size) > PROPORTION_MAX * min(image.size):
        raise NoPicture(TOO_LONG.format(times=PROPORTION_MAX))
    if moves:
        raise NoPicture(MOVES)
    return image


def _webp_size(data: bytes) -> tuple[int, int]:
    """Width and height by a WebP's head (RFC 9649, sections 2.5 to 2.7), since Pillow takes all its memory when it
    opens one; (0, 0) for anything else."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return 0, 0
    number = int.from_bytes(data[21:25], "little") if data[12:16] == b"VP8L" else 0
    return {
        b"VP8X": (1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")),
        b"VP8L": (1 + (number & 0x3FFF), 1 + (number >> 14 & 0x3FFF)),
        b"VP8 ": (int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF),
    }.get(data[12:16], (0, 0))


def _check_pixels(width: int, height: int, kind: str) -> None:
    pixels, limit = width * height, WHOLE_MAX.get(kind, PIXELS_MAX)
    if pixels > PIXELS_MAX:
        raise NoPicture(TOO_MANY_PIXELS.format(limit=PIXELS_MAX / 1e6))
    if pixels > limit:
        words = {"pixels": pixels / 1e6, "kind": kind, "limit": limit / 1e6}
        raise NoPicture(TOO_MANY_FOR_ITS_FORMAT.format(**words))


def _kind(image: Image.Image) -> str:
    """The format in a word; a progressive JPEG is one of its own."""
    if image.format in STILL:
        return "progressive JPEG" if image.info.get("progressive") else "JPEG"
    return {"WEBP": "WebP"}.get(image.format, image.format)


def _decoded(image: Image.Image) -> Image.Image:
    """Its pixels alone: upright, on white where they were transparent, in sRGB."""
    pixels = image.width * image.height
    if image.format in STILL and pixels > PIXELS_KEPT:
        image.draft(None, (image.width // 2, image.height // 2))
    try:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        image = _in_srgb(_opaque(image))
    except MemoryError:
        raise
    except Exception as error:  # as in `_open`
        raise NoPicture(DAMAGED if pixels <= LARGE else DAMAGED_OR_TOO_LARGE) from error
    image.info = {}  # of which writers take comments and profiles unasked
    return image


def _opaque(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        image = image if image.mode == "RGBA" else _with_profile(image.convert("RGBA"), image)
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return _with_profile(white, image)
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 8
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else _with_profile(image.convert("RGB"), image)


def _with_profile(image: Image.Image, source: Image.Image) -> Image.Image:
    image.info = {"icc_profile": source.info.get("icc_profile")}
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """In RGB as screens mean it, by the colour profile that it carries, if that can be read."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            return ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile of another picture, or none: the colours are taken as they stand
    return image if image.mode == "RGB" else image.convert("RGB")
