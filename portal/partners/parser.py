"""Parsing a feed: bytes to frozen records. This module imports no Django.

feedparser reads RSS 0.9x to 2.0, RDF and Atom, once, with its HTML sanitiser off, because nothing but words is
taken from the HTML in a feed (links.py). JSON Feed (jsonfeed.org, 1 and 1.1) is read here. The first byte tells
which of them it is. Nothing here looks at a clock, a file or the network.
"""

import io
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from articles.outside.addresses import joined, web_address
from articles.text.plain import is_readable
from portal.partners.dates import moment
from portal.partners.encoding import utf_8
from portal.partners.identity import tell_apart
from portal.partners.links import TITLE_MAX, literal_title, plain_title

RECORDS_MAX = 1_000  # of a feed, from its beginning
SUMMARY_TITLE_MAX = 120  # characters
UTF8_XML = {"content-type": "application/xml; charset=utf-8"}
_ADDRESS = re.compile(r"https?://|/", re.IGNORECASE)
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

    identity: str  # its id, otherwise its link; no two of a feed have the same (identity.py)
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
        data = utf_8(data, content_type)
        title, items, found = (_json if data.startswith(b"{") else _xml)(data, base, zone)
        return PartnerFeed(plain_title(title), items, tuple(tell_apart(found)))
    except NoFeed:
        raise
    except MemoryError:
        raise NoFeed("the feed takes too much memory to read") from None
    except Exception as error:  # whatever a parser of untrusted bytes runs into
        raise NoFeed(f"the feed cannot be read: {type(error).__name__}") from error


def _record(identity, titles: Iterable[str], links: Iterable, base: str, at: datetime | None) -> PartnerRecord | None:
    """Return the record, or None if it cannot be shown.

    Its title is the first of `titles` with something to read, its address the first of `links` that is one, resolved
    against the address `base`.
    """
    addresses = (web_address(joined(base, link)) for link in links if isinstance(link, str) and link.strip())
    url, title = next(filter(None, addresses), ""), next(filter(is_readable, titles), "")
    if not url or not title:
        return None
    return PartnerRecord(str(identity or "").strip().encode("utf-8", "replace").decode(), title, url, at)


def _if_address(identity) -> str:
    """Return the item's id if it is an address by itself; a bare one, such as "12", would lead to no page."""
    identity = str(identity or "").strip()
    return identity if _ADDRESS.match(identity) else ""


# --- XML --------------------------------------------------------------------------------------


def _xml(data, base, zone):
    import feedparser  # imported here because JSON Feed does not need it

    _refuse(data)
    data, items = _shortened(_CHARACTER.sub(_legal, data))
    # Without the feed's own address, which would turn a bare id into an address.
    found = feedparser.parse(
        io.BytesIO(data), response_headers=UTF8_XML, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.version and not found.entries:
        raise NoFeed(NO_FEED)
    is_atom = found.version.startswith("atom")
    records = (_entry(entry, base, zone, is_atom) for entry in found.entries[:RECORDS_MAX])
    return found.feed.get("title") or "", items or len(found.entries), filter(None, records)


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


def _entry(entry, base, zone, is_atom):
    lengths = {"title": TITLE_MAX, "summary": SUMMARY_TITLE_MAX}
    titles = (_words(entry, name, length, is_atom) for name, length in lengths.items())
    # feedparser also puts an id under `link`, but only elements <link> among the `links`
    links = [link.get("href") for link in entry.get("links", ()) if link.get("rel") == "alternate"]
    links.sort(key=lambda href: href != entry.get("link"))
    return _record(entry.get("id"), titles, [*links, _if_address(entry.get("id"))], base, _published(entry, zone))


def _words(entry, name, length, is_atom):
    """Return the words of a title or summary: Atom says whether it is text or HTML, RSS does not (plain_title)."""
    written = entry.get(name) or ""
    kind = (entry.get(f"{name}_detail") or {}).get("type") if is_atom else ""
    return literal_title(written, length) if kind == "text/plain" else plain_title(written, length, 1 if kind else 2)


def _published(entry, zone):
    for name in ("published", "created", "updated"):
        # `dict.get`, because feedparser's own returns one date for another, with a warning
        at = moment(dict.get(entry, name) or "", dict.get(entry, f"{name}_parsed"), zone)
        if at is not None:
            return at
    return None


# --- JSON -------------------------------------------------------------------------------------


def _json(data, base, zone):
    try:
        found = json.loads(data, strict=False)  # with line breaks in strings
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
    texts = [(item.get("title"), TITLE_MAX)]
    texts += [(item.get(name), SUMMARY_TITLE_MAX) for name in ("summary", "content_text", "content_html")]
    titles = (plain_title(text, length) for text, length in texts if isinstance(text, str))
    links = [item.get("url"), item.get("external_url"), _if_address(item.get("id"))]
    dates = [item.get(name) for name in ("date_published", "date_modified")]
    moments = (moment(date, zone=zone) for date in dates if isinstance(date, str))
    return _record(item.get("id"), titles, links, base, next(filter(None, moments), None))
