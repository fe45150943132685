"""Rows that pages show in lists: plain values, so that equal rows make equal HTML (articles/web/fragment_cache.py)."""

from datetime import datetime
from typing import NamedTuple

from articles.models import Article, Photo, PhotoUse, Section, Tag
from articles.reading.versions import VersionLink, read_links


class Heading(NamedTuple):
    """A section, as pages show it."""

    pk: int
    name: str
    slug: str
    description: str

    __str__ = Section.__str__
    get_absolute_url = Section.get_absolute_url


class Topic(NamedTuple):
    """A tag, as pages show it."""

    pk: int
    name: str
    slug: str

    get_absolute_url = Tag.get_absolute_url


class Card(NamedTuple):
    """A story in a list. COLUMNS has the matching column names, in the same order.

    A queryset that is to give COLUMNS needs `with_lead_photo`.
    """

    pk: int
    slug: str
    headline: str
    headline_known: bool
    summary: str
    opening: str
    language: str
    site_language: str
    published_at: datetime
    time_known: bool
    story_type: str
    section_name: str
    section_slug: str
    photo_pk: int | None
    photo_image: str | None
    photo_width: int | None
    photo_height: int | None
    photo_alt: str | None
    photo_focal_x: int | None
    photo_focal_y: int | None
    use_alt: str | None
    versions: tuple[VersionLink, ...] = ()  # in other languages; no column, and only where a list names them

    get_absolute_url = Article.get_absolute_url
    teaser = Article.teaser
    blurb = Article.blurb
    is_brief = Article.is_brief

    @classmethod
    def of(cls, row: tuple) -> "Card":
        """Make a card from a row of COLUMNS; further columns may follow and are ignored."""
        return cls(*row[: len(COLUMNS)])

    @classmethod
    def with_versions(cls, row) -> "Card":
        """Make a card from a row of COLUMNS that also has `found_versions` (versions.version_links)."""
        card = cls.of(row)
        return (
            card._replace(versions=read_links(row.found_versions, card.site_language)) if row.found_versions else card
        )

    @classmethod
    def of_story(cls, article: Article) -> "Card":
        """Make a card from an article whose section and lead photo are already loaded."""
        return cls(*(_followed(article, name) for name in COLUMNS))

    @property
    def section(self) -> Heading:
        return Heading(0, self.section_name, self.section_slug, "")

    @property
    def lead_photo(self) -> PhotoUse | None:
        if self.photo_pk is None:
            return None
        fields = ("pk", "image", "width", "height", "alt", "focal_x", "focal_y")
        photo = Photo(**{name: getattr(self, f"photo_{name}") for name in fields})
        return PhotoUse(article_id=self.pk, photo=photo, alt=self.use_alt)


_PATHS = {"section": "section__", "photo": "lead_photo__photo__", "use": "lead_photo__"}  # by the field's first word


def _column(field: str) -> str:
    of, _, name = field.partition("_")
    return _PATHS[of] + name if of in _PATHS else field


COLUMNS = tuple(map(_column, Card._fields[:-1]))


def _followed(row, name: str):
    """Return what `values_list(name)` would return for the row: None if a relation on the way is empty."""
    for part in name.split("__"):
        row = row and getattr(row, part)
    return row


class TopLine(NamedTuple):
    """A Top story: the story's number, slug, language and site language, and the text of the link to it."""

    pk: int
    slug: str
    language: str
    site_language: str
    line: str

    get_absolute_url = Article.get_absolute_url

    @classmethod
    def of(cls, row: tuple) -> "TopLine":
        """Make a line from a row of TOP_COLUMNS. Its text is the blurb, or else the story's teaser or headline."""
        pk, slug, language, site_language, *words = row
        return cls(pk, slug, language, site_language, next(filter(None, words)))


_TOP_WORDS = ("blurb", "article__summary", "article__opening", "article__headline")
TOP_COLUMNS = ("article_id", "article__slug", "article__language", "article__site_language", *_TOP_WORDS)
