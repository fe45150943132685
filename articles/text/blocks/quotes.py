"""Quotations, as readers get them: pull quotes, fact boxes, and the name of who said it.

The editor's quotation has a class for the first two. If its last paragraph begins with a dash, that is who said it:
`— Armen Petrosyan, engineer`. It is plain text, so it survives where a format knows nothing but quotations.
"""

import html
import re
from collections.abc import Callable

PULL, FACTS = "pull", "facts"  # the classes of a quotation
SAID_BY_MAX = 120  # characters of a name; what is longer is part of the quotation
_EDGE = re.compile(r"<(/?)blockquote\b([^>]*)>")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH_WITH_DASH = re.compile(r"<p\b[^>]*>(?:<(?:strong|em|a)\b[^>]*>)*\s*(?:[—–―]|--?\s)")
_SAID_BY = re.compile(
    r"<p\b([^>]*)>((?:<(?:strong|em|a)\b[^>]*>)*)\s*(?:[—–―]|--?(?=\s))\s*((?:(?!</p>).)+)</p>\s*\Z", re.DOTALL
)
_HEADING = re.compile(r"\s*<h[23]\b[^>]*>(.*?)</h[23]>", re.DOTALL)
_SPEAKS = ("?", "!", "…")  # a line of a dialogue, which begins with a dash, too


def shown(body: str) -> str:
    """Return the text with its outermost quotations as readers get them; quotations in them stay as they are."""
    return _outermost(body, _quotation) if "<blockquote" in body else body


def _outermost(body: str, show: Callable[[str, str], str]) -> str:
    """Return the text with what `show` makes of each outermost quotation's attributes and contents."""
    written, done, depth, begin, attributes = [], 0, 0, 0, ""
    for edge in _EDGE.finditer(body):
        if not edge[1]:
            depth += 1
            if depth == 1:
                written.append(body[done : edge.start()])
                done, begin, attributes = edge.start(), edge.end(), edge[2]
        elif depth:
            depth -= 1
            if not depth:
                written.append(show(attributes, body[begin : edge.start()]))
                done = edge.end()
    return "".join([*written, body[done:]])


def _quotation(attributes: str, content: str) -> str:
    if f'"{FACTS}"' in attributes:
        return _fact_box(content)
    said = said_by(content)
    look = f' class="{PULL}"' if f'"{PULL}"' in attributes else ""
    if not said:
        return f"<blockquote{look}>{content}</blockquote>"
    words, attributes, name = said
    kind = f"quote {PULL}" if look else "quote"
    return (
        f'<figure class="{kind}"><blockquote>{words}</blockquote><figcaption{attributes}>{name}</figcaption></figure>'
    )


def said_by(content: str) -> tuple[str, str, str] | None:
    """Return a quotation's words, and the attributes and the HTML of the name that ends it; None without one."""
    found = _SAID_BY.search(content)
    if (
        not found
        or len(_PARAGRAPH_WITH_DASH.findall(content)) > 1
        or not _TAG.sub("", content[: found.start()]).strip()
    ):
        return None
    name = html.unescape(_TAG.sub("", found[3])).strip()
    if not 0 < len(name) <= SAID_BY_MAX or name.endswith(_SPEAKS):
        return None
    return content[: found.start()], found[1], f"{found[2]}{found[3]}"


def _fact_box(content: str) -> str:
    heading = _HEADING.match(content)
    name = " ".join(html.unescape(_TAG.sub("", heading[1])).split()) if heading else ""
    if not name:
        return f'<div class="{FACTS}">{content}</div>'
    return f'<section class="{FACTS}" aria-label="{html.escape(name)}">{content}</section>'
