"""Tables, quotations, fact boxes and notes for those who take a story over, our own words in the current language."""

from html import escape

from django.utils.translation import gettext

from articles.text.blocks.shown import for_others, has_blocks
from articles.text.blocks.words import Words
from articles.web.languages import page_language


def own_words(language: str) -> Words:
    """Return our own words for a text in `language` (BCP 47)."""
    page = page_language()
    other = page != language
    return Words(
        table=escape(gettext("Table %(number)s")),
        notes=escape(gettext("Notes")),
        note=escape(gettext("Note %(number)s")),
        back=escape(gettext("Back to the text from note %(number)s")),
        own_lang=f' lang="{page}"' if other else "",
        text_lang=f' lang="{escape(language)}"' if other else "",
    )


def with_blocks(body: str, language: str) -> str:
    """Return a sanitised body in `language` with these blocks as HTML elements that any reader understands."""
    return for_others(body, own_words(language)) if has_blocks(body) else body
