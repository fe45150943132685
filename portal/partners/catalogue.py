"""A folder of feeds with `partners.toml`, which says whose they are: for a demo site, or a trial without a network.

    [[partner]]
    name = "Ararat Weekly"
    site = "https://ararat.example/"
    feed = "ararat-weekly.xml"
    language = "en"

`feed` is a file in the folder; `language` (of the headlines) may be left out. This module imports no Django.
"""

from dataclasses import astuple, dataclass
from pathlib import Path

from articles.outside.catalogue import CatalogueError, read_catalogue

CATALOGUE = "partners.toml"


@dataclass(frozen=True)
class PartnerEntry:
    """One partner, as the catalogue describes it."""

    name: str
    site: str
    feed: str
    language: str = ""

    def __post_init__(self):
        if not all(isinstance(value, str) and "\0" not in value for value in astuple(self)):
            raise CatalogueError("every value is text in quotes, without NUL")
        if Path(self.feed).name != self.feed:
            raise CatalogueError(f"feed = {self.feed!r} leads out of the folder")


def read_entries(folder: Path) -> list[PartnerEntry]:
    """Return the partners that the folder's partners.toml lists. Raise CatalogueError if it cannot be parsed."""
    return read_catalogue(folder / CATALOGUE, "partner", PartnerEntry)
