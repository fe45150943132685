"""Decoding of pictures: what is accepted, and which files are made of it. Bytes to bytes; imports no Django.

It runs in a sandbox (articles/outside/sandbox.py). A few bytes can represent any number of pixels, so the limit of a
format depends on how much memory it takes to decode it; `tests/photos/test_memory.py` checks these limits against the
sandbox's.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps

from articles.outside import sandbox
from articles.outside.sandbox import Sandbox
from articles.photos import credentials, embedded, renditions
from articles.photos.embedded import EmbeddedTexts
from articles.photos.limits import (
    DRAWN_FROM,
    FORMATS,
    PIXELS_LARGE,
    PIXELS_MAX,
    PIXELS_MAX_BY_FORMAT,
    PIXELS_STORED_MAX,
    PROPORTION_MAX,
    RENDITION_QUALITY,
    STORED_AS,
)
from articles.photos.renditions import Focus, Rendition

# Uploads are read one at a time. Stored originals need little memory and some time: 5 seconds of the processor for the
# 25 files of a photo of 24 million pixels.
SANDBOX = Sandbox("articles.photos.processing", memory=400_000_000, seconds=10, wait=25, locks=(Path(__file__),))
DRAWING_SANDBOX = replace(
    SANDBOX, memory=250_000_000, seconds=60, wait=60, locks=(Path(renditions.__file__), Path(sandbox.__file__))
)

STILL = ("JPEG", "MPO")  # a camera's JPEG may hold smaller pictures after the first, but is not animated
SRGB = ImageCms.createProfile("sRGB")
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread has memory of its own

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
    """An error: the bytes are not a picture that can be accepted. The message says what to do about it."""


def answer(data: bytes, work: str, **about) -> bytes:
    """Return what the sandbox makes of the bytes of a picture: `work` is the name of a function below.

    The answer begins with a line of JSON: {"error": its message} or {"lengths": of the files that follow}.
    """
    try:
        works = {"to_original": to_original, "texts": texts, "draw": draw, "shrink": shrink}
        files = works[work](data, **about)
    except NoPicture as error:
        return json.dumps({"error": str(error)}).encode() + b"\n"
    return json.dumps({"lengths": [len(file) for file in files]}).encode() + b"\n" + b"".join(files)


def files_of(answer: bytes) -> list[bytes]:
    """Return the files from what `answer` returned, outside the sandbox; raises NoPicture."""
    line, _, rest = answer.partition(b"\n")
    head = json.loads(line)
    if "error" in head:
        raise NoPicture(head["error"])
    files, at = [], 0
    for length in head["lengths"]:
        files.append(rest[at : at + length])
        at += length
    return files


def to_original(data: bytes) -> list[bytes]:
    """Return a JPEG, upright, in sRGB, with nothing in it but pixels; and what the file had beside them.

    That are its texts as JSON, and its Content Credentials. Raises NoPicture, which says what to do. Sizes are checked
    before a pixel is decoded.
    """
    image, kept = _open(data), BytesIO()
    _load(image)
    beside = [_as_json(embedded.read(image)), credentials.manifest_in(image, data)]
    _pixels_of(image).save(kept, **STORED_AS)
    return [kept.getvalue(), *beside]


def texts(data: bytes) -> list[bytes]:
    """Return what the file says beside its pixels, as JSON; of a JPEG its beginning is enough. Raises NoPicture."""
    image = _open(data)
    if image.format == "PNG":
        _load(image)
    return [_as_json(embedded.read(image))]


def _as_json(told: EmbeddedTexts) -> bytes:
    return json.dumps(told._asdict()).encode()


def draw(data: bytes, wanted: Sequence[Sequence], focus: Focus) -> list[bytes]:
    """Return each of the `wanted` Renditions of a stored original; those of one size follow one another."""
    files = []
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        image.draft("RGB", DRAWN_FROM)  # a very large one is decoded at a half, a quarter or an eighth of its size
        for size, group in groupby((Rendition(*one) for one in wanted), key=lambda made: (made.width, made.height)):
            scaled = ImageOps.fit(image, size, Image.Resampling.LANCZOS, centering=(focus[0] / 100, focus[1] / 100))
            for made in group:
                drawn = BytesIO()
                scaled.save(drawn, made.format, **RENDITION_QUALITY[made.format])
                files.append(drawn.getvalue())
    return files


def shrink(
    data: bytes, formats: Iterable[str], side_max: int, within: Sequence[int], messages: Sequence[str]
) -> list[bytes]:
    """Return a PNG with transparency, not larger than `within` (pixels across and down); raises NoPicture.

    `formats` are Pillow's names, `side_max` the most pixels that either side of the original may have; `messages` are
    the messages for bytes that are not a picture, and for a side that is too long.
    """
    no_picture, too_large = messages
    try:
        image = Image.open(BytesIO(data), formats=tuple(formats))
        if max(image.size) > side_max:
            raise NoPicture(too_large)
        image = image.convert("RGBA")
    except (MemoryError, NoPicture):
        raise
    except Exception as error:  # whatever Pillow's decoders raise for untrusted bytes
        raise NoPicture(no_picture) from error
    image.thumbnail(tuple(within))
    image.info = {}
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return [kept.getvalue()]


def _open(data: bytes) -> Image.Image:
    """Return the picture with only its header read; raises NoPicture if it is not a picture or is too large."""
    _check_pixels(*_webp_size(data), "WebP")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        moves = image.format not in STILL and getattr(image, "is_animated", False)
    except MemoryError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoPicture(TOO_MANY_PIXELS.format(limit=PIXELS_MAX / 1e6)) from error
    except Exception as error:  # whatever Pillow's decoders raise for untrusted bytes
        raise NoPicture(NO_PICTURE) from error
    _check_pixels(*image.size, _kind(image))
    if max(image.size) > PROPORTION_MAX * min(image.size):
        raise NoPicture(TOO_LONG.format(times=PROPORTION_MAX))
    if moves:
        raise NoPicture(MOVES)
    return image


def _webp_size(data: bytes) -> tuple[int, int]:
    """Return width and height from a WebP's header (RFC 9649, sections 2.5 to 2.7); (0, 0) for anything else.

    Pillow is not used for this, because it takes all its memory when it opens a WebP.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return 0, 0
    number = int.from_bytes(data[21:25], "little") if data[12:16] == b"VP8L" else 0
    return {
        b"VP8X": (1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")),
        b"VP8L": (1 + (number & 0x3FFF), 1 + (number >> 14 & 0x3FFF)),
        b"VP8 ": (int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF),
    }.get(data[12:16], (0, 0))


def _check_pixels(width: int, height: int, kind: str) -> None:
    pixels, limit = width * height, PIXELS_MAX_BY_FORMAT.get(kind, PIXELS_MAX)
    if pixels > PIXELS_MAX:
        raise NoPicture(TOO_MANY_PIXELS.format(limit=PIXELS_MAX / 1e6))
    if pixels > limit:
        figures = {"pixels": pixels / 1e6, "kind": kind, "limit": limit / 1e6}
        raise NoPicture(TOO_MANY_FOR_ITS_FORMAT.format(**figures))


def _kind(image: Image.Image) -> str:
    """Return the name of the format; a progressive JPEG is a format of its own."""
    if image.format in STILL:
        return "progressive JPEG" if image.info.get("progressive") else "JPEG"
    return {"WEBP": "WebP"}.get(image.format, image.format)


def _load(image: Image.Image) -> None:
    """Decode the picture; a very large JPEG at half its size. Raises NoPicture if it is damaged."""
    if image.format in STILL and image.width * image.height > PIXELS_STORED_MAX:
        image.draft(None, (image.width // 2, image.height // 2))
    with _damage_told(image):
        image.load()


def _pixels_of(image: Image.Image) -> Image.Image:
    """Return only the decoded picture's pixels: upright, on white where they were transparent, in sRGB."""
    with _damage_told(image):
        ImageOps.exif_transpose(image, in_place=True)
        image = _in_srgb(_opaque(image))
    image.info = {}  # otherwise writers would copy comments and profiles from it
    return image


@contextmanager
def _damage_told(image: Image.Image) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # as in `_open`
        small = image.width * image.height <= PIXELS_LARGE
        raise NoPicture(DAMAGED if small else DAMAGED_OR_TOO_LARGE) from error


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
    """Return the image in RGB as screens mean it, converted by its colour profile if that can be read."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            return ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile of another picture, or not a profile: the colours are used as they are
    return image if image.mode == "RGB" else image.convert("RGB")
