"""Cleaning words and links from outside. This module imports no Django."""

import html
import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from articles.text.plain import without_invisible

TITLE_MAX = 300  # characters that the column holds
URL_MAX = 1000
READ_MAX = 10_000  # characters of a title that are looked at

_UNSEEN = ("Cc", "Cf", "Cs", "Co")  # controls, zero-width and bidirectional marks, surrogates, private use
_JOINERS = re.compile("[\u200c\u200d\U000e0020-\U000e007f]")  # where they are left, they shape a word or an emoji
_PILED = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
                    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip
_UNREAD = re.compile(r"<(script|style|noscript|template)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:!--.*?(?:-->|$)|[a-z/!?][^<>]*(?:>|$))", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]*>", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return the text with single spaces, without control characters and others that are invisible.

    Joiners stay where they shape a Persian word or join an emoji's pictures.
    """
    text = without_invisible(" ".join(text.split()))
    seen = (mark for mark in text if unicodedata.category(mark) not in _UNSEEN or _JOINERS.match(mark))
    return " ".join(_PILED.sub(r"\1", unicodedata.normalize("NFC", "".join(seen))).split())


def is_readable(text: str) -> bool:
    """Return whether the text contains a letter or a digit."""
    return any(map(str.isalnum, text))


def plain(markup: str, length: int = TITLE_MAX) -> str:
    """Return the words of a title or summary that may be HTML, even escaped twice, in one line of at most `length`."""
    text = markup[:READ_MAX]
    for _ in range(2):
        text = html.unescape(_without_tags(text))
    return cut(one_line(_without_tags(text)), length)


def cut(line: str, length: int) -> str:
    """Return the line; if it is longer than `length` characters, cut it after a word and add an ellipsis."""
    if len(line) <= length:
        return line
    whole = line[: length - 1]
    words = whole.rpartition(" ")[0]
    return f"{(words if len(words) > length // 2 else whole).rstrip(' ,;:-–—')}…"


def web_address(address: str) -> str:
    """Return the address with spaces and non-ASCII letters escaped, or "" if it is not an http or https address.

    One with a user name or a password in it also gives "", because nobody passes those on.
    """
    address = "".join(address.split("\n")).strip()
    if any(unicodedata.category(mark) in _UNSEEN for mark in address):
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port  # the port raises ValueError if it is not a number
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    if not re.fullmatch(r"[\w.:\[\]%-]+", parts.netloc):
        return ""
    path, query, fragment = (
        quote(part, safe="/:;@&=+$,!*'()~?%[]|" if whole else "/:;@&=+$,!*'()~%")
        for part, whole in ((parts.path, False), (parts.query, True), (parts.fragment, True))
    )
    whole = urlunsplit((parts.scheme.lower(), parts.netloc, path, query, fragment))
    return whole if len(whole) <= URL_MAX else ""


def joined(base: str, address: str) -> str:
    """Return the address resolved against the page `base`, or "" if it cannot be parsed."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def refusal(address: str) -> str:
    """Return why this address is never fetched, whatever server is behind it, or "" if it may be fetched."""
    if not web_address(address):
        return "this is no web address: give one that begins with https:// or http://, without a password"
    port = urlsplit(address).port
    if port is not None and port < 1024 and port not in (80, 443):
        return f"port {port} belongs to another service than the web"
    return ""


def _without_tags(text: str) -> str:
    return _TAG.sub("", _BREAK.sub(" ", _UNREAD.sub(" ", text)))
