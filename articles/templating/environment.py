"""The Jinja2 environment of readers' pages. TEMPLATES in the settings names it.

A name that is not defined is an error, text is escaped, and a line with nothing but a statement leaves no empty line.
"""

from typing import Any
from urllib.parse import quote

from django.utils.translation import ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from articles.formats.metadata import shorten
from articles.front import layout
from articles.templating import (
    changed_words,
    embeds,
    files,
    head_elements,
    language_links,
    photos,
    reading_time,
    sidebars,
    story_text,
    time_elements,
)
from articles.templating.fragments import fragment
from articles.templating.languages import lang, name_lang, named, number, page_language, words
from articles.text.languages.detection import language_of
from articles.text.languages.paragraphs import paragraph_language
from articles.web.addresses import page_path, static_path
from articles.web.languages import own_name


def url_quote(text: str) -> str:
    """Quote the text as a value in a query string, slashes too."""
    return quote(text, safe="")


FUNCTIONS = {"url": page_path, "static": static_path} | {
    function.__name__: function
    for function in (
        *(fragment, page_language, lang, name_lang, named, language_of, paragraph_language),
        *(language_links.language_links, language_links.other_fronts, language_links.alternates, own_name),
        *(photos.photo, photos.story_photo, photos.card_photo, photos.card_shape, photos.portrait),
        *(photos.source_label, photos.topic_photo, photos.enlarged, photos.has_enlarged, photos.series_count),
        embeds.has_players,
        *(files.story_file, files.unplaced_files, files.about_file, files.file_name, files.poster_of),
        *(files.video_shape, files.transcript_of),
        *(sidebars.all_sections, sidebars.site_pages, sidebars.top_stories),
        *(sidebars.latest_news, sidebars.newest_stories, sidebars.topics_of_late, sidebars.breaking_news),
        layout.set_page,
        *(
            time_elements.stamp,
            time_elements.clock,
            time_elements.day,
            time_elements.today,
            time_elements.has_stories_of,
            time_elements.when,
            time_elements.moment,
            time_elements.weekday_heads,
        ),
        *(story_text.dispatch, story_text.rich_text, story_text.placed_photos, story_text.dir_auto, story_text.kicker),
        story_text.standfirst,
        *(reading_time.reading_minutes, changed_words.changed_words),
        *(head_elements.page_query, head_elements.site_card, head_elements.article_card, head_elements.data_links),
        *(head_elements.site_data, head_elements.article_data, head_elements.list_data),
        *(head_elements.site_page_data, head_elements.topic_card, head_elements.topic_data),
    )
}
FILTERS = {
    function.__name__: function
    for function in (
        *(time_elements.as_day, time_elements.as_month, time_elements.as_month_name, time_elements.weekday),
        time_elements.as_full_day,
        time_elements.by_day,
        *(number, shorten, url_quote, story_text.typeset, story_text.typeset_pieces),
    )
}


class PlainGlobals(Environment):
    """An environment whose templates share one plain dict of globals.

    Jinja2 gives each template a chain of two, which each fragment's context then copies name by name, in Python: a
    twentieth of the time of a story's page.
    """

    def make_globals(self, d):
        return self.globals if d is None else super().make_globals(d)


def environment(**options: Any) -> Environment:
    """Return the environment, given the `options` of Django's engine, such as the loader and autoescape."""
    options |= {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
    }
    made = PlainGlobals(**options)
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(words, ngettext, newstyle=False, pgettext=pgettext, npgettext=npgettext)
    made.globals |= {"_": words, **FUNCTIONS}  # Jinja2's own "_" looks for gettext in the context first
    made.filters |= FILTERS
    return made
