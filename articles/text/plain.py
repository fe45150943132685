"""What plain text from outside may hold, and how much of it. Imports no Django."""

import html
import re
import unicodedata
from collections.abc import Iterable

HEADLINE_MAX = 300  # characters
SOURCE_MAX = 120  # characters
FIRST_YEAR, LAST_YEAR = 1990, 2199  # of publication; anything else is a mistake

# Controls, zero-width and bidirectional marks, soft hyphens, non-characters: invisible, and never meant.
# (Without them `str.splitlines` knows no line ends but \r\n, \r, \n, NEL and the two Unicode separators.)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_CONTROLS = bytes(code for code in range(128) if _INVISIBLE.match(chr(code)))
# No language stands so many accents on one letter; sorting them is what makes NFC slow.
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_ACCENT}{{12}}){_ACCENT}+")


def visible(text: str) -> str:
    """The text in NFC without what nobody sees; accents piled higher than twelve are cut off."""
    if text.isascii():  # as most texts are: much the same work, by bytes
        return text.encode().translate(None, _CONTROLS).decode()
    text = _INVISIBLE.sub("", text)  # first: what it stood between may join
    return unicodedata.normalize("NFC", _PILED.sub(r"\1", text))


def one_line(text: str) -> str:
    """Likewise, on one line, with single spaces: a headline, a name."""
    return " ".join(visible(text).split())


def as_html(paragraphs: Iterable[str]) -> str:
    """Plain paragraphs as HTML, one <p> a line; whatever looks like a tag in them stays text."""
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)


def is_readable(text: str) -> bool:
    """Whether the text holds a letter or a digit."""
    return any(map(str.isalnum, text))
