"""Web addresses from outside: cleaned, resolved, and refused if nothing may be fetched there. Imports no Django."""

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

URL_MAX = 1000  # characters
_INVISIBLE = ("Cc", "Cf", "Cs", "Co")  # controls, zero-width and bidirectional marks, surrogates, private use


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
