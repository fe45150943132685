"""Pictures with what is known of their origin and rights; people and places."""

import re

from articles.formats.metadata import Picture, address, pictures
from articles.formats.social_card import card
from articles.models import Article
from articles.models.source_type import schema_org
from articles.web.addresses import absolute
from articles.web.languages import current_language, default_language

_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+")
_BETWEEN_NAMES = re.compile(r"[:/,;|–—]|\bby\b")


def images_of(article: Article) -> list[dict]:
    """Return the photos, whole and in their other shapes, or else the site's card: there is always an image."""
    shown = [one for use in article.photo_uses.all() for one in pictures(use)]
    own = card()._replace(credit=current_language().site_name)
    return [image(one, article) for one in shown or [own]]


def image(shown: Picture, article: Article) -> dict:
    """Return a picture with what is known of its origin and its rights. Where to buy it is not known."""
    says = image_file(shown.url, shown.width, shown.height) | {
        "caption": shown.caption or shown.alt,
        "creditText": shown.credit,
        "creator": _creator(shown, article),
        "copyrightNotice": shown.copyright or _copyright(shown),
        "license": shown.usage_terms if _WEB_ADDRESS.fullmatch(shown.usage_terms) else "",
        "dateCreated": shown.taken,
        "contentLocation": place(shown.place),
        "digitalSourceType": schema_org(shown.source_type),
    }
    return {name: value for name, value in says.items() if value}


def image_file(url: str, width: int, height: int) -> dict:
    return {"@type": "ImageObject", "url": url, "contentUrl": url, "width": width, "height": height}


def place(name: str) -> dict | None:
    return {"@type": "Place", "name": name} if name else None


def person(author) -> dict:
    return {"@type": "Person", "name": author.name, "url": address(author)}


def _creator(shown: Picture, article: Article) -> dict | None:
    """Return who made the picture: its creator, or an author of the story or the agency if the credit names one.

    Other parts of a credit may be anything.
    """
    named = _named(shown.credit)
    for author in article.authors.all():
        if author.name == shown.creator or (not shown.creator and author.name in named):
            return person(author)
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
