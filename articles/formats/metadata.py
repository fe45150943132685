"""Metadata of a page for machines: schema.org, Open Graph and Twitter cards, as plain values.

A story comes from `story.whole_story`; templates get these values from articles/templating/metadata.py.
"""

from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import Truncator

from articles.models import Article, Correction, Photo, Section, Tag
from articles.models.photo import Source
from articles.text import richtext
from articles.text.dates import format_iso
from articles.text.language_detection import ENGLISH
from articles.web.addresses import absolute

LOCALES = {"en": "en_US", "ru": "ru_RU", "hy": "hy_AM"}  # by language tag
SEARCH = "/search/?q={search_term_string}"
SOCIAL_CARD = "img/social-card.png"
SOCIAL_CARD_SIZE = (1200, 630)
DESCRIPTION_MAX = 200  # characters of a page's description
LOGO = "img/touch-icon.png"
LOGO_SIZE = (180, 180)
PICTURE_TYPE = "image/jpeg"  # of every Picture
CORRECTING_KINDS = (Correction.Kind.CLARIFICATION, Correction.Kind.CORRECTION, Correction.Kind.RETRACTION)


class Picture(NamedTuple):
    """A picture as other sites fetch it."""

    url: str  # with the host
    width: int  # pixels
    height: int
    alt: str
    caption: str = ""
    credit: str = ""


def address(thing: Article | Section | Tag) -> str:
    """Return the public address of the page of a story, a section or a tag."""
    return absolute(thing.get_absolute_url())


def picture(photo: Photo | None) -> Picture | None:
    """Return the photo as other sites fetch it: whole, in the largest of its sizes; None if there is no photo."""
    return _picture(photo, photo.sources()[-1]) if photo else None


def card_picture(photo: Photo | None) -> Picture | None:
    """Return the photo in the shape of a shared link's card if it is large enough, else as `picture` does."""
    return _picture(photo, photo.social_card or photo.sources()[-1]) if photo else None


def _picture(photo: Photo, source: Source) -> Picture:
    return Picture(absolute(source.jpeg), source.width, source.height, photo.alt, photo.caption, photo.credit)


def card() -> Picture:
    """Return the site's own picture, for pages without a photo."""
    return Picture(absolute(static(SOCIAL_CARD)), *SOCIAL_CARD_SIZE, alt=settings.SITE_NAME)


def description(article: Article) -> str:
    return article.summary or article.headline


def shorten(text: str) -> str:
    """Shorten the text to what a page's description holds, with an ellipsis where something is left out."""
    return Truncator(text).chars(DESCRIPTION_MAX)


# --- Open Graph, and what Twitter needs besides ---------------------------------------------


def site_card(kind: str = "website", shown: Picture | None = None, language: str = ENGLISH) -> list[tuple[str, str]]:
    """Return the (property, content) pairs of every page, in order. `shown` is the page's photo, if it has one."""
    image = shown or card()
    return [
        ("og:type", kind),
        ("og:site_name", settings.SITE_NAME),
        ("og:locale", LOCALES[language]),
        ("og:image", image.url),
        ("og:image:width", str(image.width)),
        ("og:image:height", str(image.height)),
        ("og:image:alt", image.alt),
        ("twitter:card", "summary_large_image" if shown else "summary"),
    ]


def titled(title: str, text: str, url: str) -> list[tuple[str, str]]:
    """Return the pairs that say what a page is about: a title, a sentence and the address."""
    return [("og:title", title), ("og:description", text), ("og:url", url)]


def article_card(article: Article) -> list[tuple[str, str]]:
    """Return the pairs of a story. A brief has no date, because its moment only orders lists."""
    pairs = [
        *site_card("article", card_picture(article.photo), article.language),
        *titled(article.headline, description(article), address(article)),
        ("article:section", article.section.name),
        *(("article:tag", tag.name) for tag in article.tags.all()),
        *(("article:author", address(author)) for author in article.authors.all()),
    ]
    if not article.is_brief:
        pairs.append(("article:published_time", format_iso(article.published_at, article.time_known)))
    if article.updated_at:
        pairs.append(("article:modified_time", format_iso(article.updated_at)))
    return pairs


# --- schema.org ------------------------------------------------------------------------------


def graph(*things: dict) -> dict:
    """Return one JSON-LD document of several things."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def organization() -> dict:
    """Return the agency: https://schema.org/NewsMediaOrganization."""
    width, height = LOGO_SIZE
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#organization"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": {"@type": "ImageObject", "url": absolute(static(LOGO)), "width": width, "height": height},
    }


def website() -> dict:
    """Return the site and its search: https://schema.org/WebSite."""
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        "name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "url": absolute("/"),
        "inLanguage": ENGLISH,
        "publisher": {"@id": absolute("/#organization")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(SEARCH)},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(*trail: tuple[str, str]) -> dict:
    """Return the way from the front page to a page: https://schema.org/BreadcrumbList.

    Each step of `trail` is a name and an address.
    """
    steps = [(settings.SITE_NAME, absolute(reverse("articles:front"))), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def trail(article: Article) -> dict:
    """Return a story's breadcrumbs: front page, section, story."""
    section = article.section
    return breadcrumbs((section.name, address(section)), (article.headline, address(article)))


def news_article(article: Article) -> dict:
    """Return a story: https://schema.org/NewsArticle.

    The publication is only a day if its time is not known; properties that would be empty are left out.
    """
    url, published = address(article), format_iso(article.published_at, article.time_known)
    says = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": article.headline,
        "description": description(article),
        "image": _images(article),
        "datePublished": published,
        "dateModified": format_iso(article.updated_at) if article.updated_at else published,
        "dateline": article.source,
        "author": [_person(author) for author in article.authors.all()] or [organization()],
        "publisher": organization(),
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "wordCount": word_count(article),
        "inLanguage": article.language,
        "isAccessibleForFree": True,
        "correction": [_correction(note) for note in article.corrections.all() if note.kind in CORRECTING_KINDS],
        "creativeWorkStatus": "Retracted" if article.retracted_at else "",
    }
    return {name: value for name, value in says.items() if value not in ("", [])}


def word_count(article: Article) -> int:
    return sum(len(text.split()) for text in richtext.to_paragraphs(article.body))


def _person(author) -> dict:
    return {"@type": "Person", "name": author.name, "url": address(author)}


def _images(article: Article) -> list[dict]:
    shown = picture(article.photo)
    if shown is None:
        return []
    says = {
        "@type": "ImageObject",
        "url": shown.url,
        "width": shown.width,
        "height": shown.height,
        "caption": shown.caption or shown.alt,
        "creditText": shown.credit,
    }
    return [{name: value for name, value in says.items() if value != ""}]


def _correction(note: Correction) -> dict:
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": format_iso(note.made_at),
    }
