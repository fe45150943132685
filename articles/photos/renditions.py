"""The files made of a picture: their shapes, their sizes, their names. Opens no picture and imports no Django."""

from pathlib import PurePosixPath
from typing import NamedTuple

WIDTHS = (320, 480, 640, 960, 1280, 1600)
SHAPES = {"full": None, "wide": (3, 2)}  # None: the picture's own proportions
SOCIAL, SOCIAL_SIZE = "social", (1200, 630)  # the card that a shared link shows
SUFFIXES = {"WEBP": ".webp", "JPEG": ".jpg"}

Size = tuple[int, int]  # width and height, in pixels
Focus = tuple[int, int]  # what must stay in sight: percent from the left and from the top


class Rendition(NamedTuple):
    """One file made of a picture: its name in the storage, its shape, its format (Pillow's name) and its pixels."""

    name: str
    shape: str
    format: str
    width: int
    height: int


def sizes(shape: str, picture: Size) -> list[Size]:
    """Return the sizes, smallest first, in which a picture of that size is shown in that shape; none is enlarged.

    A picture that is narrower than the smallest width has one size: its own.
    """
    width, height = picture
    across, down = SHAPES[shape] or picture
    widest = min(width, height * across // down) or 1
    widths = [fixed for fixed in WIDTHS if fixed <= widest] or [widest]
    return [(wide, max(1, round(wide * down / across))) for wide in widths]


def all_of(original: str, picture: Size, focus: Focus) -> list[Rendition]:
    """Return every file made of the picture that is stored as `original`.

    The original's name is random, and the name of a picture that is cut to a shape contains the focal point too: a
    name never comes to mean other bytes.
    """
    return [made for shape in SHAPES for made in of_shape(shape, original, picture, focus)] + social(
        original, picture, focus
    )


def of_shape(shape: str, original: str, picture: Size, focus: Focus) -> list[Rendition]:
    """Return the renditions of one shape, smallest first, WebP before JPEG in each size."""
    return [
        Rendition(_name(original, shape, focus, suffix, width), shape, format, width, height)
        for width, height in sizes(shape, picture)
        for format, suffix in SUFFIXES.items()
    ]


def social(original: str, picture: Size, focus: Focus) -> list[Rendition]:
    """Return the card for shared links; an empty list if the picture is too small for it."""
    width, height = SOCIAL_SIZE
    if picture[0] < width or picture[1] < height:
        return []
    return [Rendition(_name(original, SOCIAL, focus, ".jpg", width), SOCIAL, "JPEG", width, height)]


def _name(original: str, shape: str, focus: Focus, suffix: str, width: int) -> str:
    cut = "" if shape == "full" else "-{}-{}".format(*focus)
    path = PurePosixPath(original)
    return str(path.with_name(f"{path.stem}-{shape}{cut}-{width}{suffix}"))
