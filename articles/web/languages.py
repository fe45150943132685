"""The language of the page that is being made: Django's active language."""

from django.utils.translation import get_language

from articles.text.languages.site_languages import DEFAULT


def page_language() -> str:
    """Return the tag of the language in which the current page is made; outside of pages, the default."""
    return get_language() or DEFAULT
