"""What the formats for machines say alike about a story: its address, description and picture, as plain values.

A story comes from `story.whole_story`.
"""

from typing import Any, NamedTuple

from django.utils.text import Truncator

from articles.models import Article, PhotoUse, Section, Tag
from articles.models.photo import Source
from articles.models.photo_facts import FACTS
from articles.text import richtext
from articles.web.addresses import absolute

DESCRIPTION_MAX = 200  # characters of a page's description
PIXELS_FOR_SEARCH = 50_000  # Google's least size of an article's image
PICTURE_TYPE = "image/jpeg"  # of every Picture


class Picture(NamedTuple):
    """A picture as other sites fetch it."""

    url: str  # with the host
    width: int  # pixels
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    usage_terms: str = ""
    taken: str = ""  # ISO 8601, to the year, the day or the second
    place: str = ""
    source_type: str = ""  # a SourceType


def address(thing: Article | Section | Tag) -> str:
    """Return the public address of the page of a story, a section or a tag."""
    return absolute(thing.get_absolute_url())


def picture(use: PhotoUse | None) -> Picture | None:
    """Return a story's photo as other sites fetch it: whole, in the largest of its sizes.

    None if there is no photo, or none that may be passed on.
    """
    return _picture(use, use.photo.sources()[-1]) if _is_passed_on(use) else None


def pictures(use: PhotoUse) -> list[Picture]:
    """Return a story's photo whole, then in those of its other shapes that are large enough for search engines.

    Nothing if it may not be passed on.
    """
    if not _is_passed_on(use):
        return []
    photo = use.photo
    whole, others = photo.sources()[-1], (photo.sources("wide")[-1], photo.social_card)
    shapes = [one for one in others if one and (one.width, one.height) != (whole.width, whole.height)]
    large = [one for one in shapes if one.width * one.height >= PIXELS_FOR_SEARCH]
    return [_picture(use, source) for source in (whole, *large)]


def card_picture(use: PhotoUse | None) -> Picture | None:
    """Return the photo in the shape of a shared link's card if it is large enough, else as `picture` does."""
    return _picture(use, use.photo.social_card or use.photo.sources()[-1]) if _is_passed_on(use) else None


def _is_passed_on(use: PhotoUse | None) -> bool:
    return use is not None and use.photo.may_be_passed_on


def _picture(use: PhotoUse, source: Source) -> Picture:
    texts = use.shown_alt, use.shown_caption, use.shown_credit
    facts = {name: getattr(use.photo, name) for name in FACTS}
    return Picture(absolute(source.jpeg), source.width, source.height, *texts, **facts)


def versions_of(article: Article) -> tuple:
    """Return the live versions of a story in other languages, by language (articles/reading/versions.py)."""
    return getattr(article, "versions", ())


def followed_by(article: Article) -> Any:
    """Return what is known of the text that a story follows; None if it follows none."""
    return getattr(article, "follows", None)


def description(article: Article) -> str:
    return article.teaser or article.headline


def shorten(text: str) -> str:
    """Shorten the text to what a page's description holds, with an ellipsis where something is left out."""
    return Truncator(text).chars(DESCRIPTION_MAX)


def word_count(article: Article) -> int:
    return richtext.count_words(article.body)
