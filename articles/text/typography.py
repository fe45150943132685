"""Typographic quotes, apostrophes, dashes and unbreakable spaces, for the text that readers see. Imports no Django.

Every change replaces one character by one other: `"` by `“`, a space by one that does not break. A text keeps its
length, and the places of marks and tags in it stay the same: of two hyphens the second becomes a word joiner, which
has no width. What is stored, and what is data, stays as it was typed.
"""

import re
from functools import lru_cache

from articles.text.glued_words import BEFORE_DAYS, BEFORE_NUMBERS, CAPITALS, NOT_INITIALS, STARTERS, TITLES, UNITS

_NBSP, _JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
_HYPHENS = re.compile(r"(?<!\S)--(?!\S)")  # between spaces; elsewhere they may be part of a command or an address
_DASHES = {"en": "–", "ru": "—", "hy": "—"}  # as in datelines; in other languages hyphens stay as they were typed
_TAG = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)')
_INLINE = re.compile(r"</?(?:strong|em|a)\b")
_MARKS = re.compile("[\"'“”„«»\n]")
_MARKS_OR_ADDRESS = re.compile(rf"{_MARKS.pattern}|https?://\S+|www\.\S+")
# Straight quotes by language: the outer pair, the inner pair. In other languages they stay as they were typed.
_PAIRS = {"en": ("“”", "“”"), "ru": ("«»", "„“"), "hy": ("«»", "“”")}
_OPENS_AFTER = frozenset(" \n\t\xa0([{<‘“„«/–—-\"'")  # before an opening quote
_CLOSES_BEFORE = frozenset(" \n\t\xa0)]}>.,;:!?…’”»\"'–—։՝")  # after a closing quote
_ELIDED = re.compile(r"'(?:tis|twas|twere|twill|em|til|cause|round|bout|n'|n’|\d\ds?)(?!\w)", re.IGNORECASE)
_FEET = re.compile(r"'(?: ?\d{1,2}(?:\.\d)?\")?(?![\w\"'])")
_BEFORE_FEET = re.compile(r"(?:\A|[^\w'])\d{1,2}\Z")
_SPACE = re.compile(rf" (?=[\d{CAPITALS}])")
_BEFORE_WORDS = "([«“\"‘'„"
_INITIALS = re.compile(rf"(?:[{CAPITALS}]\.-?){{1,4}}")
_AFTER_SURNAME = re.compile(r" (?:[А-ЯЁ]\.[ \xa0]?)[А-ЯЁ]\.(?!,?[ \xa0]?[А-ЯЁ][а-яё])")
_GROUP = r"\d (?<!\d{4} )(?=\d{3}(?!\d))"  # the space in 1 900 000
_YEAR = re.compile(r"\d{3}")
_LONGEST = 14  # characters before a space that are looked at


def set_text(text: str, language: str) -> str:
    """Return a plain text of that language (BCP 47), set as a printer would. Doing it again changes nothing.

    The time is linear in the length of the text.
    """
    language = language.partition("-")[0].lower()
    changed = dict.fromkeys(_glued_spaces(text, language), _NBSP)
    if "--" in text and language in _DASHES:
        for match in _HYPHENS.finditer(text):
            changed |= {match.start(): _DASHES[language], match.start() + 1: _JOINER}
    if "'" in text or '"' in text:
        changed |= _quotes(text, language)
    made, done = [], 0
    for at in sorted(changed):
        made += (text[done:at], changed[at])
        done = at + 1
    return "".join((*made, text[done:]))


def set_html(body: str, language: str) -> str:
    """Return a sanitised body (articles/text/richtext.py) with its text set; tags and their attributes stay.

    A quotation may begin and end in other elements, but it ends with the paragraph.
    """
    pieces = _TAG.split(body.replace("&nbsp;", _NBSP))
    texts, tags = pieces[::2], [*pieces[1::2], ""]
    parted = [text if _INLINE.match(tag) else f"{text}\n" for text, tag in zip(texts, tags, strict=True)]
    whole = set_text("".join(parted), language)
    made, at = [], 0
    for text, part, tag in zip(texts, parted, tags, strict=True):
        made += (whole[at : at + len(text)], tag)
        at += len(part)
    return "".join(made)


# Spaces


def _glued_spaces(text: str, language: str):
    """Yield the places of the spaces at which no line should end."""
    for match in _after_numbers(language).finditer(text):
        yield match.end() - 1
    for match in _SPACE.finditer(text):
        at = match.start()
        words = text[max(0, at - _LONGEST) : at].split()
        word = words[-1].lstrip(_BEFORE_WORDS) if words else ""
        if word and _belongs_to_next(word, text, at + 1, language):
            yield at
    if language == "ru":
        for match in _AFTER_SURNAME.finditer(text):
            if text[match.start() - 1 : match.start()].islower():
                yield match.start()


@lru_cache
def _after_numbers(language: str) -> re.Pattern:
    """Return the pattern of a space between a number and its unit or month, and of those within a number."""
    units = "|".join(map(re.escape, sorted(UNITS[""] | UNITS.get(language, frozenset()), key=len, reverse=True)))
    abbreviated = "|[тн]\\. (?=[дпекнчо]\\.)" if language == "ru" else ""
    return re.compile(rf"\d (?=(?:{units})(?!\w))|{_GROUP}{abbreviated}")


def _belongs_to_next(word: str, text: str, after: int, language: str) -> bool:
    """Return whether no line should end between the word and what begins at `after`, a digit or a capital."""
    if text[after].isdigit():
        if word in BEFORE_DAYS.get(language, ()):
            return not _YEAR.match(text, after)
        return word in BEFORE_NUMBERS[""] or word in BEFORE_NUMBERS.get(language, ())
    if word in TITLES.get(language, ()):
        return True
    if word[-1] != "." or not _INITIALS.fullmatch(word) or word in NOT_INITIALS:
        return False
    return STARTERS.match(text, after) is None


# Quotes


def _quotes(text: str, language: str) -> dict[int, str]:
    """Return the places of straight quotes and apostrophes, with what stands there instead."""
    outer, inner = _PAIRS.get(language, ("", ""))
    changed = _primes(text) if outer else {}
    pattern = _MARKS_OR_ADDRESS if "://" in text or "www." in text else _MARKS
    marks = [(match.start(), match[0]) for match in pattern.finditer(text) if match.start() not in changed]
    closed_later = _followed_by_closing(text, marks)
    depth = 0
    for at, mark in marks:
        if mark == "\n":
            depth = 0
        elif mark in "“„«":
            depth += 1
        elif mark in "”»":
            depth = max(0, depth - 1)
        elif mark == '"' and outer:
            before, after = _around(text, at)
            if before.isdigit() and not depth and after in _CLOSES_BEFORE:
                changed[at] = "″"
                continue
            opening = _opens(before, after, depth)
            pair = outer if depth - (not opening) <= 0 else inner
            depth = depth + 1 if opening else max(0, depth - 1)
            changed[at] = pair[0] if opening else pair[1]
        elif mark == "'" and (found := _single(text, at, language, at in closed_later)):
            changed[at] = found
    return changed


def _around(text: str, at: int) -> tuple[str, str]:
    return text[at - 1] if at else "\n", text[at + 1] if at + 1 < len(text) else "\n"


def _opens(before: str, after: str, depth: int) -> bool:
    """Return whether a double quote between these characters opens a quotation; `depth` are open."""
    may_open, may_close = before in _OPENS_AFTER, after in _CLOSES_BEFORE
    return may_open if may_open != may_close else depth == 0


def _single(text: str, at: int, language: str, closed_later: bool) -> str:
    """Return what the single quote at `at` is set as; an empty string if it stays."""
    before, after = _around(text, at)
    if before.isalnum() and after.isalnum():
        return "’"
    if language != "en" or "'" in (before, after):
        return ""
    if before not in _OPENS_AFTER or _ELIDED.match(text, at):
        return "’"
    if after.isspace():
        return "" if before.isspace() else "’"
    return "‘" if closed_later else "’"


def _followed_by_closing(text: str, marks: list[tuple[int, str]]) -> set[int]:
    """Return the places of the single quotes after which, in the same paragraph, one may close."""
    found, closing = set(), False
    for at, mark in reversed(marks):
        if mark == "\n":
            closing = False
        elif mark == "'":
            if closing:
                found.add(at)
            before, after = _around(text, at)
            closing = closing or (before not in _OPENS_AFTER and not after.isalnum())
    return found


def _primes(text: str) -> dict[int, str]:
    """Return the places of feet and inches, as in 5'10", with their signs."""
    return {
        at: "′" if text[at] == "'" else "″"
        for match in _FEET.finditer(text)
        if _BEFORE_FEET.search(text[max(0, match.start() - 3) : match.start()])
        for at in range(match.start(), match.end())
        if text[at] in "'\""
    }
