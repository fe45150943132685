"""The card of a shared link: Open Graph, and what Twitter needs besides, as plain values."""

from collections.abc import Iterable

from articles.formats.metadata import Picture, address, card_picture, description, shorten, versions_of
from articles.models import Article, PhotoUse, TopicPage
from articles.text.dates import format_iso
from articles.text.languages.site_languages import locale_of
from articles.web.addresses import absolute, static_path
from articles.web.languages import current_language, page_language

SOCIAL_CARD = "img/social-card.png"
SOCIAL_CARD_SIZE = (1200, 630)


def card() -> Picture:
    """Return the site's own picture, for pages without a photo."""
    return Picture(absolute(static_path(SOCIAL_CARD)), *SOCIAL_CARD_SIZE, alt=current_language().site_name)


def site_card(
    kind: str = "website", shown: Picture | None = None, language: str = "", others: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return the (property, content) pairs of every page, in order. `shown` is the page's photo, if it has one.

    `language` is that of the page's text; "": the active one. `others` are those in which there is the same page.
    """
    image, site_name = shown or card(), current_language().site_name
    alt = image.alt or image.caption or site_name
    own = locale_of(language or page_language())
    alternates = sorted({*map(locale_of, others)} - {own, ""})
    return [
        ("og:type", kind),
        ("og:site_name", site_name),
        *(("og:locale", locale) for locale in [own] if locale),
        *(("og:locale:alternate", locale) for locale in alternates),
        ("og:image", image.url),
        ("og:image:width", str(image.width)),
        ("og:image:height", str(image.height)),
        ("og:image:alt", alt),
        ("twitter:card", "summary_large_image" if shown else "summary"),
        ("twitter:image", image.url),
        ("twitter:image:alt", alt),
    ]


def titled(title: str, text: str, url: str) -> list[tuple[str, str]]:
    """Return the pairs that say what a page is about: a title, a sentence and the address."""
    return [("og:title", title), ("og:description", text), ("og:url", url)]


def topic_card(topic, page: TopicPage) -> list[tuple[str, str]]:
    """Return the pairs of a tag's page of which an editor has written something."""
    shown = card_picture(PhotoUse(photo=page.photo)) if page.photo else None
    text = shorten(page.opening) or topic.name
    return [*site_card(shown=shown, language=page.language), *titled(topic.name, text, address(topic))]


def article_card(article: Article) -> list[tuple[str, str]]:
    """Return the pairs of a story. A brief has no date, because its moment only orders lists."""
    pairs = [
        *site_card(
            "article",
            card_picture(article.lead_photo),
            article.language,
            (one.language for one in versions_of(article)),
        ),
        *titled(article.headline, description(article), address(article)),
        ("article:section", article.section.name),
        *(("article:tag", tag.name) for tag in article.tags.all()),
        *(("article:author", address(author)) for author in article.authors.all()),
    ]
    if not article.is_brief:
        pairs.append(("article:published_time", format_iso(article.published_at, article.time_known)))
    if article.last_update:
        pairs.append(("article:modified_time", format_iso(article.last_update)))
    return pairs
