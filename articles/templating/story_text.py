"""A story's text with its dateline and the direction of its writing."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.text.direction import needs_auto, with_directions

_FIRST_PARAGRAPH = re.compile(r"\A\s*<p>")


def dispatch(article) -> str:
    """Return the article's text as HTML, with the dateline at the start of its first paragraph.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline
    is data and is escaped here.
    """
    if not article.source:
        return mark_safe(with_directions(article.body))  # noqa: S308 the sanitiser's own output
    # With a direction of its own, the source has no say in that of the paragraph after it.
    source = format_html('<span class="source"{}>{}</span>', dir_auto(article.body), article.source)
    dateline = format_html("{}\N{NO-BREAK SPACE}– ", source)
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, article.body, count=1)
    text = led if count else f"<p>{dateline}</p>{article.body}"
    return mark_safe(with_directions(text))  # noqa: S308 the sanitiser's own output


def dir_auto(text: str) -> str:
    """Return ` dir="auto"` for the element that shows a text in which something runs from the right; else ""."""
    return mark_safe(' dir="auto"') if needs_auto(text) else ""
