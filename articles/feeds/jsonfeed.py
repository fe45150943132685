"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json

from django.conf import settings

from articles.feeds.records import Feed, Item
from articles.formats.metadata import Picture
from articles.text.dates import format_iso
from articles.text.xmltext import legal

MEDIA_TYPE = "application/feed+json"


def write(feed: Feed) -> bytes:
    """JSON Feed has no word for a story that is gone; it simply is no longer there."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": settings.SITE_NAME}],
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
    if item.summary:
        content["summary"] = item.summary
    if item.picture:
        content |= {"image": item.picture.url, "_image": _about(item.picture)}
    return content


def _about(picture: Picture) -> dict:
    """The format gives a picture no room for its author; a name that begins with _ is ours to fill."""
    about = {"width": picture.width, "height": picture.height, "alt": picture.alt, "credit": picture.credit}
    return {name: value for name, value in about.items() if value}


def _legal(value):
    """The same, every text in it without what XML could not hold: lone surrogates have no UTF-8 either."""
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, dict):
        return {key: _legal(item) for key, item in value.items()}
    return [_legal(item) for item in value] if isinstance(value, list) else value
