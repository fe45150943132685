"""A story's text with its dateline, the direction of its writing, and paragraphs in other languages."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.text.direction import needs_auto, with_directions
from articles.text.paragraph_languages import with_languages

_FIRST_PARAGRAPH = re.compile(r"\A\s*<p>")


def dispatch(article) -> str:
    """Return the article's text as HTML, with the dateline at the start of its first paragraph.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline
    is data and is escaped here.
    """
    if not article.source:
        return _marked_up(article.body, article.language)
    # With a direction of its own, the source has no say in that of the paragraph after it.
    source = format_html('<span class="source"{}>{}</span>', dir_auto(article.body), article.source)
    dateline = format_html("{}\N{NO-BREAK SPACE}– ", source)
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, article.body, count=1)
    text = led if count else f"<p>{dateline}</p>{article.body}"
    return _marked_up(text, article.language)


def _marked_up(text: str, language: str) -> str:
    return mark_safe(with_languages(with_directions(text), language))  # noqa: S308 the sanitiser's own output


def dir_auto(text: str) -> str:
    """Return ` dir="auto"` for the element that shows a text in which something runs from the right; else ""."""
    return mark_safe(' dir="auto"') if needs_auto(text) else ""
