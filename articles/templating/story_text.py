"""A story's text with its dateline, and the time that it takes to read."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.formats.metadata import word_count

WORDS_A_MINUTE = 220
LONGER_PIECE = 400  # words; for a shorter one nobody asks how long it takes
_FIRST_PARAGRAPH = re.compile(r"\A\s*<p>")


def dispatch(article) -> str:
    """Return the article's text as HTML, with the dateline at the start of its first paragraph.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline
    is data and is escaped here.
    """
    if not article.source:
        return mark_safe(article.body)  # noqa: S308 the sanitiser's own output
    dateline = format_html('<span class="source">{}</span>\N{NO-BREAK SPACE}– ', article.source)
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, article.body, count=1)
    return mark_safe(led if count else f"<p>{dateline}</p>{article.body}")  # noqa: S308 the sanitiser's own output


def reading_minutes(article) -> int | None:
    """Return the reading time in whole minutes, at least 2; None for a story shorter than LONGER_PIECE."""
    words = word_count(article)
    return max(2, round(words / WORDS_A_MINUTE)) if words >= LONGER_PIECE else None
