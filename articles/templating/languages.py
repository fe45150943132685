"""The language of a page, and of an element that is not in it.

A page's own words (navigation, dates, buttons) are in the language that is active while it is rendered. `<html lang>`
is that language, too, but on a story's page, where it is the story's. What stands in
another language than the text around it says so, so that it is read aloud with the right voice, hyphenated and quoted
by the right rules.
"""

from functools import lru_cache, partial

from django.utils.html import format_html
from django.utils.translation import gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from articles.text.languages.detection import language_of
from articles.text.languages.site_languages import ENGLISH
from articles.text.numbers import format_number
from articles.web import languages

LANGUAGE = "_language"  # in the context of a page and of each of its fragments: asking Django takes ten times as long


@pass_context
def page_language(context: Context | None = None) -> str:
    """Return the tag of the language in which the page's own words are. From Python it needs no context."""
    known = context.parent.get(LANGUAGE) if context is not None else None
    return known or languages.page_language()


def words(english: str) -> str:
    """Return the page's own words, as they stand in a template, in the page's language. Answers fast for English."""
    return english if languages.page_language() == ENGLISH else gettext(english)


@pass_context
def number(context: Context, value: int) -> str:
    """Format a whole number as the page's language writes it: `1,234`."""
    return format_number(value, page_language(context))


@pass_context
def lang(context: Context, language: str, around: str | None = None) -> str:
    """Return ` lang="ru"` for an element whose text is in the `language`, a tag; "" if what is `around` it is, too.

    `around` is the language of the next element outside that has a `lang`: the page's own except in a story's text.
    """
    return lang_attribute(language, around or page_language(context))


def lang_attribute(language: str, around: str) -> str:
    """Return ` lang="ru"` if `language` is another than that `around`, else ""."""
    return "" if language == around else _attribute(language)


_attribute = lru_cache(maxsize=64)(partial(format_html, ' lang="{}"'))
_language_of_name = lru_cache(maxsize=1024)(language_of)


@pass_context
def name_lang(context: Context, name: str) -> str:
    """Return `lang` for an element with the name of a section, a tag, an author, a partner or the site."""
    return lang_attribute(_language_of_name(name), page_language(context))


@pass_context
def named(context: Context, name: str) -> str:
    """Return the name as HTML for a sentence in the page's language; with a `lang` of its own if it is in another."""
    attribute = name_lang(context, name)
    return format_html("<span{}>{}</span>", attribute, name) if attribute else name
