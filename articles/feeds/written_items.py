"""Items of feeds that are written once: a feed that is made anew has mostly items that it had before."""

from collections.abc import Callable
from hashlib import blake2b

from articles.feeds.records import Item
from articles.text.xmltext import XmlDocument
from articles.web import fragment_cache
from articles.web.languages import page_language


def written(form: str, element: str, item: Item, write: Callable[[XmlDocument, Item], None]) -> str:
    """Return the item's `element` in the feeds of this `form`, kept as a fragment; `write` writes its parts."""
    digest = blake2b(repr(tuple(item)).encode(errors="surrogatepass"), digest_size=16).digest()
    key = f"{form} item", page_language(), digest
    xml = fragment_cache.kept.get(key)
    if xml is None:
        part = XmlDocument(part=True)
        with part.inside(element, other_language(item)):
            write(part, item)
        xml = str(part)
        fragment_cache.keep(key, xml)
    return xml


def other_language(item: Item) -> dict[str, str]:
    """Return the attribute that says an item's language; empty if it is the feed's, which the channel says.

    Atom has it, and XML for any element; RSS has no element of its own for it, so it repeats the tag in Dublin Core's.
    """
    return {} if item.language == page_language() else {"xml:lang": item.language}
