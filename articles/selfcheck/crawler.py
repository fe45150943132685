"""A crawler that requests every public address of the site as a reader would, in this process, one after the other.

It needs no server and bypasses the page cache: each answer is rendered now, from the
configured database.
"""

import logging
import re
from collections import deque
from collections.abc import Collection, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Article, Author, Redirect, Section, SitePage, Tag
from articles.models.languages.language import opened_languages
from articles.selfcheck.document import HTML, Document
from articles.text.languages.site_languages import DEFAULT, IN_A_LANGUAGE
from articles.web.addresses import page_path

FEED_FORMATS = ("rss", "atom", "json")
STORY_PAGES = ("history", "article_txt", "article_md", "article_json")
SINGLE_PAGES = (
    *("front", "latest", "tags", "authors", "archive", "corrections", "search", "open_search"),
    *("feed_list", "sitemap", "news_sitemap", "pages_sitemap", "robots"),
)
# Files of the release; stories that are not public yet; the newsroom, to which an empty front page links.
SKIPPED_PATHS = re.compile(rf"/(?:static|preview|{re.escape(settings.NEWSROOM_PATH)})/")
STORY_PATH = re.compile(rf"{IN_A_LANGUAGE}/news/(\d+)")
_A_SEARCH = re.compile(rf"{IN_A_LANGUAGE}/search/\?")
_LOC = re.compile(r"<loc>([^<]*)</loc>")


class Answer(NamedTuple):
    """The response that a reader gets for `path`; the names of `headers` are lower case."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Visitor:
    """A reader of the site without an account, at the host of SITE_URL."""

    def __init__(self):
        self._client = Client(raise_request_exception=False, headers={"host": urlsplit(settings.SITE_URL).netloc})

    def get(self, path: str) -> Answer:
        """Return the answer to a GET request; redirects are not followed, an exception becomes an answer of 500."""
        logger = logging.getLogger("django.request")
        logger.disabled, before = True, logger.disabled  # missing pages are requested on purpose
        try:
            response = self._client.get(path, secure=settings.SITE_URL.startswith("https"))
        finally:
            logger.disabled = before
        body = response.getvalue() if response.streaming else response.content
        return Answer(
            path, response.status_code, {name.lower(): value for name, value in response.headers.items()}, body
        )


def own_path(address: str, page: str = "/") -> str | None:
    """Return the path and query of a link on the page at `page`; None if it leads elsewhere or cannot be parsed."""
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + page, urldefrag(address.strip()).url))
    except ValueError:  # not a URL
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def links(answer: Answer) -> set[str]:
    """Return the paths of this site that a page or a sitemap links to."""
    if answer.media_type == HTML:
        found = Document.read(answer.text()).addresses
    elif answer.media_type == "application/xml":
        found = map(unescape, _LOC.findall(answer.text()))
    else:
        return set()
    return {path for address in found if (path := own_path(address, answer.path))}


def addresses(stories: Collection[int]) -> Iterator[str]:
    """Yield the addresses of every kind (named in articles/urls.py); a story's addresses for each of `stories`.

    Archives and older pages of lists are not included, because links lead to them.
    """
    yield from dict.fromkeys(path for tag in (DEFAULT, *opened_languages()) for path in _of_a_language(tag))
    absorbed = Redirect.objects.filter(article__in=stories).values_list("number", flat=True)
    for number in (*stories, *absorbed):
        yield reverse("articles:article", args=[number, "-"])
        yield from (reverse(f"articles:{name}", args=[number]) for name in STORY_PAGES)


def _of_a_language(tag: str) -> Iterator[str]:
    """Yield the addresses of the lists and feeds of a site language, and of the pages that all languages share."""
    yield from (page_path(f"articles:{name}", language=tag) for name in SINGLE_PAGES)
    yield from (page_path("articles:latest_feed", form, language=tag) for form in FEED_FORMATS)
    yield page_path("articles:corrections_feed", "atom", language=tag)
    for kind in SitePage.objects.filter(language=tag).values_list("kind", flat=True):
        yield page_path("articles:site_page", kind, language=tag)
    for kind, model in (("section", Section), ("tag", Tag), ("author", Author)):
        own = {} if model is Author else dict(_own_slugs(model, tag))
        for pk, slug in model.objects.values_list("pk", "slug").iterator():
            slug = own.get(pk, slug)
            yield page_path(f"articles:{kind}", slug, language=tag)
            yield from (page_path(f"articles:{kind}_feed", slug, form, language=tag) for form in FEED_FORMATS)


def _own_slugs(model, tag: str):
    return model.objects.filter(names__language=tag).values_list("pk", "names__slug")


def crawl(visitor: Visitor, stories: Collection[int], seen: dict[str, int] | None = None) -> Iterator[Answer]:
    """Yield the answers of all addresses, and of every path on this site that they link to.

    Of the stories only the numbers in `stories` are requested, and of the searches only
    the empty one. `seen` is filled with each requested path and its status.
    """
    seen, stories = {} if seen is None else seen, dict.fromkeys(stories)
    waiting = deque(addresses(stories))
    queued = set(waiting)
    while waiting:
        answer = visitor.get(waiting.popleft())
        seen[answer.path] = answer.status
        yield answer
        found = links(answer)
        if location := answer.headers.get("location"):
            found.add(own_path(location, answer.path))
        for path in sorted(found - queued - {None}):
            story = STORY_PATH.match(path)
            if (story and int(story[1]) not in stories) or SKIPPED_PATHS.match(path) or _A_SEARCH.match(path):
                continue
            queued.add(path)
            waiting.append(path)


def choose_stories(newest: int) -> tuple[list[int], int]:
    """Return the numbers of the `newest` public stories, including briefs, and how many public ones are left out."""
    public = Article.objects.published().newest_first().values_list("pk", flat=True)
    chosen = list(public[:newest])
    return chosen, max(0, public.count() - len(chosen))
