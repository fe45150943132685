"""The language of a page, and of an element that is not in it.

A page's own words (navigation, dates, buttons) are in the language that is active while it is rendered. `<html lang>`
is that language, too, but on a story's page, where it is the story's. What stands in
another language than the text around it says so, so that it is read aloud with the right voice, hyphenated and quoted
by the right rules.
"""

from functools import lru_cache

from django.utils.html import format_html

from articles.text.languages.detection import language_of
from articles.text.numbers import format_number
from articles.web.languages import page_language


def number(value: int) -> str:
    """Format a whole number as the page's language writes it: `1,234`."""
    return format_number(value, page_language())


def lang(language: str, around: str | None = None) -> str:
    """Return ` lang="ru"` for an element whose text is in the `language`, a tag; "" if what is `around` it is, too.

    `around` is the language of the next element outside that has a `lang`: the page's own except in a story's text.
    """
    return "" if language == (around or page_language()) else format_html(' lang="{}"', language)


_language_of_name = lru_cache(maxsize=1024)(language_of)


def name_lang(name: str) -> str:
    """Return `lang` for an element with the name of a section, a tag, an author, a partner or the site."""
    return lang(_language_of_name(name))


def named(name: str) -> str:
    """Return the name as HTML for a sentence in the page's language; with a `lang` of its own if it is in another."""
    language = name_lang(name)
    return format_html("<span{}>{}</span>", language, name) if language else name
