"""The lines of a sitemap. Fifty thousand of them are written at once, so each is one formatted string."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.conf import settings

from articles.text.dates import format_iso, last_update
from articles.text.xmltext import legal
from articles.web.addresses import absolute

MEDIA_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class Story(NamedTuple):
    """The columns of an article that a sitemap needs, in this order."""

    pk: int
    slug: str
    published_at: datetime
    updated_at: datetime | None

    @property
    def changed_at(self) -> datetime:
        return last_update(self.published_at, self.updated_at) or self.published_at


def story_lines(stories: Iterable[Story]) -> list[str]:
    """Return a `<url>` element for each story."""
    base = escape(absolute("/news/"))  # reverse() takes longer than all the rest
    return [
        f"<url><loc>{base}{story.pk}/{escape(quote(legal(story.slug)))}/</loc>"
        f"<lastmod>{format_iso(story.changed_at)}</lastmod></url>"
        for story in stories
    ]


def page_lines(paths: Iterable[str]) -> list[str]:
    """Return a `<url>` element for each page of this site, without lastmod, which for a list would be a guess."""
    return [f"<url><loc>{escape(absolute(path))}</loc></url>" for path in paths]


def file_lines(files: Iterable[tuple[str, datetime | None]]) -> list[str]:
    """Return a `<sitemap>` element for each pair of a sitemap's path and the moment it changed (None if unknown)."""
    base = escape(absolute("/")).removesuffix("/")
    return [f"<sitemap><loc>{base}{escape(path)}</loc>{_lastmod(changed_at)}</sitemap>" for path, changed_at in files]


def news_lines(stories: Iterable[tuple[int, str, datetime, str, str]]) -> list[str]:
    """Return a `<url>` element with Google's news element for each story.

    A story is its pk, slug, first publication, language and headline.
    """
    base = escape(absolute("/news/"))
    name = f"<news:name>{_text(settings.SITE_NAME)}</news:name>"
    return [
        f"<url><loc>{base}{pk}/{escape(quote(legal(slug)))}/</loc><news:news><news:publication>{name}"
        f"<news:language>{_news_language(language)}</news:language></news:publication>"
        f"<news:publication_date>{format_iso(at)}</news:publication_date>"
        f"<news:title>{_text(headline)}</news:title></news:news></url>"
        for pk, slug, at, language, headline in stories
    ]


def _news_language(tag: str) -> str:
    """Return a language as Google's schema has it: two or three letters of ISO 639; for Chinese, zh-cn or zh-tw."""
    language, *more = tag.split("-")
    if language == "zh":
        return "zh-tw" if {"Hant", "TW", "HK", "MO"}.intersection(more) else "zh-cn"
    return language


def document(root: str, lines: list[str], *, news: bool = False) -> bytes:
    """Return the file: `lines` inside the element `root` ("urlset" or "sitemapindex")."""
    names = f' xmlns="{SITEMAP}"' + (f' xmlns:news="{NEWS}"' if news else "")
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<{root}{names}>", *lines, f"</{root}>", ""]).encode()


def _text(value: str) -> str:
    return escape(legal(value))


def _lastmod(at: datetime | None) -> str:
    return f"<lastmod>{format_iso(at)}</lastmod>" if at else ""
