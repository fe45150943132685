"""Cleaning words and links from outside. This module imports no Django."""

import html
import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from articles.text import plain

TITLE_MAX = 300  # characters that the column holds
URL_MAX = 1000
MARKUP_MAX = 10_000  # characters of a title's markup that are looked at

_INVISIBLE = ("Cc", "Cf", "Cs", "Co")  # controls, zero-width and bidirectional marks, surrogates, private use
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # only the other site's font can show them
_UNREAD = re.compile(r"<(script|style|noscript|template)\b[^>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
# Elements of HTML, and those that word processors leave (<o:p>); what else is in angle brackets belongs to the words.
_ELEMENTS = (
    r"a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|code"
    r"|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header"
    r"|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|marquee|math|meta|nav|nobr|noscript|object|ol|p"
    r"|param|picture|pre|q|ruby|rt|rp|s|samp|script|section|select|small|source|span|strike|strong|style|sub|sup|svg"
    r"|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr|\w{1,5}:\w+"
)
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|$)|[!?][^<>]*(?:>|$)|/?(?:{_ELEMENTS})(?=[\s/>]|$)[^<>]*(?:>|$))", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]*>", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return the text as `plain.one_line` does, also without characters for private use."""
    return plain.one_line(_PRIVATE_USE.sub("", text))


def plain_title(markup: str, length: int = TITLE_MAX, layers: int = 2) -> str:
    """Return the words of a title or summary that may be HTML, in one line of at most `length` characters.

    `layers` is how often it may have been escaped: once if it certainly is HTML, otherwise twice.
    """
    text = markup[:MARKUP_MAX]
    for _ in range(layers):
        text = html.unescape(_without_tags(text))
    return cut(one_line(text if layers == 1 else _without_tags(text)), length)


def literal_title(text: str, length: int = TITLE_MAX) -> str:
    """Return a title or summary that is text, not HTML, in one line; `<b>` stays, but no reader wants `&#8217;`."""
    return cut(one_line(html.unescape(text[:MARKUP_MAX])), length)


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
    if any(unicodedata.category(mark) in _INVISIBLE for mark in address):
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
