"""A feed as RSS 2.0 (cyber.harvard.edu/rss/rss.html), with the elements of other namespaces that readers expect."""

import html

from django.utils.feedgenerator import rfc2822_date

from articles.feeds.records import Feed, Item
from articles.feeds.written_items import other_language, written
from articles.formats.metadata import PICTURE_TYPE, Picture
from articles.text.dates import ZONE
from articles.text.xmltext import XmlDocument
from articles.web.languages import page_language

MEDIA_TYPE = "application/rss+xml"
NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def write(feed: Feed) -> bytes:
    """Return the feed as RSS, which has no element for a departed story: it is simply no longer listed."""
    xml = XmlDocument()
    with xml.inside("rss", {"version": "2.0", **NAMESPACES}), xml.inside("channel"):
        xml.leaf("title", feed.title)
        xml.leaf("link", feed.home)
        xml.leaf("description", feed.description)
        xml.leaf("atom:link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": feed.address})
        xml.leaf("language", page_language())
        xml.leaf("lastBuildDate", rfc2822_date(feed.updated.astimezone(ZONE)))
        for item in feed.items:
            xml.insert(written("rss", "item", item, _write_item))
    return bytes(xml)


def _write_item(xml: XmlDocument, item: Item) -> None:
    xml.leaf("title", item.title)
    xml.leaf("link", item.url)
    write_versions(xml, "atom:link", item)
    xml.leaf("guid", item.id, {"isPermaLink": "false"})
    xml.leaf("pubDate", rfc2822_date(item.published.astimezone(ZONE)))
    xml.leaf("atom:updated", item.updated.astimezone(ZONE).isoformat(timespec="seconds"))
    if other_language(item):
        xml.leaf("dc:language", item.language)
    for name in item.authors:
        xml.leaf("dc:creator", name)
    for name in item.categories:
        xml.leaf("category", name)
    if item.summary:
        xml.leaf("description", html.escape(item.summary, quote=False))  # feed readers treat a description as HTML
        xml.leaf("content:encoded", item.html)
    else:
        xml.leaf("description", item.html)
    for file in item.files[:1]:  # the format has room for one (https://www.rssboard.org/rss-profile)
        xml.leaf("enclosure", attributes={"url": file.url, "length": str(file.size), "type": file.media_type})
    for file in item.files[1:]:
        attributes = {"url": file.url, "fileSize": str(file.size), "type": file.media_type}
        xml.leaf("media:content", attributes=attributes | ({"medium": file.kind} if file.seconds else {}))
    for picture in filter(None, (item.picture, *item.more_pictures)):
        write_picture(xml, picture)


def write_versions(xml: XmlDocument, element: str, item: Item) -> None:
    """Write links to the story in other languages, then to its own page: some readers open the last of the links."""
    for language, url in item.versions:
        attributes = {"rel": "alternate", "type": "text/html", "hreflang": language, "href": url}
        xml.leaf(element, attributes=attributes)


def write_picture(xml: XmlDocument, picture: Picture) -> None:
    """Write the picture as Media RSS (rssboard.org/media-rss), the only way to name its author; Atom uses it too."""
    size = {"width": str(picture.width), "height": str(picture.height)}
    attributes = {"url": picture.url, "type": PICTURE_TYPE, "medium": "image", **size}
    with xml.inside("media:content", attributes):
        xml.leaf("media:description", picture.alt, {"type": "plain"})
        if picture.credit:
            xml.leaf("media:credit", picture.credit)
