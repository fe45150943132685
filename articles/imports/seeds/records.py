"""Immutable records of what one seed file says. Imports no Django."""

import re
from datetime import datetime
from typing import NamedTuple

_NOT_A_WORD = re.compile(r"[\W_]+")
# The same for ASCII, in one pass over the bytes: an import makes a dozen keys per file.
_LOWER = bytes(range(128)).lower().ljust(256, b"\0")
_NOT_A_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())


def story_key(text: str) -> str:
    """Return what all spellings of a line have in common: its letters and digits, case-folded, without spaces.

    Callers that keep many keys intern them (`sys.intern`), because an import holds each in several indexes.
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _NOT_A_LETTER).decode()
    return _NOT_A_WORD.sub("", text.casefold())


class ArticleRecord(NamedTuple):
    """One article page: its own story, and the entries of its sidebars."""

    headline: str
    at: datetime  # aware, UTC
    time_known: bool  # False: the page gave only the day
    source: str  # the name in the dateline; empty: no dateline
    paragraphs: tuple[str, ...]
    top_stories: tuple[str, ...]  # blurbs
    partner_news: tuple[str, ...]
    latest: tuple[str, ...]  # headline and blurb glued
    warnings: tuple[str, ...] = ()
