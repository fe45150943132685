"""The language of an element, where it is not that of the element around it.

Every page is in one language (`<html lang>`): a story's page in the story's, all others in the site's. What stands in
another one says so, so that it is read aloud with the right voice, hyphenated and quoted by the right rules.
"""

from django.utils.html import format_html

from articles.text.languages.site_languages import ENGLISH


def lang(language: str, around: str = ENGLISH) -> str:
    """Return ` lang="ru"` for an element whose text is in the `language`, a tag; "" if what is `around` it is, too.

    `around` is the language of the next element outside that has a `lang`: the site's own except in a story's text.
    """
    return "" if language == around else format_html(' lang="{}"', language)
