"""Unwrapping of links that another site has wrapped to count who follows them. Imports no Django.

static/js/newsroom/links.js unwraps by the same rules in the newsroom's editor.
"""

import re
from urllib.parse import parse_qs, urlsplit

# Host, path, and the parameters that contain the address.
_WRAPPERS = [
    (r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}", r"/url", ["q", "url"]),
    (r"lm?\.(?:facebook|instagram)\.com", r"/(?:l\.php)?", ["u"]),
    (r".*\.safelinks\.protection\.outlook\.com", r"/.*", ["url"]),
    (r"(?:www\.)?youtube\.com", r"/redirect", ["q"]),
    (r"(?:away\.|www\.|m\.)?vk\.com", r"/away(?:\.php)?", ["to"]),
    (r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)/?", ["url"]),
    (r"slack-redir\.net", r"/link", ["url"]),
    (r"out\.reddit\.com", r"/.*", ["url"]),
    (r"(?:www\.)?duckduckgo\.com", r"/l/?", ["uddg"]),
]
WRAPPERS = [(re.compile(host), re.compile(path), names) for host, path, names in _WRAPPERS]
UNWRAPPED_TIMES_MAX = 3  # a wrapped link is sometimes wrapped again
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
_SPACE = re.compile(r"[\x00-\x20\x7f]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _no_spaces(address: str) -> str:
    """Return the address as one word on one line: percent-encode its spaces and control characters again."""
    return _SPACE.sub(lambda found: f"%{ord(found[0]):02X}", address)


def _unwrap_once(address: str) -> str:
    if not _WEB.match(address):
        return address
    try:
        url = urlsplit(address)
        host, path = url.hostname or "", url.path or "/"
        for of_host, of_path, names in WRAPPERS:
            if of_host.fullmatch(host) and of_path.fullmatch(path):
                given = parse_qs(url.query, max_num_fields=50)
                inner = [given[name][0].strip() for name in names if name in given]
                return next((_no_spaces(found) for found in inner if _WEB.match(found)), address)
    except ValueError:  # not a valid address
        pass
    return address


def unwrap(address: str) -> str:
    """Return the address to which a link leads in the end; an address that is not wrapped is returned unchanged."""
    for _ in range(UNWRAPPED_TIMES_MAX):
        address = _unwrap_once(address)
    return address


def unwrap_all(text: str) -> str:
    """Return the text with the addresses in it unwrapped."""
    return _ADDRESS.sub(lambda found: unwrap(found[0]), text) if "://" in text else text


def usable(href: str | None) -> str | None:
    """Return the address for a pasted link's `href`; None if readers could not follow it."""
    address = (href or "").strip()
    if address[:4].lower() == "www.":
        return f"https://{address}"
    if re.match(r"//[^/]", address):
        return unwrap(f"https:{address}")
    if _WEB.match(address) or re.match(r"mailto:.", address, re.IGNORECASE):
        return unwrap(address)
    return address if re.match(r"/(?![/\\])", address) else None  # browsers read /\ as //
