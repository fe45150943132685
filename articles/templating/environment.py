"""The Jinja2 environment of readers' pages. TEMPLATES in the settings names it.

A name that is not defined is an error, text is escaped, and a line with nothing but a statement leaves no empty line.
"""

from typing import Any
from urllib.parse import quote

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from articles.formats.metadata import shorten
from articles.templating import changed_words, head_elements, photos, reading_time, sidebars, story_text, time_elements
from articles.templating.fragments import fragment
from articles.templating.languages import lang
from articles.text.languages.detection import language_of
from articles.text.languages.paragraphs import paragraph_language


def url(name: str, *args, **kwargs) -> str:
    """Return the path of the URL pattern `name`."""
    return reverse(name, args=args, kwargs=kwargs)


def url_quote(text: str) -> str:
    """Quote the text as a value in a query string, slashes too."""
    return quote(text, safe="")


FUNCTIONS = {
    function.__name__: function
    for function in (
        *(url, static, fragment, lang, language_of, paragraph_language),
        *(photos.photo, photos.story_photo, photos.card_photo, photos.card_shape, photos.portrait),
        *(sidebars.all_sections, sidebars.top_stories, sidebars.latest_news),
        *(time_elements.stamp, time_elements.clock, time_elements.day, time_elements.moment),
        *(story_text.dispatch, story_text.dir_auto, reading_time.reading_minutes, changed_words.changed_words),
        *(head_elements.page_query, head_elements.site_card, head_elements.article_card, head_elements.data_links),
        *(head_elements.site_data, head_elements.article_data, head_elements.list_data),
    )
}
FILTERS = {
    function.__name__: function
    for function in (
        *(time_elements.as_day, time_elements.as_month, time_elements.weekday, time_elements.by_day),
        *(shorten, url_quote, story_text.typeset, story_text.typeset_pieces),
    )
}


def environment(**options: Any) -> Environment:
    """Return the environment, given the `options` of Django's engine, such as the loader and autoescape."""
    options |= {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    made = Environment(**options)  # noqa: S701 Django's engine turns autoescape on
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=False, pgettext=pgettext, npgettext=npgettext)
    made.globals |= {"_": gettext, **FUNCTIONS}  # Jinja2's own "_" looks for gettext in the context first
    made.filters |= FILTERS
    return made
