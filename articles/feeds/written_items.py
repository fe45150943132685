"""Items of feeds that are written once: a feed that is made anew has mostly items that it had before."""

from collections.abc import Callable
from hashlib import blake2b

from articles.feeds.records import Item
from articles.text.xmltext import XmlDocument
from articles.web import fragment_cache


def written(form: str, item: Item, write: Callable[[XmlDocument, Item], None]) -> str:
    """Return the elements that `write` writes for the item in the feeds of this `form`, from the cache of fragments."""
    key = f"{form} item", blake2b(repr(item).encode(errors="surrogatepass"), digest_size=16).digest()
    xml = fragment_cache.kept.get(key)
    if xml is None:
        part = XmlDocument(part=True)
        write(part, item)
        xml = str(part)
        fragment_cache.keep(key, xml)
    return xml
