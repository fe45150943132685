"""Parsing a feed: bytes to frozen records. This module imports no Django.

feedparser reads RSS 0.9x to 2.0, RDF and Atom, once, with its HTML sanitiser off, because nothing but words is
taken from the HTML in a feed (links.py). JSON Feed (jsonfeed.org, 1 and 1.1) is read here. The first byte tells
which of them it is. Nothing here looks at a clock, a file or the network.
"""

import codecs
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from articles.text.plain import is_readable
from portal.partners.dates import from_iso, moment
from portal.partners.links import joined, plain_title, web_address

RECORDS_MAX = 1_000  # of a feed, from its beginning
SUMMARY_TITLE_MAX = 120  # characters
UTF8_XML = "application/xml; charset=utf-8"
_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
_ENTITY = re.compile(rb"<!ENTITY\s([^>]*)>")
_REFERENCE = re.compile(rb"&#\w+;|&amp;")  # a reference to a character, which does not grow
_OUTSIDE = re.compile(rb"\s(?:SYSTEM|PUBLIC)\s")
_CHARACTER = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
WEB_PAGE = "this is a web page, no feed: give the address of its feed"
NO_FEED = "this is no feed that can be read (RSS, Atom or JSON Feed)"


class NoFeed(ValueError):
    """The error raised for bytes that are not a feed; the message says so in words for an editor."""


class PartnerRecord(NamedTuple):
    """One item that a partner published."""

    identity: str  # its id, otherwise its link
    title: str  # plain text, one line
    url: str  # http or https
    published_at: datetime | None  # UTC; None: not given


class PartnerFeed(NamedTuple):
    """A feed: its own title, how many items it has, and those that can be shown, in the feed's order."""

    title: str
    items: int
    records: tuple[PartnerRecord, ...]


def read(data: bytes, *, content_type: str = "", base: str = "", zone: str = "") -> PartnerFeed:
    """Parse the feed in `data`, fetched from the address `base` with that Content-Type; for `zone` see dates.py.

    Items without an http(s) link or without a word to show are left out. Raise NoFeed, and nothing else.
    """
    try:
        start = _without_mark(data).lstrip()[:1]
        title, items, found = (_json if start == b"{" else _xml)(data, content_type, base, zone)
        return PartnerFeed(plain_title(title), items, tuple(_once(found)))
    except NoFeed:
        raise
    except MemoryError:
        raise NoFeed("the feed takes too much memory to read") from None
    except Exception as error:  # whatever a parser of untrusted bytes runs into
        raise NoFeed(f"the feed cannot be read: {type(error).__name__}") from error


def _once(records: Iterator[PartnerRecord]) -> Iterator[PartnerRecord]:
    """Yield each record unless an earlier one had its identity or its address."""
    identities, addresses = set(), set()
    for record in records:
        if record.identity not in identities and record.url not in addresses:
            yield record
        identities.add(record.identity)
        addresses.add(record.url)


def _record(identity, titles, link: str, at: datetime | None) -> PartnerRecord | None:
    """Return the record, or None if it cannot be shown. Its title is the first of `titles` with something to read."""
    url = web_address(link)
    words = (plain_title(text, length) for text, length in titles if isinstance(text, str))
    title = next(filter(is_readable, words), "")
    if not url or not title:
        return None
    identity = str(identity or "").strip().encode("utf-8", "replace").decode()
    return PartnerRecord(identity or url, title, url, at)


# --- XML --------------------------------------------------------------------------------------


def _xml(data, content_type, base, zone):
    import feedparser  # imported here because JSON Feed does not need it

    data, content_type = _in_bytes_of_ascii(data, content_type)
    _refuse(data)
    data, items = _shortened(_CHARACTER.sub(_legal, data))
    headers = {"content-type": content_type, "content-location": base}
    found = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.version and not found.entries:
        raise NoFeed(NO_FEED)
    records = (_entry(entry, base, zone) for entry in found.entries[:RECORDS_MAX])
    return found.feed.get("title") or "", items or len(found.entries), filter(None, records)


def _in_bytes_of_ascii(data: bytes, content_type: str) -> tuple[bytes, str]:
    """Convert UTF-16 to UTF-8 if it has a byte order mark, which overrides other encodings (RFC 7303, section 3.2)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace"), UTF8_XML
    return data.lstrip(), content_type


def _refuse(data: bytes) -> None:
    """Raise NoFeed for a web page, and for a document type with entities that grow or come from elsewhere."""
    if not data:
        raise NoFeed(NO_FEED)
    if data[:1000].lower().startswith((b"<!doctype html", b"<html")):
        raise NoFeed(WEB_PAGE)
    for entity in _ENTITY.finditer(data):
        if len(entity[1]) > 1000 or b"&" in _REFERENCE.sub(b"", entity[1]) or _OUTSIDE.search(entity[1]):
            raise NoFeed("its document type declares entities that grow, or that are fetched from elsewhere")


def _legal(character: re.Match) -> bytes:
    """Return the character reference, or nothing if it is a surrogate or a control, which XML does not allow."""
    code = int(character[1], 16) if character[1] else int(character[2])
    return character[0] if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000 else b""


def _shortened(data: bytes) -> tuple[bytes, int]:
    """Return the data without items after the first RECORDS_MAX, and how many there were (0: it is short enough)."""
    begins = [item.start() for item in _ITEM.finditer(data)]
    last = max(data.rfind(b"</item>") + len(b"</item>"), data.rfind(b"</entry>") + len(b"</entry>"))
    if len(begins) <= RECORDS_MAX or last <= begins[RECORDS_MAX]:
        return data, 0
    return data[: begins[RECORDS_MAX]] + data[last:], len(begins)


def _entry(entry, base, zone):
    titles = [(entry.get("title"), 300), (entry.get("summary"), SUMMARY_TITLE_MAX)]
    link = _link(entry, base)
    return _record(entry.get("id"), titles, link, _published(entry, zone))


def _link(entry, base):
    """Return the address of the item's page: its link, otherwise an id that is an address."""
    for given in (entry.get("link"), entry.get("id")):
        if given and (found := web_address(joined(base, given))):
            return found
    return ""


def _published(entry, zone):
    for name in ("published", "created", "updated"):
        # `dict.get`, because feedparser's own returns one date for another, with a warning
        at = moment(dict.get(entry, name) or "", dict.get(entry, f"{name}_parsed"), zone)
        if at is not None:
            return at
    return None


# --- JSON -------------------------------------------------------------------------------------


def _json(data, content_type, base, zone):
    try:
        found = json.loads(_without_mark(data))
    except (ValueError, RecursionError) as error:
        raise NoFeed("this looks like JSON, and cannot be read as JSON") from error
    items = found.get("items")
    if "jsonfeed.org" not in str(found.get("version", "")) or not isinstance(items, list):
        raise NoFeed(NO_FEED)
    items = [item for item in items if isinstance(item, dict)]
    records = (_item(item, base, zone) for item in items[:RECORDS_MAX])
    title = found.get("title")
    return title if isinstance(title, str) else "", len(items), filter(None, records)


def _item(item, base, zone):
    texts = [item.get("summary"), item.get("content_text"), item.get("content_html")]
    titles = [(item.get("title"), 300), *((text, SUMMARY_TITLE_MAX) for text in texts)]
    link = item.get("url") or item.get("external_url") or item.get("id")
    link = joined(base, link) if isinstance(link, str) else ""
    dates = [item.get(name) for name in ("date_published", "date_modified")]
    moments = (from_iso(date, zone) for date in dates if isinstance(date, str))
    return _record(item.get("id"), titles, link, next(filter(None, moments), None))


def _without_mark(data: bytes) -> bytes:
    """Remove the byte order mark that some put before JSON Feed, which is UTF-8."""
    return data.removeprefix(codecs.BOM_UTF8)
