"""The lines of a sitemap. Fifty thousand of them are written at once, so each is one formatted string."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from articles.reading.versions import default_version
from articles.text.dates import format_iso, last_update
from articles.text.xmltext import legal
from articles.web.addresses import absolute, story_path
from articles.web.languages import current_language

MEDIA_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


class Story(NamedTuple):
    """The columns of an article that a sitemap needs, in this order."""

    pk: int
    slug: str
    published_at: datetime
    updated_at: datetime | None
    site_language: str
    translation_group: int | None

    @property
    def changed_at(self) -> datetime:
        return last_update(self.published_at, self.updated_at) or self.published_at


class Version(NamedTuple):
    """The columns of a live version of a story, in this order."""

    translation_group: int
    pk: int
    slug: str
    language: str
    site_language: str
    source: int | None  # the number of the story that it follows


def story_lines(stories: Iterable[Story], versions: Iterable[Version] = ()) -> list[str]:
    """Return a `<url>` element for each story. `versions` are all live ones of stories that have any."""
    groups = defaultdict(list)
    for version in versions:
        groups[version.translation_group].append(version)
    above = _AboveStories()
    return [
        f"<url><loc>{above[story.site_language]}{story.pk}/{escape(quote(legal(story.slug)))}/</loc>"
        f"<lastmod>{format_iso(story.changed_at)}</lastmod>"
        f"{_alternates(story, groups[story.translation_group]) if story.translation_group in groups else ''}</url>"
        for story in stories
    ]


class _AboveStories(dict):
    """The part of stories' addresses before the number, escaped, by site language; asking for each takes too long."""

    def __missing__(self, language: str) -> str:
        self[language] = escape(absolute(story_path(0, "slug", language))).removesuffix("0/slug/")
        return self[language]


def _alternates(story: Story, versions: list[Version]) -> str:
    """Return links to the story's versions on the sites of all languages, and to the source as the default."""
    found = {one.site_language: one for one in versions}
    found |= {one.site_language: one for one in versions if one.pk == story.pk}
    if len(found) < 2:
        return ""
    every = sorted(found.values(), key=lambda one: one.language)
    links = [*((one.language, one) for one in every), ("x-default", default_version(every))]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(language)}" href="{_address(one)}"/>' for language, one in links
    )


def _address(story: Version) -> str:
    return escape(absolute(story_path(story.pk, legal(story.slug), story.site_language)))


def page_lines(paths: Iterable[str]) -> list[str]:
    """Return a `<url>` element for each page of this site, without lastmod, which for a list would be a guess."""
    return [f"<url><loc>{escape(absolute(path))}</loc></url>" for path in paths]


def file_lines(files: Iterable[tuple[str, datetime | None]]) -> list[str]:
    """Return a `<sitemap>` element for each pair of a sitemap's path and the moment it changed (None if unknown)."""
    base = escape(absolute("/")).removesuffix("/")
    return [f"<sitemap><loc>{base}{escape(path)}</loc>{_lastmod(changed_at)}</sitemap>" for path, changed_at in files]


def news_lines(stories: Iterable[tuple[int, str, datetime, str, str]]) -> list[str]:
    """Return a `<url>` element with Google's news element for each story.

    A story is its pk, slug, first publication, language and headline. All are of the page's language.
    """
    site = current_language()
    above = _AboveStories()[site.tag]
    name = f"<news:name>{_text(site.site_name)}</news:name>"
    return [
        f"<url><loc>{above}{pk}/{escape(quote(legal(slug)))}/</loc><news:news><news:publication>{name}"
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


def document(root: str, lines: list[str], *, news: bool = False, versions: bool = False) -> bytes:
    """Return the file: `lines` inside the element `root` ("urlset" or "sitemapindex").

    `news` and `versions` say which namespaces besides the sitemap's own the lines need.
    """
    more = (f' xmlns:news="{NEWS}"' if news else "") + (f' xmlns:xhtml="{XHTML}"' if versions else "")
    names = f' xmlns="{SITEMAP}"{more}'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<{root}{names}>", *lines, f"</{root}>", ""]).encode()


def _text(value: str) -> str:
    return escape(legal(value))


def _lastmod(at: datetime | None) -> str:
    return f"<lastmod>{format_iso(at)}</lastmod>" if at else ""
