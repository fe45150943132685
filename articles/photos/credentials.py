"""Content Credentials in a picture's file: where the C2PA manifest store lies (c2pa.org, "Embedding manifests").

Bytes to bytes; imports no Django. The manifests are kept as they came and not read: they are signed together with the
file in which they came, so they prove nothing about what we make of it.
"""

from collections import defaultdict
from collections.abc import Iterator

from PIL import Image

BYTES_MAX = 5_000_000
_C2PA = b"c2pa"  # the label of the store, near its beginning
_HEAD = 64  # bytes


def manifest_in(image: Image.Image, data: bytes) -> bytes:
    """Return the manifest store of the opened picture, whose file is `data`; empty if there is none, or a huge one.

    Of a PNG the pixels must be loaded. AVIF is not looked at.
    """
    finders = {"JPEG": _in_jpeg, "MPO": _in_jpeg, "PNG": _in_png, "WEBP": _in_webp}
    for store in finders.get(image.format, lambda *_: ())(image, data):
        if _C2PA in store[:_HEAD] and len(store) <= BYTES_MAX:
            return store
    return b""


def _in_jpeg(image: Image.Image, data: bytes) -> Iterator[bytes]:
    """Yield the JUMBF boxes in APP11 (ISO 19566-5): each segment has "JP", two numbers, and the box's head."""
    boxes = defaultdict(bytearray)
    for name, segment in getattr(image, "applist", ()):
        if name == "APP11" and segment[:2] == b"JP":
            box = boxes[segment[2:4]]
            box += segment[16:] if box else segment[8:]
    yield from map(bytes, boxes.values())


def _in_png(image: Image.Image, data: bytes) -> Iterator[bytes]:
    for chunk in getattr(image, "private_chunks", ()):
        if chunk[0] == b"caBX":
            yield chunk[1]


def _in_webp(image: Image.Image, data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"C2PA":
            yield data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
