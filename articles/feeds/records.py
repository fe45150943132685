"""The content of a feed, independent of its format. All texts are plain except `Item.html`; all moments are aware."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext_noop as N_

from articles.formats.files import Enclosure
from articles.formats.metadata import Picture
from articles.text.dates import at_local
from articles.text.plain import FIRST_YEAR

NOTHING_YET = at_local(date(FIRST_YEAR, 1, 1))  # the `updated` of a feed that never had an item


WITHDRAWN = N_("The story was withdrawn.")  # the comment of a departure, still to be translated


class Version(NamedTuple):
    """A page with the same story in another language, or the story's own."""

    language: str  # a tag
    url: str


class Item(NamedTuple):
    """An item of a feed, such as a story."""

    id: str  # permanent: a tag: URI
    url: str
    title: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]  # never empty
    categories: tuple[str, ...]
    summary: str  # may be empty
    html: str  # sanitised, with absolute URLs
    language: str  # a tag; a format names it if the feed's is another one
    picture: Picture | None = None
    more_pictures: tuple[Picture, ...] = ()  # the story's others, in order
    files: tuple[Enclosure, ...] = ()
    versions: tuple[Version, ...] = ()  # in other languages, then its own; empty if there are no others


class Departure(NamedTuple):
    """An item that was in the feed and was then taken off the site."""

    id: str
    at: datetime
    comment: str
    url: str = ""  # what readers find in its place; empty if nothing


@dataclass(frozen=True)
class Feed:
    id: str
    address: str  # its own URL
    home: str  # the page that shows the same to readers
    title: str
    description: str
    items: list[Item]
    departures: list[Departure]

    @property
    def updated(self) -> datetime:
        """When the feed last changed: its newest change of an item, or departure. Never the present moment."""
        moments = [item.updated for item in self.items] + [gone.at for gone in self.departures]
        return max(moments, default=NOTHING_YET)
