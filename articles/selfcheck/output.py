"""Our own rules for the site's output, applied to what it really sends."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from xml.etree import ElementTree

from articles.models import Article
from articles.selfcheck.alternates import Alternates
from articles.selfcheck.crawler import SKIPPED_PATHS, STORY_PATH, Answer, Visitor, crawl, links, own_path
from articles.selfcheck.document import HTML, Document
from articles.selfcheck.hidden import publicly_readable
from articles.selfcheck.spoken import SpokenTexts, mistaken
from articles.text.dates import local_day
from articles.web.addresses import absolute

ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XML_TYPES = ("application/xml", "application/rss+xml", "application/atom+xml", "text/x-opml")
JSON_TYPES = ("application/json", "application/feed+json", "application/manifest+json")
OK_STATUSES = (200, 301)


class Fault(NamedTuple):
    """A fault: what is wrong at which address."""

    path: str
    problem: str

    def __str__(self):
        return f"{self.path}: {self.problem}"


class StatedDate(NamedTuple):
    """A story's time of publication as `where` at `path` states it: a moment, or only a day."""

    path: str
    where: str
    at: datetime | date


class OutputCheck:
    """One check of the whole site, run by `faults()`.

    `stories` are the public stories to request; `complete` says whether these are all of them.
    """

    def __init__(self, visitor: Visitor, stories: list[int], complete: bool):
        self.visitor, self.stories, self.complete = visitor, dict.fromkeys(stories), complete
        self.seen: dict[str, int] = {}
        self._linked_from: dict[str, str] = {}  # each path that is linked to: the path that links to it
        self._stated_dates: dict[int, list[StatedDate]] = defaultdict(list)
        self._listed: set[int] = set()
        self._in_sitemaps: set[int] = set()
        self._alternates = Alternates()

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong, as it is found."""
        for answer in crawl(self.visitor, self.stories, self.seen):
            if answer.status >= 500:
                yield Fault(answer.path, f"status {answer.status}")
            elif answer.status == 200:
                for path in links(answer):
                    self._linked_from.setdefault(path, answer.path)
                yield from (Fault(answer.path, problem) for problem in self._faults_in(answer))
        yield from self._dead_links()
        yield from self._differing_dates()
        yield from self._unreachable()
        yield from (Fault(path, problem) for path, problem in self._alternates.faults(self.seen))

    def _faults_in(self, answer: Answer) -> Iterator[str]:
        try:
            if answer.media_type == HTML:
                self._record_links(answer)
                self._alternates.record(answer)
                yield from self._page_faults(answer, Document.read(answer.text()))
            elif answer.media_type in XML_TYPES:
                yield from self._xml_faults(answer, ElementTree.fromstring(answer.body))  # noqa: S314 our own
            elif answer.media_type in JSON_TYPES:
                yield from self._json_faults(answer, json.loads(answer.body))
        except (ElementTree.ParseError, ValueError, KeyError, TypeError) as error:
            yield f"cannot be parsed as {answer.media_type}: {type(error).__name__} {error}"

    def _record_links(self, answer: Answer) -> None:
        own = STORY_PATH.match(answer.path)
        found = {int(story[1]) for path in links(answer) if (story := STORY_PATH.match(path))}
        self._listed |= found - ({int(own[1])} if own else set())

    # --- pages -----------------------------------------------------------------------------

    def _page_faults(self, answer: Answer, page: Document) -> Iterator[str]:
        yield from page.faults
        if not page.language:
            yield "states no language"
        if not page.title:
            yield "has no title"
        if page.headings.count("h1") != 1:
            yield f"has {page.headings.count('h1')} h1"
        yield from (f"has the id {name!r} twice" for name in sorted({i for i in page.ids if page.ids.count(i) > 1}))
        for picture in page.pictures:
            if "alt" not in picture or not (picture.get("width") and picture.get("height")):
                yield f"shows a picture without alt or size: {picture.get('src')}"
        for tag, address in page.links:
            if tag not in ("a", "form", "link") and own_path(address, answer.path) is None:
                yield f"loads {address} from another site"
        for language, text in mistaken(SpokenTexts.read(answer.text())):
            yield f"says that “{text[:60]}” is in the language {language}"
        yield from self._canonical_faults(answer, page)
        self._record_page_dates(answer, page)

    def _canonical_faults(self, answer: Answer, page: Document) -> Iterator[str]:
        if "noindex" in page.metas.get("robots", "") and not page.canonical:
            return
        if len(page.canonical) != 1:
            yield f"has {len(page.canonical)} canonical addresses"
        elif page.canonical[0] != absolute(answer.path) and "noindex" not in page.metas.get("robots", ""):
            yield f"has another canonical address: {page.canonical[0]}"

    def _record_page_dates(self, answer: Answer, page: Document) -> None:
        own = STORY_PATH.match(answer.path)
        if not own or answer.path.endswith("/history/"):
            return
        for item in page.data:
            if item.get("@type") == "NewsArticle":
                self._record_date(int(own[1]), answer.path, "JSON-LD", item["datePublished"])
        if published := page.metas.get("article:published_time"):
            self._record_date(int(own[1]), answer.path, "Open Graph", published)
            self._record_date(int(own[1]), answer.path, "the stamp", page.times[0] if page.times else "")

    # --- feeds, sitemaps, data ---------------------------------------------------------------

    def _xml_faults(self, answer: Answer, root: ElementTree.Element) -> Iterator[str]:
        items = [*root.iter("item"), *root.iter(f"{ATOM}entry")]
        yield from _repeated_ids([item.findtext("guid") or item.findtext(f"{ATOM}id") or "" for item in items])
        for item in items:
            link = item.find(f"{ATOM}link")
            url = item.findtext("link") or (link.get("href", "") if link is not None else "")
            self._record_item_date(answer, url, item.findtext("pubDate") or item.findtext(f"{ATOM}published"))
        for entry in root.iter(f"{SITEMAP}url"):
            path = own_path(entry.findtext(f"{SITEMAP}loc", ""))
            if path is None:
                yield f"lists an address of another site: {entry.findtext(f'{SITEMAP}loc')}"
            elif story := STORY_PATH.match(path):
                self._in_sitemaps.add(int(story[1]))
                if at := entry.findtext(f"{NEWS}news/{NEWS}publication_date"):
                    self._record_date(int(story[1]), answer.path, "the news sitemap", at)

    def _json_faults(self, answer: Answer, data: dict) -> Iterator[str]:
        items = data.get("items", [])
        yield from _repeated_ids([item["id"] for item in items])
        for item in items:
            self._record_item_date(answer, item["url"], item["date_published"])
        if "contentCreated" in data and (own := STORY_PATH.match(answer.path)):
            self._record_date(int(own[1]), answer.path, "ninjs", data["contentCreated"])

    def _record_item_date(self, answer: Answer, url: str, published: str | None) -> None:
        path = own_path(url)
        if path:
            self._linked_from.setdefault(path, answer.path)
        story = STORY_PATH.match(path or "")
        if story and published and "corrections" not in answer.path:
            self._record_date(int(story[1]), answer.path, "the feed", published)

    def _record_date(self, number: int, path: str, where: str, text: str) -> None:
        self._stated_dates[number].append(StatedDate(path, where, _parse_date(text)))

    # --- all together ------------------------------------------------------------------------

    def _dead_links(self) -> Iterator[Fault]:
        for path, page in sorted(self._linked_from.items()):
            story = STORY_PATH.match(path)
            if path not in self.seen and story and int(story[1]) not in self.stories and not self.complete:
                continue  # one of the stories that are left out
            if SKIPPED_PATHS.match(path):
                continue
            status = self.seen.get(path) or self.visitor.get(path).status
            if status not in OK_STATUSES:
                yield Fault(page, f"links to {path}, which answers {status}")

    def _differing_dates(self) -> Iterator[Fault]:
        for number, stated in sorted(self._stated_dates.items()):
            moments = {dated.at for dated in stated if isinstance(dated.at, datetime)}
            days = {local_day(dated.at) if isinstance(dated.at, datetime) else dated.at for dated in stated}
            if len(moments) > 1 or len(days) > 1:
                places = {f"{dated.where} at {dated.path}: {dated.at.isoformat()}" for dated in stated}
                yield Fault(f"/news/{number}/", f"has different dates: {'; '.join(sorted(places))}")

    def _unreachable(self) -> Iterator[Fault]:
        """Yield the stories that no page links to, or that no sitemap names."""
        if not self.complete:
            return
        listed = Article.objects.filter(publicly_readable(), retracted_at__isnull=True).exclude(body="")
        for number in listed.order_by("pk").values_list("pk", flat=True):
            if number not in self._listed:
                yield Fault(f"/news/{number}/", "no page links to it")
            if number not in self._in_sitemaps:
                yield Fault(f"/news/{number}/", "no sitemap lists it")


def _repeated_ids(ids: list[str]) -> Iterator[str]:
    yield from (f"has the id {name!r} twice" for name in sorted({name for name in ids if ids.count(name) > 1}))


def _parse_date(text: str) -> datetime | date:
    """Parse a moment or day in one of the forms that pages and feeds use; raise ValueError for any other."""
    if len(text) == len("2020-10-02"):
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    return at.replace(microsecond=0)
