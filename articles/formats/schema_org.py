"""JSON-LD of pages by the vocabulary of schema.org, as plain values.

It has what Google's documentation of Article, image metadata, BreadcrumbList, Organization and site names calls
required or recommended (developers.google.com/search/docs/appearance/structured-data), as far as we know it.
"""

import re

from articles.formats.embedded import as_citations
from articles.formats.metadata import (
    Picture,
    address,
    description,
    followed_by,
    picture,
    pictures,
    shorten,
    versions_of,
    word_count,
)
from articles.formats.social_card import card
from articles.models import Article, Correction, PhotoUse, SitePage, SitePageKind, TopicPage, Translation
from articles.models.source_type import schema_org
from articles.text.datelines import printed as dateline
from articles.text.dates import format_iso
from articles.web.addresses import absolute, page_path, static_path
from articles.web.languages import current_language, default_language, page_language

SEARCH = "?q={search_term_string}"
LOGO = "img/touch-icon.png"
LOGO_SIZE = (180, 180)
POLICIES = {  # properties of NewsMediaOrganization, each the URL of a page
    "publishingPrinciples": SitePageKind.EDITORIAL,
    "ethicsPolicy": SitePageKind.EDITORIAL,
    "correctionsPolicy": SitePageKind.CORRECTIONS,
    "masthead": SitePageKind.MASTHEAD,
    "ownershipFundingInfo": SitePageKind.OWNERSHIP,
}
_PAGE_TYPES = {SitePageKind.ABOUT: "AboutPage", SitePageKind.CONTACT: "ContactPage"}
_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+")
_BETWEEN_NAMES = re.compile(r"[:/,;|–—]|\bby\b")
CORRECTING_KINDS = (Correction.Kind.CLARIFICATION, Correction.Kind.CORRECTION, Correction.Kind.RETRACTION)


def graph(*things: dict) -> dict:
    """Return one JSON-LD document of several things."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def organization() -> dict:
    """Return the agency: https://schema.org/NewsMediaOrganization. It is one in all languages; its name is in each."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": absolute("/#organization"),
        "name": current_language().site_name,
        "url": _front(),
        "logo": _file(absolute(static_path(LOGO)), *LOGO_SIZE),
    }


def agency(pages: dict[str, str]) -> dict:
    """Return the agency as its own front page describes it.

    `pages` are the URLs of the pages that say who we are, by what they are for (SitePageKind).
    """
    policies = {name: pages[kind] for name, kind in POLICIES.items() if kind in pages}
    return organization() | {"description": current_language().tagline} | policies


def site_page(page: SitePage) -> dict:
    """Return a page that says who we are: https://schema.org/AboutPage, ContactPage or WebPage."""
    return {
        "@type": _PAGE_TYPES.get(page.kind, "WebPage"),
        "@id": address(page),
        "url": address(page),
        "name": page.title,
        "inLanguage": page.language,
        "datePublished": format_iso(page.published_at),
        "dateModified": format_iso(page.revised_at or page.published_at),
        "about": {"@id": absolute("/#organization")},
        "publisher": organization(),
    }


def topic_page(topic, page: TopicPage) -> dict:
    """Return the page of a tag of which an editor has written something: https://schema.org/CollectionPage."""
    url, shown = address(topic), picture(PhotoUse(photo=page.photo)) if page.photo else None
    about = {"@type": "Thing", "name": topic.name, "description": shorten(page.opening)}
    image = (
        _file(shown.url, shown.width, shown.height) | {"caption": shown.caption, "creditText": shown.credit}
        if shown
        else {}
    )
    says = {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": topic.name,
        "description": about["description"],
        "inLanguage": page.language,
        "about": {name: value for name, value in about.items() if value},
        "image": {name: value for name, value in image.items() if value},
        "isPartOf": {"@id": f"{_front()}#website"},
        "publisher": organization(),
    }
    return {name: value for name, value in says.items() if value}


def website() -> dict:
    """Return the site in the page's language and its search: https://schema.org/WebSite."""
    site, front = current_language(), _front()
    return {
        "@type": "WebSite",
        "@id": f"{front}#website",
        "name": site.site_name,
        "description": site.tagline,
        "url": front,
        "inLanguage": page_language(),
        "publisher": {"@id": absolute("/#organization")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(page_path("articles:search")) + SEARCH},
            "query-input": "required name=search_term_string",
        },
    }


def _front() -> str:
    """Return the address of the front page in the page's language."""
    return absolute(page_path("articles:front"))


def breadcrumbs(*trail: tuple[str, str]) -> dict:
    """Return the way from the front page to a page: https://schema.org/BreadcrumbList.

    Each step of `trail` is a name and an address.
    """
    steps = [(current_language().site_name, _front()), *trail]
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
        "dateModified": format_iso(article.last_update) if article.last_update else published,
        "dateline": dateline(article.dateline_place, article.source),
        "locationCreated": _place(article.dateline_place),
        "author": [_person(author) for author in article.authors.all()] or [organization()],
        "publisher": organization(),
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "wordCount": word_count(article) or "",
        "inLanguage": article.language,
        "version": article.text_version if versions_of(article) else "",
        **_versions(article),
        "citation": as_citations(article),
        "isAccessibleForFree": True,
        "correction": _corrections(article),
        "creativeWorkStatus": _status(article),
    }
    return {name: value for name, value in says.items() if value not in ("", [], None)}


def image_gallery(article: Article) -> dict:
    """Return the photos of a series in order: https://schema.org/ImageGallery. Only those that may be passed on."""
    url = address(article)
    shown = [_image(one, article) for use in article.photo_uses.all() if (one := picture(use))]
    return {
        "@type": "ImageGallery",
        "@id": f"{url}#gallery",
        "url": url,
        "name": article.headline,
        "inLanguage": article.language,
        "isPartOf": {"@id": f"{url}#article"},
        "associatedMedia": [one | {"position": at} for at, one in enumerate(shown, start=1)],
    }


def _versions(article: Article) -> dict:
    """Return the story that this one translates or adapts, and by whom; or else its versions in other languages."""
    versions, follows = versions_of(article), followed_by(article)
    if follows is None:
        return {"workTranslation": list(map(_version, versions))}
    relation = "isBasedOn" if follows.kind == Translation.Kind.ADAPTATION else "translationOfWork"
    source = next((_version(one) for one in versions if one.pk == follows.pk), None)
    if source:
        source["version"] = follows.source_version  # the one that this text follows; the source's page says its newest
    return {relation: source, "translator": _translator(follows.translator)}


def _translator(name: str) -> dict | None:
    return {"@type": "Person", "name": name} if name else None


def _version(version) -> dict:
    """Return a story in another language, as far as this one's page says it."""
    url = address(version)
    says = {"@type": "NewsArticle", "@id": f"{url}#article", "url": url, "headline": version.headline}
    return says | {"inLanguage": version.language}


def _place(name: str) -> dict | None:
    return {"@type": "Place", "name": name} if name else None


def _person(author) -> dict:
    return {"@type": "Person", "name": author.name, "url": address(author)}


def _images(article: Article) -> list[dict]:
    """Return the photos, whole and in their other shapes, or else the site's card: there is always an image."""
    shown = [one for use in article.photo_uses.all() for one in pictures(use)]
    own = card()._replace(credit=current_language().site_name)
    return [_image(one, article) for one in shown or [own]]


def _image(shown: Picture, article: Article) -> dict:
    """Return a picture with what is known of its origin and its rights. Where to buy it is not known."""
    says = _file(shown.url, shown.width, shown.height) | {
        "caption": shown.caption or shown.alt,
        "creditText": shown.credit,
        "creator": _creator(shown, article),
        "copyrightNotice": shown.copyright or _copyright(shown),
        "license": shown.usage_terms if _WEB_ADDRESS.fullmatch(shown.usage_terms) else "",
        "dateCreated": shown.taken,
        "contentLocation": _place(shown.place),
        "digitalSourceType": schema_org(shown.source_type),
    }
    return {name: value for name, value in says.items() if value}


def _file(url: str, width: int, height: int) -> dict:
    return {"@type": "ImageObject", "url": url, "contentUrl": url, "width": width, "height": height}


def _creator(shown: Picture, article: Article) -> dict | None:
    """Return who made the picture: its creator, or an author of the story or the agency if the credit names one.

    Other parts of a credit may be anything.
    """
    named = _named(shown.credit)
    for author in article.authors.all():
        if author.name == shown.creator or (not shown.creator and author.name in named):
            return _person(author)
    if shown.creator:
        return {"@type": "Person", "name": shown.creator}
    if name := _our_name(named):
        return {"@type": "NewsMediaOrganization", "@id": absolute("/#organization"), "name": name}
    return None


def _copyright(shown: Picture) -> str:
    """Return the copyright notice: the credit if it is one, ours if the credit names us."""
    if "©" in shown.credit:
        return shown.credit
    name = _our_name(_named(shown.credit))
    return f"© {name}" if name else ""


def _our_name(names: list[str]) -> str:
    """Return the site's name, in the page's language or the default one, if it is among the names; "" if not."""
    ours = (current_language().site_name, default_language().site_name)
    return next((name for name in ours if name in names), "")


def _named(credit: str) -> list[str]:
    """Return the names in a credit such as `Photo: Anahit Sargsyan / The Portal`, and its other parts."""
    return [part.strip(" ©.") for part in _BETWEEN_NAMES.split(credit)]


def _corrections(article: Article) -> list[dict]:
    """Return the story's corrections, and the newest of the text that it follows if that is not translated yet."""
    own = [_correction(note) for note in article.corrections.all() if note.kind in CORRECTING_KINDS]
    source = followed_by(article)
    if source is None or not source.is_wrong:
        return own
    note = Correction(kind=source.correction_kind, text=source.correction, made_at=source.corrected_at)
    return [*own, _correction(note) | {"inLanguage": source.language}]


def _correction(note: Correction) -> dict:
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": format_iso(note.made_at),
    }


def _status(article: Article) -> str:
    """Return whether the story was taken back, or how it stands to the text that it follows; "" if all is well.

    The vocabulary has no terms of its own for that (https://schema.org/creativeWorkStatus).
    """
    if article.retracted_at:
        return "Retracted"
    source = followed_by(article)
    if source is None:
        return ""
    states = {
        "Source retracted": source.is_retracted,
        "Source withdrawn": source.is_orphaned,
        "Correction pending": source.is_wrong,
        "Outdated": source.is_behind,
    }
    return next((name for name, holds in states.items() if holds), "")
