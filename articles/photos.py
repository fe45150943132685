"""Pictures: what may come in, what is kept of it, and the files made of it. Knows no rows."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps

from articles.renditions import Focus, Rendition

BYTES_MAX = 20_000_000
PIXELS_MAX = 60_000_000
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

EMPTY = "This file is empty. Choose the picture once more."
TOO_BIG = (
    "This file has {size:.1f} MB, and at most {limit:.0f} can be taken. Save it smaller, as JPEG, and upload that."
)
NO_PICTURE = "This is no picture in JPEG, PNG, WebP, AVIF or GIF. Save it as one of these, and upload that."
TOO_MANY_PIXELS = (
    "This picture has more than {limit:.0f} million pixels. Make it smaller, and upload that: no page shows so many."
)
TOO_LONG = "One side of this picture is more than {times} times the other. Cut out the part that matters."
MOVES = "This picture moves. Save one moment of it as a still picture, and upload that."
DAMAGED = "This picture is cut short or damaged. Export or download it once more, and upload that."


class Picture(ContentFile):
    """A picture that may be stored: a JPEG, upright, in sRGB, with nothing in it but pixels.

    `digest` is the SHA-256 of the bytes that came in, in hex. The name is drawn by lot: whoever has the same file
    cannot compute the address.
    """

    def __init__(self, kept: bytes, digest: str):
        super().__init__(kept, name=new_name())
        self.digest = digest


def read(upload: File) -> Picture:
    """The picture in the file; raises ValidationError, which names the cure, for what cannot be taken.

    Sizes are checked before a pixel is decoded.
    """
    if isinstance(upload, Picture):
        return upload
    if upload.size > BYTES_MAX:
        raise ValidationError(TOO_BIG.format(size=upload.size / 1e6, limit=BYTES_MAX / 1e6))
    upload.seek(0)
    data = upload.read()
    if not data:
        raise ValidationError(EMPTY)
    image = _decode(_open(data))
    kept = BytesIO()
    image.save(kept, **KEPT)
    return Picture(kept.getvalue(), digest_of(data))


def new_name() -> str:
    """A name for a picture's file that nobody can guess: 128 bits drawn by lot."""
    return f"{secrets.token_hex(16)}.jpg"


def digest_of(data: bytes) -> str:
    """By which a picture is known that comes a second time."""
    return hashlib.sha256(data).hexdigest()


def draw(original: File, wanted: Iterable[Rendition], focus: Focus) -> Iterator[tuple[str, ContentFile]]:
    """The name and the bytes of each wanted rendition of a kept original; those of one size stand together."""
    with Image.open(original, formats=("JPEG",)) as image:
        image.draft("RGB", ENOUGH)  # a very large one is decoded at a half, a quarter or an eighth of its size
        for (width, height), files in groupby(wanted, key=lambda made: (made.width, made.height)):
            scaled = ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS, centering=_centre(focus))
            for made in files:
                drawn = BytesIO()
                scaled.save(drawn, made.format, **MADE[made.format])
                yield made.name, ContentFile(drawn.getvalue())


def _open(data: bytes) -> Image.Image:
    """The picture, its head alone read; raises ValidationError for what is none, and for one that is too large."""
    too_many = ValidationError(TOO_MANY_PIXELS.format(limit=PIXELS_MAX / 1e6))
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        moves = image.format not in STILL and getattr(image, "is_animated", False)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many from error
    except Exception as error:  # whatever Pillow's readers run into among foreign bytes
        raise ValidationError(NO_PICTURE) from error
    if image.width * image.height > PIXELS_MAX:
        raise too_many
    if max(image.size) > PROPORTION_MAX * min(image.size):
        raise ValidationError(TOO_LONG.format(times=PROPORTION_MAX))
    if moves:
        raise ValidationError(MOVES)
    return image


def _decode(image: Image.Image) -> Image.Image:
    """Its pixels alone: upright, on white where they were transparent, in sRGB."""
    try:
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        image = _in_srgb(_opaque(image))
    except Exception as error:  # as in `_open`
        raise ValidationError(DAMAGED) from error
    image.info = {}  # of which writers take comments and profiles unasked
    return image


def _opaque(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        white.alpha_composite(image.convert("RGBA"))
        return _with_profile(white.convert("RGB"), image)
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


def _centre(focus: Focus) -> tuple[float, float]:
    return focus[0] / 100, focus[1] / 100
