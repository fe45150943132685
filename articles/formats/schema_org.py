"""JSON-LD of pages by the vocabulary of schema.org, as plain values."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from articles.formats.metadata import address, description, picture, word_count
from articles.models import Article, Correction, PhotoUse
from articles.text.dates import format_iso
from articles.text.language_detection import ENGLISH
from articles.web.addresses import absolute

SEARCH = "/search/?q={search_term_string}"
LOGO = "img/touch-icon.png"
LOGO_SIZE = (180, 180)
CORRECTING_KINDS = (Correction.Kind.CLARIFICATION, Correction.Kind.CORRECTION, Correction.Kind.RETRACTION)


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
        "image": list(map(_image, article.photo_uses.all())),
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


def _person(author) -> dict:
    return {"@type": "Person", "name": author.name, "url": address(author)}


def _image(use: PhotoUse) -> dict:
    shown = picture(use)
    says = {
        "@type": "ImageObject",
        "url": shown.url,
        "width": shown.width,
        "height": shown.height,
        "caption": shown.caption or shown.alt,
        "creditText": shown.credit,
    }
    return {name: value for name, value in says.items() if value != ""}


def _correction(note: Correction) -> dict:
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": format_iso(note.made_at),
    }
