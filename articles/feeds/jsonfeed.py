"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json

from articles.feeds.records import Feed, Item
from articles.formats.files import Enclosure
from articles.formats.metadata import PICTURE_TYPE, Picture
from articles.text.dates import format_iso
from articles.text.xmltext import legal
from articles.web.languages import current_language, page_language

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    """Return the feed as JSON Feed, which has no element for a departed story: it is simply no longer listed."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": page_language(),
        "authors": [{"name": current_language().site_name}],
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(_legal(content), ensure_ascii=False, separators=(",", ":")).encode()


def _item(item: Item) -> dict:
    content = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": format_iso(item.published),
        "date_modified": format_iso(item.updated),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
    }
    if item.language != page_language():
        content["language"] = item.language
    if item.summary:
        content["summary"] = item.summary
    if item.picture:
        content |= {"image": item.picture.url, "_image": _about(item.picture)}
    if attachments := [*map(_file, item.files), *map(_picture, item.more_pictures)]:
        content["attachments"] = attachments
    if item.versions:
        content["_versions"] = [one._asdict() for one in item.versions]  # an extension, as below
    return content


def _file(file: Enclosure) -> dict:
    about = {"url": file.url, "mime_type": file.media_type, "title": file.title, "size_in_bytes": file.size}
    return about | ({"duration_in_seconds": file.seconds} if file.seconds else {})


def _picture(picture: Picture) -> dict:
    return {"url": picture.url, "mime_type": PICTURE_TYPE, "title": picture.alt}


def _about(picture: Picture) -> dict:
    """Return the extension `_image`: the format has no field for a picture's author, but leaves names with _ to us."""
    about = {"width": picture.width, "height": picture.height, "alt": picture.alt, "credit": picture.credit}
    return {name: value for name, value in about.items() if value}


def _legal(value):
    """Return `value` without the characters that XML forbids in its texts; lone surrogates have no UTF-8 either."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {key: _legal(item) for key, item in value.items()}
    return [_legal(item) for item in value] if isinstance(value, list) else value
