"""A text as HTML: dateline, typography, direction, paragraphs in other languages, photos, files and embeds."""

import re
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from jinja2 import Environment, pass_context, pass_environment
from jinja2.runtime import Context

from articles.formats.blocks import own_words
from articles.models import Article
from articles.models.kicker import word_of
from articles.search.excerpts import Piece
from articles.templating import files
from articles.templating.embeds import marked, with_cards
from articles.templating.languages import lang_attribute, page_language
from articles.templating.photos import story_figures
from articles.text import richtext
from articles.text.blocks.shown import for_readers, has_blocks
from articles.text.datelines import printed
from articles.text.direction import needs_auto, with_directions
from articles.text.languages.detection import language_of
from articles.text.languages.paragraphs import with_languages
from articles.text.placed_photos import placed, replaced
from articles.text.standfirst import adds_to
from articles.text.typography import set_html, set_text

SHORT = 600  # characters of a text that is kept typeset: headlines and blurbs
_FIRST_PARAGRAPH = re.compile(r"\A(?:\s|<!--[ \def]*-->)*<p>")
_PLACE = re.compile(r"<!--([ \d]*)-->")  # a sanitised text has no comments of its own


@pass_context
def kicker(context: Context, story) -> str:
    """Return `<span>` with the word before the story's headline, in the page's language; empty if it has none."""
    word = word_of(story.kicker) if story.kicker else ""
    if not word:
        return ""
    return format_html(
        '<span class="kicker"{}>{}</span> ', lang_attribute(page_language(context), story.language), word
    )


@pass_environment
def dispatch(env: Environment, article: Article) -> str:
    """Return the article's text as HTML, typeset, with photos, files and embeds; its dateline opens it.

    The body is the sanitiser's own output (articles/text/richtext.py); the dateline is data and is escaped here. Each
    photo appears once, even if the text places it again.
    """
    text = _text(article)
    if "<!--" not in text:
        return text
    uses = {use.photo_id: use for use in article.photo_uses.all()}

    def figures(place: re.Match) -> str:
        shown = [uses.pop(number) for number in map(int, place[1].split()) if number in uses]
        return story_figures(env, article, shown)

    return mark_safe(_PLACE.sub(figures, files.with_files(env, article, with_cards(env, article, text))))  # noqa: S308 as below, and what templates have escaped


def standfirst(article: Article) -> bool:
    """Return whether the article's summary stands between its headline and its text.

    It does not if it repeats either (articles/text/standfirst.py), if there is no text, or if the story was retracted:
    then nothing it says comes before the notice.
    """
    if not article.summary or not article.body or article.retracted_at:
        return False
    return adds_to(article.summary, article.headline, richtext.to_read(article.body))


def placed_photos(article: Article) -> set[int]:
    """Return the numbers of the photos that the article's text places."""
    return set(placed(article.body))


def _text(article: Article) -> str:
    """Return the text with comments: `<!--41 42-->` in the place of photos, `<!--f7-->` a file, `<!--e0-->` embed."""
    commented = replaced(article.body, lambda numbers: f"<!--{' '.join(map(str, numbers))}-->")
    body = set_html(files.marked(marked(commented)), article.language)
    opening = printed(article.dateline_place, article.source)
    if not opening:
        return _with_blocks(body, article.language)
    # With a direction of its own, the dateline has no say in that of the paragraph after it.
    source = f'<span class="source"{dir_auto(article.body)}>{escape(opening)}</span>'
    dateline = f"{source}\N{NO-BREAK SPACE}– "
    led, count = _FIRST_PARAGRAPH.subn(lambda match: match[0] + dateline, body, count=1)
    text = led if count else f"<p>{dateline}</p>{body}"
    return _with_blocks(text, article.language)


def rich_text(body: str, language: str) -> str:
    """Return a text that is no story's as HTML, typeset; `body` is the sanitiser's own output."""
    return _with_blocks(set_html(body, language), language)


def _with_blocks(text: str, language: str) -> str:
    marked = with_languages(with_directions(text), language)
    shown = for_readers(marked, own_words(language)) if has_blocks(marked) else marked
    return mark_safe(shown)  # noqa: S308 the sanitiser's own output


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
