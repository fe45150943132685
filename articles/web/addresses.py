"""Paths of public pages, as `reverse` gives them but cheaply enough for a page's many links; and absolute URLs."""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.urls import NoReverseMatch, get_script_prefix, reverse

from articles.text.languages.site_languages import DEFAULT
from articles.web.languages import page_language

PATHS_KEPT = 4096
# A path that `urljoin` leaves as it is, unless it has "/." in it.
_WHOLE = re.compile(r"/(?!/)[^\x00-\x20;?#]*(?:#[^\x00-\x20]+)?")


def absolute(path: str) -> str:
    """Return the absolute URL of a `path` on this site; an absolute URL is returned unchanged."""
    if _WHOLE.fullmatch(path) and "/." not in path:
        return _origin(settings.SITE_URL) + path
    return urljoin(f"{settings.SITE_URL}/", path)


@lru_cache(maxsize=8)
def _origin(site: str) -> str:
    """Return the scheme and the host of the site's address: `https://news.example.org`."""
    return urljoin(f"{site}/", "/").removesuffix("/")


def page_path(name: str, *args: str | int, language: str | None = None) -> str:
    """Return the path of the URL pattern `name`, as `reverse` would; that takes ten times as long.

    Of pages that each language has, that of the site language with the tag `language` (default: the page's own).
    """
    return _page_path(get_script_prefix(), language or page_language(), name, *args)


@lru_cache(maxsize=PATHS_KEPT)
def _page_path(prefix: str, language: str, name: str, *args: str | int) -> str:
    if language != DEFAULT:
        try:
            return reverse(name, args=[language, *args])
        except NoReverseMatch:
            pass  # a page for all languages
    return reverse(name, args=args)  # with the site's own `prefix`


def static_path(name: str) -> str:
    """Return the path of the static file `name`, such as `css/site.css`, with the digest of its content."""
    return _static_path(storages["staticfiles"], name)


@lru_cache(maxsize=256)
def _static_path(storage: Storage, name: str) -> str:
    return storage.url(name)


def story_path(number: int, slug: str, language: str = DEFAULT) -> str:
    """Return the path of story `number`'s page in its site language; too many different ones to keep them all."""
    return f"{_above_stories(get_script_prefix(), language)}{number}/{quote(slug)}/"


def story_file_path(number: int, form: str) -> str:
    """Return the path of story `number` as data, in the form `txt`, `md` or `json`."""
    return f"{_above_stories(get_script_prefix(), DEFAULT)}{number}.{form}"


@lru_cache(maxsize=32)
def _above_stories(prefix: str, language: str) -> str:
    """Return the part of a story's path before the number, including the site's own `prefix`."""
    return page_path("articles:article", 0, "slug", language=language).removesuffix("0/slug/")
