"""The catalogue `photos.toml` of a folder of photos: what each shows, and to which story it belongs.

    [[photo]]
    file = "vineyard.jpg"
    alt = "..."
    caption = "..."
    credit = "..."
    focus = [60, 40]
    headline = "..."
    date = 2020-09-16

`focus` is the focal point in percent from the left and from the top; `headline` and `date` (the day of
publication by the site's clock) identify the story. These two and `file` are required. More keys: `creator`,
`copyright`, `usage_terms`, `taken`, `place`, `source_type` and `may_be_passed_on = false`. A text that is left out is
taken from the picture's file (IPTC), if that has it. Imports no Django.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from articles.outside.catalogue import CatalogueError, read_catalogue

CATALOGUE = "photos.toml"
TEXTS = ("alt", "caption", "credit", "creator", "copyright", "usage_terms", "taken", "place", "source_type")


@dataclass(frozen=True)
class PhotoRecord:
    """One photo's entry in the catalogue."""

    file: str
    headline: str
    date: date
    alt: str | None = None  # None: the catalogue is silent
    caption: str | None = None
    credit: str | None = None
    creator: str | None = None
    copyright: str | None = None
    usage_terms: str | None = None
    taken: str | None = None
    place: str | None = None
    source_type: str | None = None
    may_be_passed_on: bool = True
    focus: list[int] = field(default_factory=lambda: [50, 50])

    def __post_init__(self):
        texts = (self.file, self.headline, *self.given().values())
        if not all(isinstance(text, str) for text in texts) or type(self.date) is not date:
            raise CatalogueError("date is a day such as 2020-09-16, focus two numbers, and all else is text")
        if type(self.may_be_passed_on) is not bool:
            raise CatalogueError("may_be_passed_on is true or false")
        if any("\0" in text for text in texts):
            raise CatalogueError("a text holds NUL, which no text has")
        if Path(self.file).name != self.file:
            raise CatalogueError(f"file = {self.file!r} leads out of the folder")
        within = [type(part) is int and 0 <= part <= 100 for part in self.focus]
        if within != [True, True]:
            raise CatalogueError(f"focus = {self.focus!r}: give two numbers from 0 to 100")

    def given(self) -> dict[str, str]:
        """Return the texts that the catalogue gives, by the name of the photo's field."""
        return {name: text for name in TEXTS if (text := getattr(self, name)) is not None}


def read_photos(folder: Path) -> list[PhotoRecord]:
    """Return the entries of the folder's photos.toml. Raises CatalogueError if it is not in the form shown above."""
    return read_catalogue(folder / CATALOGUE, "photo", PhotoRecord)
