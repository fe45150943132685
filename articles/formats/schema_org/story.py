"""A story, its versions, its corrections and the photos of a series."""

from articles.formats.embedded import as_citations
from articles.formats.files import as_schema_org
from articles.formats.metadata import address, description, followed_by, picture, versions_of, word_count
from articles.formats.schema_org.pictures import image, images_of, person, place
from articles.formats.schema_org.site import breadcrumbs, organization
from articles.models import Article, Correction, Translation
from articles.text.datelines import printed as dateline
from articles.text.dates import format_iso

CORRECTING_KINDS = (Correction.Kind.CLARIFICATION, Correction.Kind.CORRECTION, Correction.Kind.RETRACTION)


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
        "image": images_of(article),
        "datePublished": published,
        "dateModified": format_iso(article.last_update) if article.last_update else published,
        "dateline": dateline(article.dateline_place, article.source),
        "locationCreated": place(article.dateline_place),
        "author": [person(author) for author in article.authors.all()] or [organization()],
        "publisher": organization(),
        "articleSection": article.section.name,
        "keywords": [tag.name for tag in article.tags.all()],
        "wordCount": word_count(article) or "",
        "inLanguage": article.language,
        "version": article.text_version if versions_of(article) else "",
        **_versions(article),
        "citation": as_citations(article),
        **as_schema_org(article),
        "isAccessibleForFree": True,
        "correction": _corrections(article),
        "creativeWorkStatus": _status(article),
    }
    return {name: value for name, value in says.items() if value not in ("", [], None)}


def image_gallery(article: Article) -> dict:
    """Return the photos of a series in order: https://schema.org/ImageGallery. Only those that may be passed on."""
    url = address(article)
    shown = [image(one, article) for use in article.photo_uses.all() if (one := picture(use))]
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
