"""What pages show of their neighbors: plain values, so that equal rows make equal HTML (articles/web/fragments.py)."""

from datetime import datetime
from typing import NamedTuple

from articles.models import Article, Photo, Section, Tag


class Heading(NamedTuple):
    """A section, as pages name it."""

    pk: int
    name: str
    slug: str
    description: str

    __str__ = Section.__str__
    get_absolute_url = Section.get_absolute_url


class Topic(NamedTuple):
    """A tag, as pages name it."""

    pk: int
    name: str
    slug: str

    get_absolute_url = Tag.get_absolute_url


class Card(NamedTuple):
    """A story in a list. The columns are named by COLUMNS, in the same order."""

    pk: int
    slug: str
    headline: str
    headline_known: bool
    summary: str
    published_at: datetime
    time_known: bool
    is_brief: bool
    section_name: str
    section_slug: str
    photo_pk: int | None
    photo_image: str | None
    photo_width: int | None
    photo_height: int | None
    photo_alt: str | None
    photo_focal_x: int | None
    photo_focal_y: int | None

    get_absolute_url = Article.get_absolute_url
    blurb = Article.blurb

    @classmethod
    def of(cls, row: tuple) -> "Card":
        """From a row of COLUMNS, after which others may stand."""
        return cls(*row[: len(COLUMNS)])

    @classmethod
    def of_story(cls, article: Article) -> "Card":
        """From a row of articles, its section and photo at hand."""
        return cls(*(_followed(article, name) for name in COLUMNS))

    @property
    def section(self) -> Heading:
        return Heading(0, self.section_name, self.section_slug, "")

    @property
    def photo(self) -> Photo | None:
        if self.photo_pk is None:
            return None
        fields = ("pk", "image", "width", "height", "alt", "focal_x", "focal_y")
        return Photo(**{name: getattr(self, f"photo_{name}") for name in fields})


COLUMNS = tuple(name.replace("section_", "section__").replace("photo_", "photo__") for name in Card._fields)


def _followed(row, name: str):
    """What `values_list(name)` would give of the row: None behind what is not there."""
    for part in name.split("__"):
        row = row and getattr(row, part)
    return row


class TopLine(NamedTuple):
    """A Top story: the story's number and slug, and the words that lead to it."""

    pk: int
    slug: str
    line: str

    get_absolute_url = Article.get_absolute_url

    @classmethod
    def of(cls, row: tuple) -> "TopLine":
        """From a row of TOP_COLUMNS: the blurb is printed, else the story's summary, else its headline."""
        pk, slug, *words = row
        return cls(pk, slug, next(filter(None, words)))


TOP_COLUMNS = ("article_id", "article__slug", "blurb", "article__summary", "article__headline")
