"""Tables, quotations, fact boxes and notes of a sanitised text as HTML, for readers and for other sites."""

from itertools import count

from articles.text.blocks import footnotes, quotes, tables
from articles.text.blocks.words import Words


def has_blocks(body: str) -> bool:
    """Return whether a text may contain any of these, which few do."""
    return "<table" in body or "<blockquote" in body or footnotes.has_notes(body)


def for_readers(body: str, words: Words) -> str:
    """Return the text as our own pages show it: each table scrolls in a region of its own, with a name."""
    numbers, inner = count(1), f"<div{words.text_lang}>" if words.text_lang else ""

    def region() -> tuple[str, str]:
        label = words.table % {"number": next(numbers)}
        begin = f'<div class="table" role="region" tabindex="0" aria-label="{label}"{words.own_lang}>{inner}'
        return begin, "</div></div>" if inner else "</div>"

    return footnotes.linked(quotes.shown(tables.labelled(body, region)), words)


def for_others(body: str, words: Words) -> str:
    """Return the text as feeds and data give it: the same elements, without what only our own style sheets know."""
    return footnotes.linked(quotes.shown(tables.labelled(body)), words)
