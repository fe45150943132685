"""The files made of a picture: their shapes, their sizes, their names. Opens no picture and imports no Django."""

from pathlib import PurePosixPath
from typing import NamedTuple

WIDTHS = (320, 480, 640, 960, 1280, 1600)
SHAPES = {"full": None, "wide": (3, 2)}  # None: the picture's own proportions
CARD_LEAST, LEAD_LEAST, LEAD_PANORAMA_LEAST = 160, 640, 960  # pixels wide: below, a card has no picture
PAIR_LEAST = 320  # pixels wide: below, a picture does not fill its half
PANORAMA, COLUMN = 2.2, 0.5  # width by height: from here on, and below this, a cut to 3:2 would leave a third or less
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


def card_shape(picture: Size, leading: bool = False) -> str:
    """Return the shape in which a list shows a picture of that size; "" if it shows none.

    A panorama keeps its own proportions ("full"), others are cut ("wide"). Icons, and what is much higher than wide,
    appear on their story's page alone. The lead of the front page (`leading`) needs a picture that fills its place.
    """
    width, height = picture
    shape = "full" if width >= height * PANORAMA else "wide"
    least = (LEAD_PANORAMA_LEAST if shape == "full" else LEAD_LEAST) if leading else CARD_LEAST
    return shape if width >= height * COLUMN and sizes(shape, picture)[-1][0] >= least else ""


def pair_shape(one: Size, other: Size) -> str:
    """Return the shape in which two pictures stand side by side; "" if they stand below one another.

    Two that are wider than high are cut to 3:2, two that are higher than wide are whole. Panoramas, small pictures, and
    a wide one and a high one make no pair.
    """
    if any(width < PAIR_LEAST or width >= height * PANORAMA for width, height in (one, other)):
        return ""
    high = {height > width for width, height in (one, other)}
    return "" if len(high) > 1 else "full" if high == {True} else "wide"


def square_cut(picture: Size, focus: Focus) -> int:
    """Return where a square is cut out of the picture's longer side: 0, 25, 50, 75 or 100 percent of what is left over.

    A tall picture whose focal point nobody has set is taken for a person's, with the face in the upper part.
    """
    width, height = picture
    if width == height:
        return 50
    if height > width and focus == (50, 50):
        return 25
    short, long, middle = (height, width, focus[0]) if width > height else (width, height, focus[1])
    left_over = (middle * long / 100 - short / 2) / (long - short)
    return round(min(1, max(0, left_over)) * 4) * 25


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
