"""A crawler of pages in several languages, as a search engine has one: it knows nothing of us but the front page.

It asks a served site over HTTP, follows links and alternates, and reads the rules of
https://developers.google.com/search/docs/specialty/international/localized-versions off what it gets.
"""

from collections import deque
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

import pytest
import requests
from django.conf import settings
from lxml import etree, html
from pytest_django.live_server_helper import LiveServer

MAPS = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
UNSPOKEN = ("/admin/", "/media/", "/static/", "/feeds/", "/preview/")


class Found(NamedTuple):
    """What the crawler keeps of a page, with addresses as the page writes them."""

    url: str
    language: str
    canonical: str
    alternates: dict[str, str]
    repeated: bool
    links: list[str]

    @classmethod
    def read(cls, url: str, text: bytes) -> "Found":
        page = html.document_fromstring(text, base_url=url)
        named = page.xpath("//head/link[@rel='alternate'][@hreflang]")
        alternates = {link.get("hreflang"): link.get("href") for link in named}
        links = [urldefrag(urljoin(url, href)).url for href in page.xpath("//a/@href")]
        [canonical] = page.xpath("//head/link[@rel='canonical']/@href")
        return cls(url, page.get("lang"), canonical, alternates, len(alternates) < len(named), links)


class Site(NamedTuple):
    """A crawled site: its pages by their canonical address, and what its sitemaps say of the same."""

    pages: dict[str, Found]
    mapped: dict[str, dict[str, str]]
    not_found: list[str]


def crawl(server: str, published_at: str) -> Site:
    """Crawl the site that is served at `server`, whose pages say that they are at `published_at`."""
    session, pages, not_found = requests.Session(), {}, []
    waiting, seen = deque([f"{published_at}/"]), {f"{published_at}/"}
    while waiting:
        url = waiting.popleft()
        answer = session.get(url.replace(published_at, server, 1), timeout=30)
        if answer.status_code != 200:
            not_found.append(url)
        elif answer.headers["Content-Type"].startswith("text/html"):
            here = answer.url.replace(server, published_at, 1)
            page = Found.read(here, answer.content)
            pages.setdefault(page.url, page)
            for link in (*page.links, *page.alternates.values()):
                if link.startswith(f"{published_at}/") and link not in seen and wanted(link):
                    seen.add(link)
                    waiting.append(link)
    return Site(pages, mapped(session, server, published_at), not_found)


def wanted(url: str) -> bool:
    return (
        not any(part in url for part in UNSPOKEN)
        and "?" not in url
        and not url.endswith((".rss", ".atom", ".json", ".md", ".txt"))
    )


def mapped(session, server: str, published_at: str) -> dict[str, dict[str, str]]:
    """Return the alternates of each address that the sitemaps list with any."""
    found, waiting = {}, [f"{published_at}/sitemap.xml"]
    while waiting:
        tree = etree.fromstring(session.get(waiting.pop().replace(published_at, server, 1), timeout=30).content)
        waiting += tree.xpath("map:sitemap/map:loc/text()", namespaces=MAPS)
        for entry in tree.xpath("map:url[xhtml:link]", namespaces=MAPS):
            links = entry.xpath("xhtml:link", namespaces=MAPS)
            found[entry.findtext("map:loc", namespaces=MAPS)] = {one.get("hreflang"): one.get("href") for one in links}
    return found


@pytest.fixture(scope="module")
def site(site_in_languages, django_db_blocker) -> Site:
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        try:
            return crawl(server.url, settings.SITE_URL.rstrip("/"))
        finally:
            server.stop()


@pytest.fixture(scope="module")
def promises(site) -> list[tuple[Found, str, str]]:
    """Each alternate that a page names: the page, the language, and the address."""
    return [
        (page, tag, url) for page in site.pages.values() for tag, url in page.alternates.items() if tag != "x-default"
    ]


def test_the_crawler_has_met_pages_of_all_languages(site, promises):
    languages = [page.language for page in site.pages.values()]
    assert {tag: languages.count(tag) > 80 for tag in ("en", "ru", "hy")} == {"en": True, "ru": True, "hy": True}
    assert len(promises) > 300
    assert site.not_found == []


def test_each_alternate_is_a_page_that_names_the_same_ones(site, promises):
    assert [(page.url, url) for page, _, url in promises if url not in site.pages] == []
    assert [(page.url, url) for page, _, url in promises if site.pages[url].alternates != page.alternates] == []


def test_each_alternate_is_in_the_language_that_was_promised(site, promises):
    assert [(page.url, tag, url) for page, tag, url in promises if site.pages[url].language != tag] == []


def test_a_page_with_alternates_is_canonical_and_one_of_them(site):
    named = [page for page in site.pages.values() if page.alternates]
    assert [page.url for page in named if page.canonical != page.url] == []
    assert [page.url for page in named if page.alternates.get(page.language) != page.url] == []
    assert [page.url for page in named if page.repeated] == []


def test_the_default_of_a_page_is_one_of_its_alternates(site):
    defaults = [
        (
            page.url,
            page.alternates.get("x-default"),
            [url for tag, url in page.alternates.items() if tag != "x-default"],
        )
        for page in site.pages.values()
        if page.alternates
    ]
    assert [url for url, default, others in defaults if default not in others] == []


def test_the_sitemaps_name_the_same_alternates_as_the_pages(site):
    assert len(site.mapped) > 80
    assert {url: site.pages[url].alternates for url in site.mapped} == site.mapped
