"""Responsive photos, each in the size that the reader's screen needs, and none larger than its own pixels."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, pass_context, pass_environment
from jinja2.runtime import Context
from markupsafe import Markup

from articles.models import Article, Photo, PhotoUse
from articles.models.photo import Source
from articles.models.photo_use import FIRST
from articles.models.source_type import LABELS
from articles.photos import renditions
from articles.templating.languages import lang_attribute, page_language
from articles.templating.photo_sizes import at_most, sizes_of
from articles.text.languages.detection import language_of

SEEN_FIRST = {"list-first"}  # places beside those of a lead at which a photo does not wait for the rest
ORDINARY = 640  # pixels wide, for browsers that do not choose a size
ENLARGED_LEAST = 480  # pixels of its longer side: below, a photo is not opened large
TALLEST = 608  # pixels: a photo on its story's page fits into a window of usual height, with its caption


@pass_environment
def photo(
    env: Environment,
    picture: Photo | PhotoUse | None,
    shape="full",
    sizes="100vw",
    lazy=True,
    tallest=None,
    cut="",
    around=None,
    usual="",
) -> Markup:
    """Render `<picture>` for the photo `picture`, or for its use in a story, whose text comes first; nothing for None.

    `shape` is "full" (its own proportions) or "wide" (3:2, cropped around the focal
    point), `sizes` the width of its place on the page (the HTML attribute `sizes`), `tallest` the most
    pixels that it may be high. A photo that readers see first should not be `lazy`: it loads before the rest.
    `cut` says where the style sheet cuts a square out of it, in percent. `around` is the language of the text
    around it (None: the page's), `usual` the one in which its alternative text probably is.

    The width in the HTML is that in which the photo is shown if there is room: before it arrives, it has its place.
    """
    if picture is None:
        return Markup()
    alt, picture = (picture.shown_alt, picture.photo) if isinstance(picture, PhotoUse) else (picture.alt, picture)
    sources = picture.sources(shape)
    largest = sources[-1]
    height = min(largest.height, tallest or largest.height)
    width = max(1, round(largest.width * height / largest.height))
    around = around or page_language()
    html = env.get_template("articles/_photo.html").render(
        alt=alt,
        lang=lang_attribute(language_of(alt, usual or around), around),
        sizes=at_most(width, sizes),
        lazy=lazy,
        cut=cut,
        webp=", ".join(f"{source.webp} {source.width}w" for source in sources),
        jpeg=", ".join(f"{source.jpeg} {source.width}w" for source in sources),
        width=width,
        height=height,
        ordinary=[source for source in sources if source.width <= ORDINARY or source is sources[0]][-1],
    )
    return Markup(html)  # noqa: S704 escaped in the template


@pass_environment
def story_photo(env: Environment, use: PhotoUse, language: str, pair: str = "") -> Markup:
    """Render a photo on its story's page, which is in `language`: whole, no higher than the window.

    `pair` is the shape of both photos if it stands beside another.
    """
    sizes = sizes_of("pair" if pair else "story", "full")
    return photo(env, use, pair or "full", sizes, lazy=use.position > FIRST, tallest=TALLEST, around=language)


def enlarged(use: PhotoUse) -> Source | None:
    """Return the largest size of a story's photo, the whole of it, which opens by a press; None if that is small."""
    largest = use.photo.sources()[-1]
    return largest if max(largest.width, largest.height) >= ENLARGED_LEAST else None


def has_enlarged(article: Article) -> bool:
    """Return whether any photo of the article can be opened large, for which a script is needed."""
    return any(map(enlarged, article.photo_uses.all()))


@pass_environment
def topic_photo(env: Environment, use: PhotoUse, language: str) -> Markup:
    """Render the picture of a tag's page, which is in `language`: whole, beside the introduction."""
    return photo(env, use, "full", sizes_of("topic", "full"), lazy=False, tallest=TALLEST, around=language)


def story_figures(env: Environment, article: Article, uses: Sequence[PhotoUse]) -> Markup:
    """Render the one or two photos of one place in the text, side by side if they make a pair."""
    sizes = [(use.photo.width, use.photo.height) for use in uses]
    pair = renditions.pair_shape(*sizes) if len(uses) == 2 else ""
    template = env.get_template("articles/_story_photo.html")
    figures = Markup().join(Markup(template.render(use=use, article=article, pair=pair)) for use in uses)  # noqa: S704
    return Markup('<div class="pair">\n{}</div>\n').format(figures) if pair else figures


@pass_environment
def card_photo(env: Environment, use: PhotoUse | None, place: str, language: str) -> Markup:
    """Render the photo of a card of a story in `language`; nothing if this place shows none (`card_shape`)."""
    shape = card_shape(use, place)
    if not shape:
        return Markup()
    return photo(
        env, use, shape, sizes_of(place, shape), lazy=place not in SEEN_FIRST and not _leads(place), usual=language
    )


@pass_context
def series_count(context: Context, story) -> str:
    """Return `<span>` with how many photos a photo series has, in the page's language; empty for any other story."""
    count = story.series_photos or 0
    if count < 2:
        return ""
    words, language = ngettext("%(count)s photo", "%(count)s photos", count), page_language(context)
    said = words % {"count": count}
    return format_html(' <span class="count"{}>{}</span>', lang_attribute(language, story.language), said)


def source_label(use: PhotoUse) -> str:
    """Return what readers are told if the photo was made or changed by software, in the page's language; else ""."""
    label = LABELS.get(use.photo.source_type)
    return gettext(label) if label else ""


def card_shape(use: PhotoUse | None, place: str) -> str:
    """Return the shape of a card's photo, "wide" or "full" (a panorama); "" if the card shows none.

    `place` is where the card stands: a name of articles/templating/photo_sizes.py.
    """
    return renditions.card_shape((use.photo.width, use.photo.height), _leads(place)) if use else ""


def _leads(place: str) -> bool:
    return place.startswith("lead")


@pass_environment
def portrait(env: Environment, picture: Photo | None, side: float) -> Markup:
    """Render an author's portrait, of which the style sheet shows a square; `side` in rem."""
    if picture is None:
        return Markup()
    cut = renditions.square_cut((picture.width, picture.height), picture.focus)
    across = side * max(1, picture.width / picture.height)
    return photo(env, picture, sizes=f"{across:.3g}rem", lazy=False, cut=str(cut))
