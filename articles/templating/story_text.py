"""A story's text with its dateline, its typography, the direction of its writing, and paragraphs in other languages."""

import re
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from jinja2 import pass_context
from jinja2.runtime import Context

from articles.models.kicker import word_of
from articles.search.excerpts import Piece
from articles.templating.languages import lang_attribute, page_language
from articles.text.datelines import printed
from articles.text.direction import needs_auto, with_directions
from articles.text.languages.detection import language_of
from articles.text.languages.paragraphs import with_languages
from articles.text.typography import set_html, set_text

SHORT = 600  # characters of a text that is kept typeset: headlines and blurbs
_FIRST_PARAGRAPH = re.compile(r"\A\s*<p>")


@pass_context
def kicker(context: Context, story) -> str:
    """Return `<span>` with the word before the story's headline, in the page's language; empty if it has none."""
    word = word_of(story.kicker) if story.kicker else ""
    if not word:
        return ""
    return format_html(
        '<span class="kicker"{}>{}</span> ', lang_attribute(page_language(context), story.language), word
    )


def dispatch(article) -> str:
    """Return the article's text as HTML, typeset, with the dateline at the start of its first paragraph.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline
    is data and is escaped here.
    """
    body = set_html(article.body, article.language)
    opening = printed(article.dateline_place, article.source)
    if not opening:
        return _marked_up(body, article.language)
    # With a direction of its own, the dateline has no say in that of the paragraph after it.
    source = f'<span class="source"{dir_auto(article.body)}>{escape(opening)}</span>'
    dateline = f"{source}\N{NO-BREAK SPACE}– "
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, body, count=1)
    text = led if count else f"<p>{dateline}</p>{body}"
    return _marked_up(text, article.language)


def _marked_up(text: str, language: str) -> str:
    return mark_safe(with_languages(with_directions(text), language))  # noqa: S308 the sanitiser's own output


def typeset(text: str, language: str = "") -> str:
    """Return a headline, blurb or other plain text as readers see it; without `language`, in that of its letters."""
    return (_typeset_short if len(text) <= SHORT else _typeset)(text, language)


def _typeset(text: str, language: str) -> str:
    return set_text(text, language or language_of(text))


_typeset_short = lru_cache(maxsize=1024)(_typeset)  # at most two or three megabytes


def typeset_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of one text, typeset as the whole; each keeps its length."""
    whole = typeset("".join(piece.text for piece in pieces))
    made, at = [], 0
    for piece in pieces:
        made.append(piece._replace(text=whole[at : at + len(piece.text)]))
        at += len(piece.text)
    return made


def dir_auto(text: str) -> str:
    """Return ` dir="auto"` for the element that shows a text in which something runs from the right; else ""."""
    return mark_safe(' dir="auto"') if needs_auto(text) else ""
