"""Rows that pages show in lists: plain values, so that equal rows make equal HTML (articles/web/fragment_cache.py)."""

from datetime import datetime
from typing import NamedTuple

from articles.models import Article, Photo, PhotoUse, Section, Tag
from articles.reading.versions import VersionLink, read_links


class Heading(NamedTuple):
    """A section, as pages show it; `front_size` is the size of its block on the front page (models/section.py)."""

    pk: int
    name: str
    slug: str
    description: str
    front_size: str = ""

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
    kicker: str
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
    series_photos: int | None
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
    def with_links(cls, row: tuple, columns: int = 0) -> "Card":
        """Make a card from a row of COLUMNS, or of `columns` columns that begin with them.

        `version_links` may follow (versions.py).
        """
        card, links = cls.of(row), row[columns or len(COLUMNS) :]
        return card._replace(versions=read_links(links[0], card.site_language)) if links else card

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


ANNOTATED = ("lead_photo__", "series_photos")  # how the columns begin that `with_lead_photo` gives
COLUMNS = tuple(map(_column, Card._fields[:-1]))


def _followed(row, name: str):
    """Return what `values_list(name)` would return for the row: None if a relation on the way is empty."""
    for part in name.split("__"):
        row = row and getattr(row, part)
    return row


class TopLine(NamedTuple):
    """A Top story: `line` is the text of the link to it beside pages, its blurb or else what the story says itself."""

    pk: int
    slug: str
    language: str
    site_language: str
    line: str
    headline: str
    headline_known: bool
    published_at: datetime
    time_known: bool
    story_type: str
    kicker: str
    section_name: str
    section_slug: str

    get_absolute_url = Article.get_absolute_url
    is_brief = Article.is_brief
    section = Card.section

    @property
    def blurb(self) -> str:
        """What stands below the headline; empty if that says all there is."""
        return "" if self.line == self.headline else self.line

    @classmethod
    def of(cls, row: tuple) -> "TopLine":
        """Make a line from a row of TOP_COLUMNS. Its text is the blurb, or else the story's teaser or headline."""
        pk, slug, language, site_language, blurb, summary, opening, headline, *facts = row
        return cls(pk, slug, language, site_language, blurb or summary or opening or headline, headline, *facts)

    @classmethod
    def of_story(cls, article: Article, blurb: str) -> "TopLine":
        """Make a line from an article whose section is already loaded."""
        return cls.of((article.pk, *(blurb if name == "blurb" else _followed(article, name) for name in _TOP_NAMES)))


_TOP_NAMES = (
    *("slug", "language", "site_language", "blurb", "summary", "opening", "headline", "headline_known"),
    *("published_at", "time_known", "story_type", "kicker", "section__name", "section__slug"),
)
TOP_COLUMNS = ("article_id", *(name if name == "blurb" else f"article__{name}" for name in _TOP_NAMES))
