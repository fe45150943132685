"""Cleaning of plain text from outside, and its limits. Imports no Django."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

HEADLINE_MAX = 300  # characters
SOURCE_MAX = 120  # characters
PLACE_MAX = 120  # characters, of a dateline's place
FIRST_YEAR, LAST_YEAR = 1990, 2199  # of publication; anything else is a mistake
ACCENTS_MAX = 5  # on one letter; no language has more, and sorting a pile of them makes NFC slow

# Text of these characters alone is the same in HTML, and no cleaning changes it.
_COMMON = re.compile("[ -%'-;=?-~–—‘’“”«»…]*")
# What people and programs write before an item of a list; the last four are Word's, from Symbol and Wingdings.
BULLETS = "•‣⁃∙◦▪●■·\uf0b7\uf0a7\uf076\uf0d8"
# Letters that a joiner between them shapes (Arabic, Persian, Indic, Khmer), and pictures that one joins to one emoji.
_SHAPED = "\u0600-\u061b\u061d-\u0dff\u1000-\u109f\u1780-\u17d3\u1820-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
# Controls, zero-width and bidirectional marks, soft hyphens, non-characters, surrogates: invisible, and never
# intended, except joiners in their place. static/js/newsroom/pasted.js drops the same.
# (Without them `str.splitlines` finds no line ends except \r\n, \r, \n, NEL and the two Unicode separators.)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
    f"(?<![{_SHAPED}][\u200c\u200d](?=[\u200b-\u200f]*[{_SHAPED}]))"
    f"(?<![{_PICTURE}\ufe0f]\u200d(?=[\u200b-\u200f]*[{_PICTURE}]))"
)
# The letters after a black flag that make it England's, say; anywhere else they are invisible.
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f)|[\U000e0020-\U000e007f]+")
_CONTROLS = bytes(code for code in range(128) if _INVISIBLE.match(chr(code)))
# Programs that take Windows-1252 for Latin-1 write its signs as these control characters; five stand for none.
_C1 = re.compile("[\x80-\x9f]")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_SIGNS = re.compile(rf"[^\w\s\x00-\u02ff]{{{ACCENTS_MAX + 1},}}")  # may be a pile of accents of whatever script


def without_invisible(text: str) -> str:
    """Return the text without invisible characters, except those that shape a word or an emoji around them."""
    if text.isascii():  # as most texts are: the same work, by bytes
        return text.encode().translate(None, _CONTROLS).decode()
    return _TAGS.sub(r"\1", _INVISIBLE.sub("", text))


def with_windows_punctuation(text: str) -> str:
    """Return the text with the C1 control characters that stand for signs of Windows-1252 (U+0093: “) as these signs.

    U+0085 is an ellipsis, except in a text that has no other line end.
    """
    if text.isascii() or not _C1.search(text):
        return text
    signs = _WINDOWS if "\n" in text or "\r" in text else _WINDOWS | {0x85: "\x85"}
    return text.translate(signs)


def invisible_in(text: str) -> list[str]:
    """Return the names (U+00AD) of the characters that `visible` leaves out of a text, each once, in order."""
    removed = set(_INVISIBLE.findall(text)).union(*(match[0] for match in _TAGS.finditer(text) if not match[1]))
    return [f"U+{ord(sign):04X}" for sign in sorted(removed)]


def visible(text: str) -> str:
    """Return the text in NFC without invisible characters and without more than ACCENTS_MAX accents on one letter."""
    return in_nfc(without_piled_accents(without_invisible(text)))  # in this order: what is removed may part accents


def in_nfc(text: str) -> str:
    """Return the text in Unicode's NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def without_piled_accents(text: str) -> str:
    """Return the text without more than ACCENTS_MAX accents on one letter."""
    if text.isascii():
        return text
    return _SIGNS.sub(lambda signs: "".join(_at_most(ACCENTS_MAX, signs[0])), text)


def _at_most(accents: int, signs: str) -> Iterator[str]:
    piled = 0
    for sign in signs:
        piled = piled + 1 if unicodedata.category(sign).startswith("M") else 0
        if piled <= accents:
            yield sign


def one_line(text: str) -> str:
    """Return the `visible` text on one line with single spaces, for a headline or a name."""
    return " ".join(visible(text).split())


def without_bullet(line: str) -> str:
    """Return the line without the bullet and space before it."""
    return line[1:].lstrip() if line[:1] in BULLETS and line[1:2].isspace() else line


def shorten(line: str, most: int = HEADLINE_MAX) -> str:
    """Return the line, cut between words to at most `most` characters, with an ellipsis where it was cut."""
    if len(line) <= most:
        return line
    head, _, _ = line[:most].rpartition(" ")
    return f"{head or line[: most - 1]}…"


def cut_title(line: str, length: int) -> str:
    """Return another site's title; if it is longer than `length` characters, cut it after a word, with an ellipsis.

    A word of more than half of that is cut, too.
    """
    if len(line) <= length:
        return line
    whole = line[: length - 1]
    words = whole.rpartition(" ")[0]
    return f"{(words if len(words) > length // 2 else whole).rstrip(' ,;:-–—')}…"


def as_html(paragraphs: Iterable[str]) -> str:
    """Return plain paragraphs as HTML, one <p> per line; anything that looks like a tag in them stays text."""
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)


def is_common(text: str) -> bool:
    """Return whether the text has only characters that are the same in HTML, and that no cleaning changes.

    `as_html` of such paragraphs needs no sanitiser, which takes more time than all else that an import does to a text.
    """
    return _COMMON.fullmatch(text) is not None


def is_readable(text: str) -> bool:
    """Return whether the text contains a letter or a digit."""
    return any(map(str.isalnum, text))
