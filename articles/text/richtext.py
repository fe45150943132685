"""The HTML that is allowed in the text of an article: the one list, and the sanitiser that is built from it.

The editor in the admin offers what EXTENSIONS names; the sanitiser, made from
the same names, allows exactly that. The admin's form and the importer
both call `sanitise`; nothing else turns foreign text into HTML.
"""

import html
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from urllib.parse import urljoin

import nh3
from django_prose_editor.config import allowlist_from_extensions, expand_extensions

from articles.text import placed_files, placed_photos
from articles.text.blocks import tables
from articles.text.blocks.footnotes import without_marks
from articles.text.blocks.quotes import FACTS, PULL
from articles.text.links import usable
from articles.text.pasted.cleaning import clean_markup
from articles.text.plain import BULLETS, as_html, visible

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "NodeClass": {"cssClasses": {"blockquote": {"title": "Quotation", "cssClasses": [PULL, FACTS]}}},
    "HorizontalRule": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Pasting": True,  # static/js/newsroom/editorextension.js
    "Blocks": True,  # static/js/newsroom/editorblocks.js
    "NoSpellCheck": False,
    "Menu": {
        "groups": [
            {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
            *({"group": name} for name in ("lists", "nodes -blockType -lists", "marks", "blocks", "link", "table")),
            {"group": "history"},
        ]
    },
}
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<[bh]r>")
_TAG = re.compile(r"<[^>]*>")
_TAGS = re.compile(r"(<[^>]*>)")
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)')
# Markup that our own texts never contain: another element, or a style that says what is bold.
_FOREIGN = re.compile(
    r"<(?!/?(?:p|h2|h3|ul|ol|li|blockquote|strong|em|br|hr|a|table|tbody|tr|th|td)\b)[a-z/!]|"
    rf'<(?!blockquote class="(?:{PULL}|{FACTS})">)[a-z][^<>]*\s(?:style|class)\s*=',
    re.IGNORECASE,
)
# A paragraph or a line that begins with a typed bullet.
_BULLET = re.compile(
    rf"<(?:p|br)\b[^<>]*>(?:\s|&nbsp;|<(?:strong|em|b|i|a)\b[^<>]*>)*(?:[{BULLETS}]|&middot;|&bull;)", re.IGNORECASE
)
_EMPTY = re.compile(
    r"<(p|h2|h3|li|ul|ol|blockquote)\b[^>]*>"
    r"(?:\s|&nbsp;|<br>|</?(?:strong|em|a)\b[^>]*>)*</\1>\s*"
)
DEPTH_MAX = 50  # elements within one another
_CONTAINER = re.compile(r"<(/?)(?:[uo]l|blockquote|div|span|strong|em|[bi]|table)\b[^<>]*>", re.IGNORECASE)
_RULES = re.compile(r"\A(?:\s*<hr>)+\s*|(?:\s*<hr>)+\s*\Z|(<hr>)(?:\s*<hr>)+")  # at the ends, and several in a row
_NESTED = 8  # an item of a list in a quotation is empty if its paragraph is, and so the list and the quotation


@cache
def _cleaner() -> nh3.Cleaner:
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    return nh3.Cleaner(**allowed, attribute_filter=_attribute)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return usable(value) or value
    if name == "class":
        return value if value in (PULL, FACTS) else None
    if name in ("colspan", "rowspan"):
        return tables.span(value)
    return value or None  # the editor writes title="" into every link whose title is left empty


def sanitise(markup: str) -> str:
    """Return `markup` reduced to the allowed HTML, without empty paragraphs and the like.

    Markup of other programs, and paragraphs with typed bullets, are first translated to what is meant by them
    (articles/text/pasted/cleaning.py).
    """
    markup = _flattened(markup)
    if _FOREIGN.search(markup) or _BULLET.search(markup):
        markup = clean_markup(markup)
    cleaned, times = tables.tidied(_visible(_cleaner().clean(markup))), _NESTED
    while times and _EMPTY.search(cleaned):
        cleaned, times = _EMPTY.sub("", cleaned), times - 1
    return _RULES.sub(lambda rules: rules[1] or "", cleaned).strip() if "<hr>" in cleaned else cleaned.strip()


def _flattened(markup: str) -> str:
    """Return the markup without the tags that nest deeper than DEPTH_MAX; the parser takes quadratic time for those."""
    depth = 0

    def within(tag: re.Match) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(0, depth - 1)
            return tag[0] if depth < DEPTH_MAX else ""
        depth += 1
        return tag[0] if depth <= DEPTH_MAX else ""

    return _CONTAINER.sub(within, markup)


def _visible(cleaned: str) -> str:
    """Return the cleaned markup with its texts `visible`, cleaned again if that changed them.

    The texts alone, because in NFC a > and the combining stroke behind it become one letter, and the tag does not end.
    """
    if cleaned.isascii():
        return cleaned
    parts = _TAGS.split(cleaned)
    parts[::2] = map(visible, parts[::2])
    seen = "".join(parts)
    return cleaned if seen == cleaned else _cleaner().clean(seen)


def from_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return plain paragraphs as sanitised HTML; anything that looks like a tag in them stays text."""
    return sanitise(as_html(paragraphs))


def _without_places(body: str) -> str:
    """Return the text without the places of photos and files."""
    return placed_files.without_places(placed_photos.without_places(body))


def to_paragraphs(body: str) -> list[str]:
    """Return the plain paragraphs of a sanitised body: items, headings, rows and quotes are one each; no photos."""
    texts = (html.unescape(_TAG.sub("", block)) for block in _BLOCK_END.split(tables.as_lines(_without_places(body))))
    return [line for text in texts if (line := " ".join(text.split()))]


def to_read(body: str) -> list[str]:
    """Return the same without footnotes: what a reader reads through."""
    return to_paragraphs(without_marks(body))


@lru_cache(maxsize=8)  # a story's page asks three times
def count_words(body: str) -> int:
    """Return the number of words of a sanitised body."""
    return len(html.unescape(_TAG.sub("", _BLOCK_END.sub(" ", _without_places(body)))).split())


def with_whole_addresses(body: str, url: str) -> str:
    """Return the sanitised body of the page at `url` with all its links absolute (with scheme and host)."""
    return _HREF.sub(lambda link: link[1] + html.escape(_joined(url, html.unescape(link[2]))), body)


def _joined(url: str, link: str) -> str:
    try:
        return urljoin(url, link)
    except ValueError:  # not a valid address: it leads nowhere, as on our own page
        return link
