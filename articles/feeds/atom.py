"""A feed as Atom 1.0 (RFC 4287), with a tombstone (RFC 6721) for every story that is gone."""

from articles.feeds.records import Departure, Feed, Item
from articles.feeds.rss import write_picture, write_versions
from articles.feeds.written_items import written
from articles.formats.metadata import PICTURE_TYPE
from articles.text.dates import format_iso
from articles.text.xmltext import XmlDocument
from articles.web.languages import current_language, page_language

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def write(feed: Feed) -> bytes:
    """Return the feed as Atom. Other namespaces are declared only if used, because validators question each one."""
    attributes = {"xmlns": ATOM, "xml:lang": page_language()}
    if any(item.picture or item.more_pictures for item in feed.items):
        attributes["xmlns:media"] = MEDIA
    if feed.departures:
        attributes["xmlns:at"] = TOMBSTONES
    xml = XmlDocument()
    with xml.inside("feed", attributes):
        xml.leaf("id", feed.id)
        xml.leaf("title", feed.title)
        xml.leaf("subtitle", feed.description)
        xml.leaf("link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": feed.address})
        xml.leaf("link", attributes={"rel": "alternate", "type": "text/html", "href": feed.home})
        xml.leaf("updated", format_iso(feed.updated))
        _write_author(xml, current_language().site_name)
        for item in feed.items:
            xml.insert(written("atom", "entry", item, _write_item))
        for departure in feed.departures:
            _write_departure(xml, departure)
    return bytes(xml)


def _write_item(xml: XmlDocument, item: Item) -> None:
    xml.leaf("id", item.id)
    xml.leaf("title", item.title)
    xml.leaf("link", attributes={"rel": "alternate", "type": "text/html", "href": item.url})
    write_versions(xml, "link", item)
    xml.leaf("published", format_iso(item.published))
    xml.leaf("updated", format_iso(item.updated))
    for name in item.authors:
        _write_author(xml, name)
    for name in item.categories:
        xml.leaf("category", attributes={"term": name})
    if item.summary:
        xml.leaf("summary", item.summary)
    xml.leaf("content", item.html, {"type": "html"})
    if item.picture:
        shown = {"href": item.picture.url, "type": PICTURE_TYPE, "title": item.picture.alt}
        xml.leaf("link", attributes={"rel": "enclosure", **shown})
    for file in item.files:
        about = {"href": file.url, "type": file.media_type, "length": str(file.size), "title": file.title}
        xml.leaf("link", attributes={"rel": "enclosure", **about})
    for picture in filter(None, (item.picture, *item.more_pictures)):
        write_picture(xml, picture)


def _write_author(xml: XmlDocument, name: str) -> None:
    with xml.inside("author"):
        xml.leaf("name", name)


def _write_departure(xml: XmlDocument, departure: Departure) -> None:
    with xml.inside("at:deleted-entry", {"ref": departure.id, "when": format_iso(departure.at)}):
        if departure.url:
            xml.leaf("link", attributes={"rel": "alternate", "type": "text/html", "href": departure.url})
        xml.leaf("at:comment", departure.comment)
