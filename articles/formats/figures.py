"""The photos within a story's text, for those who take the story over: as HTML and as Markdown."""

from collections.abc import Iterable
from html import escape

from django.utils.translation import gettext

from articles.formats import markdown
from articles.formats.metadata import Picture, picture
from articles.models import PhotoUse
from articles.models.source_type import LABELS
from articles.text.placed_photos import replaced


def passed_on(uses: Iterable[PhotoUse]) -> dict[int, Picture]:
    """Return the pictures that may be passed on, by the photo's number, in order."""
    return {use.photo_id: shown for use in uses if (shown := picture(use))}


def with_figures(body: str, uses: Iterable[PhotoUse]) -> str:
    """Return a sanitised text with a `<figure>` in the place of each photo; without it if it may not be passed on."""
    pictures = passed_on(uses)
    return replaced(body, lambda numbers: "".join(_figure(pictures[one]) for one in numbers if one in pictures))


def _figure(shown: Picture) -> str:
    size = f'width="{shown.width}" height="{shown.height}"'
    caption = escape(" ".join(_words(shown)), quote=False)
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(shown.url)}" {size} alt="{escape(shown.alt)}">{below}</figure>\n'


def as_markdown(shown: Picture) -> str:
    """Return a picture as a paragraph of Markdown: the image and, on lines below it, its caption and its credit."""
    image = f"![{markdown.escape(' '.join(shown.alt.split()))}](<{shown.url}>)"
    return "\\\n".join([image, *(markdown.escape(" ".join(words.split())) for words in _words(shown))])


def _words(shown: Picture) -> list[str]:
    """Return what stands under the picture; our own words about how it was made are in the current language."""
    label = LABELS.get(shown.source_type)
    return [*filter(None, (shown.caption, shown.credit)), *([gettext(label)] if label else [])]
