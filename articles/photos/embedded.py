"""What a picture's file says of it beside its pixels: IPTC's metadata. Imports no Django.

It is read where the picture is decoded, in a sandbox, and offered to whoever adds the photo; the stored files have
nothing of it.
"""

from typing import NamedTuple

from PIL import Image

from articles.photos import iim, xmp

TEXT_MAX = 5_000  # characters of one text


class EmbeddedTexts(NamedTuple):
    """The texts of a picture's file; those that it does not have are empty."""

    headline: str = ""
    caption: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    usage_terms: str = ""
    alt: str = ""
    taken: str = ""  # as ISO 8601, to the year, the day or the second, as the file knows it
    place: str = ""
    source_type: str = ""  # a code of IPTC's vocabulary "digital source type", or anything


def read(image: Image.Image) -> EmbeddedTexts:
    """Return what the file of an opened picture says: its XMP and, where that is silent, its IIM.

    Of a PNG the pixels must be loaded, because texts may stand after them. Metadata that cannot be read are none.
    """
    packet = image.info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    newer, older = _read(xmp.read, packet), _read(iim.read, image)
    return EmbeddedTexts(
        **{name: (newer.get(name) or older.get(name, ""))[:TEXT_MAX] for name in EmbeddedTexts._fields}
    )


def _read(reader, given) -> dict[str, str]:
    try:
        return reader(given) if given else {}
    except MemoryError:
        raise
    except Exception:  # whatever hostile bytes make Pillow and expat raise
        return {}
