"""Splitting of text into sentences. Plain text in, plain text out; imports no Django."""

import re
from collections.abc import Iterator

# A full stop (Armenian: ։), the closing quotes and brackets after it, and space.
_END = re.compile(r"[.!?…։][\"'”’»)\]]{0,8}\s+")
_LAST_WORD = re.compile(r"[^\s(\[\"“«]+\Z")
_FIRST_WORD = re.compile(r"[\"'“‘«(\[]*([^\W_]+)")

# After these a sentence goes on, whatever follows: titles, and abbreviations that come before a name or number.
_NEVER_LAST = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj adm gov sen rep hon rev fr st no nos art fig vol pp vs e.g i.e cf"
    " approx mt ft г-н г-жа им ул тел акад проф ст см".split()
)
# These may end a sentence; they do if the next word seldom follows them inside one.
_MAYBE_LAST = frozenset(
    "u.s u.k u.n u.a.e e.u d.c a.m p.m inc ltd co corp llc jr sr etc jan feb mar apr jun jul aug sep sept oct nov dec"
    " bn mln млн млрд тыс руб г гг т.д т.п".split()
)
_STARTERS = frozenset(
    "the a an it he she they we i in on at this that these those there but and however meanwhile according after"
    " before during earlier also as both more some many most no not when while another its his her their".split()
)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph of plain text, in order, stripped.

    A stop ends a sentence unless it belongs to an abbreviation ("Mr.", "U.S.",
    an initial) or the next word begins in lower case. The time is linear in the text's length.
    """
    start = 0
    for match in _END.finditer(text):
        if _ends_here(text, start, match):
            yield text[start : match.end()].strip()
            start = match.end()
    if rest := text[start:].strip():
        yield rest


def first_sentence(text: str) -> str:
    """Return the first sentence of a paragraph; empty for empty text."""
    return next(sentences(text), "")


def _ends_here(text: str, start: int, match: re.Match) -> bool:
    following = _FIRST_WORD.match(text, match.end())
    if following is None:
        return True
    word = following[1]
    if word[0].islower():
        return False
    at = match.start()
    if text[at] != "." or text[max(at - 1, 0)] in ".!?…":
        return True
    window = text[max(start, match.start() - 24) : match.start()]
    before = _LAST_WORD.search(window)
    last = before[0] if before else ""
    if len(last) == 1 and last.isupper() and last != "I":  # an initial
        return False
    last = last.lower()
    if last in _NEVER_LAST:
        return False
    if last in _MAYBE_LAST:
        return word.lower() in _STARTERS
    return True
