"""The language of the page that is being made, which its address decides.

It is Django's active language, so that the page's own words come in it, too. What else the site says of the language
(its name there, its tagline) stands beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language_info, override

from articles.text.languages.site_languages import BY_PREFIX, DEFAULT, name_of, prefix_of


class SiteLanguage(NamedTuple):
    """A language in which the site is published, as its pages show it."""

    tag: str
    site_name: str
    tagline: str


def default_language() -> SiteLanguage:
    """Return the default language, with the site's name and tagline of the settings."""
    return SiteLanguage(DEFAULT, settings.SITE_NAME, settings.SITE_TAGLINE)


_current: ContextVar[SiteLanguage | None] = ContextVar("site language", default=None)


@contextmanager
def in_language(site: SiteLanguage) -> Iterator[None]:
    """Make pages, their links and their words in the site language while the context lasts."""
    token = _current.set(site)
    try:
        with override(site.tag):
            yield
    finally:
        _current.reset(token)


def current_language() -> SiteLanguage:
    """Return the site language in which the current page is made; outside of pages, the default."""
    return _current.get() or default_language()


def page_language() -> str:
    """Return the tag of the language in which the current page is made; outside of pages, the default."""
    site = _current.get()
    return (
        site.tag if site else DEFAULT
    )  # not asked of Django: each link of a page asks, and that takes ten times as long


@lru_cache(maxsize=64)
def own_name(tag: str) -> str:
    """Return the name of a language in itself, such as Русский."""
    try:
        name = get_language_info(tag)["name_local"]
    except KeyError:
        name = name_of(tag)
    return name[:1].upper() + name[1:]


class LanguagePrefix:
    """A path converter for the prefix of a language's pages, such as `ru`; its value is the language's tag.

    Only the languages we know are prefixes, so that no other page's address is taken for one.
    """

    regex = "|".join(sorted(BY_PREFIX, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return BY_PREFIX[value]

    def to_url(self, value: str) -> str:
        return prefix_of(value)
