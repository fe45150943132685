"""The feeds of a language as a list that feed readers import: OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Iterable
from typing import NamedTuple

from articles.text.xmltext import XmlDocument
from articles.web.languages import page_language

MEDIA_TYPE = "text/x-opml"


class Outline(NamedTuple):
    """A feed in the list."""

    name: str
    feed: str  # whole addresses: of the feed in any format, and of the page with the same stories
    page: str
    description: str = ""


def write(title: str, outlines: Iterable[Outline]) -> bytes:
    """Return the list; its names are in the current language, and so are the feeds."""
    xml = XmlDocument()
    with xml.inside("opml", {"version": "2.0"}):
        with xml.inside("head"):
            xml.leaf("title", title)
        with xml.inside("body"):
            for one in outlines:
                xml.leaf("outline", attributes=_attributes(one))
    return bytes(xml)


def _attributes(one: Outline) -> dict[str, str]:
    """Return the attributes of a feed; its type is "rss" in any format, because that is the only one in use."""
    named = {"type": "rss", "text": one.name, "title": one.name, "language": page_language()}
    described = {"description": one.description} if one.description else {}
    return named | described | {"xmlUrl": one.feed, "htmlUrl": one.page}
