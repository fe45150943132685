"""Pictures that are designed to fill the memory of a program that reads them, and an ordinary photo; drawn on demand.

A side of 7,700 pixels is the most that the limit of 60 million pixels (for a JPEG) allows.
"""

import struct
import zlib
from io import BytesIO

from PIL import Image

SIDE = 7_700
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def of_one_colour(format: str, mode: str = "RGB", side: int = SIDE, **options) -> bytes:
    data = BytesIO()
    colour = {"RGBA": (40, 80, 120, 200), "RGB": (40, 80, 120), "CMYK": (40, 80, 120, 20)}.get(mode, 7)
    Image.new(mode, (side, side), colour).save(data, format, **options)
    return data.getvalue()


def png(side: int = SIDE, *, interlaced: bool, bits: int = 8) -> bytes:
    """Return a PNG with transparency, all of its bytes zero. `bits` of each channel: 8 or 16."""
    squeeze = zlib.compressobj(9)
    places = ADAM7 if interlaced else ((0, 0, 1, 1),)
    squeezed = []
    for x, y, across, down in places:
        line = bytes(1 + (side - x + across - 1) // across * 4 * bits // 8)
        squeezed += [squeeze.compress(line) for _ in range((side - y + down - 1) // down)]
    body = b"".join([*squeezed, squeeze.flush()])
    head = struct.pack(">IIBBBBB", side, side, bits, 6, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def photo(width: int = 6_000, height: int = 4_000, **options) -> bytes:
    """Return an ordinary photo of 24 million pixels, as a camera writes it: noise in soft colours, 4:2:0."""
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((width, height), 12)
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    data = BytesIO()
    Image.merge("RGB", (noise, grain, noise)).save(data, "JPEG", quality=90, exif=exif, **options)
    return data.getvalue()


PICTURES = {
    "webp": lambda: of_one_colour("WEBP", "RGBA", lossless=True),
    "webp-lossy": lambda: of_one_colour("WEBP", "RGB", quality=10, method=0),
    "png": lambda: png(interlaced=False),
    "png-interlaced": lambda: png(interlaced=True),
    "png-16-bits": lambda: png(interlaced=True, bits=16),
    "avif": lambda: of_one_colour("AVIF", "RGBA", speed=10, quality=20),
    "gif": lambda: of_one_colour("GIF", "P"),
    "jpeg": lambda: of_one_colour("JPEG", quality=20),
    "jpeg-progressive": lambda: of_one_colour("JPEG", quality=20, progressive=True, subsampling=0),
    "jpeg-cmyk": lambda: of_one_colour("JPEG", "CMYK", quality=20, progressive=True, subsampling=0),
    "photo": photo,
    "photo-progressive": lambda: photo(progressive=True),
}
