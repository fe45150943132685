"""Reading and writing lists of feeds as OPML (opml.org, 2.0). This module imports no Django.

expat parses them, with every document type refused: without one there are no entities, so nothing can be
made to grow or to be fetched.
"""

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from articles.outside.addresses import web_address
from portal.partners.links import plain_title

BYTES_MAX = 1_000_000
OUTLINES_MAX = 500
NAME_MAX = 100
DEPTH_MAX = 50


class NoOpml(ValueError):
    """The error raised for bytes that are not a list of feeds; the message names the cure."""


class Outline(NamedTuple):
    name: str
    feed_url: str
    site_url: str


def read(data: bytes) -> list[Outline]:
    """Return the feeds of the list, including those in folders, each address once.

    A feed without a name is named after its host; one without a site gets the address of its feed's host.
    Raise NoOpml if the list cannot be parsed, names no feed, or exceeds a limit.
    """
    if len(data) > BYTES_MAX:
        raise NoOpml(f"This file is larger than {BYTES_MAX / 1e6:g} MB. Take the feeds that matter into a smaller one.")
    found, open_elements = {}, []

    def start(name, attributes):
        if not open_elements and name != "opml":
            raise NoOpml("This is XML, and no OPML: its first element is not <opml>.")
        open_elements.append(name)
        if len(open_elements) > DEPTH_MAX:
            raise NoOpml(f"Its folders lie more than {DEPTH_MAX} deep in one another.")
        given = {key.lower(): value for key, value in attributes.items()}
        feed = web_address(given.get("xmlurl", "")) if name == "outline" else ""
        if feed and feed not in found:
            found[feed] = _outline(feed, given)
        if len(found) > OUTLINES_MAX:
            raise NoOpml(f"It names more than {OUTLINES_MAX} feeds. Take those that matter into a smaller file.")

    def refuse_doctype(*arguments):
        raise NoOpml("It has a document type (<!DOCTYPE>), which no list of feeds needs. Take that line out.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: open_elements.pop()
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, NoOpml):
            raise
        raise NoOpml(f"This is no OPML that can be read: {error}.") from error
    if not found:
        raise NoOpml("It names no feed: no <outline> has an xmlUrl that begins with http:// or https://.")
    return list(found.values())


def _outline(feed: str, given: dict[str, str]) -> Outline:
    scheme, _, rest = feed.partition("://")
    host = rest.partition("/")[0]
    name = plain_title(given.get("title") or "", NAME_MAX) or plain_title(given.get("text") or "", NAME_MAX)
    return Outline(name or host[:NAME_MAX], feed, web_address(given.get("htmlurl", "")) or f"{scheme}://{host}/")


def write(title: str, outlines: Iterable[Outline]) -> bytes:
    """Return the list as the bytes of an OPML file."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    for one in outlines:
        shown = {"text": one.name, "title": one.name, "type": "rss", "xmlUrl": one.feed_url, "htmlUrl": one.site_url}
        ElementTree.SubElement(body, "outline", shown)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
