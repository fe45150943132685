"""Our own rules for the site's output, applied to what it really sends."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from xml.etree import ElementTree

from articles.models import Article
from articles.selfcheck.document import HTML, Document
from articles.selfcheck.hidden import may_be_read
from articles.selfcheck.walk import NOT_ASKED, STORY, Answer, Visitor, links, own_path, walk
from articles.text.dates import local_day
from articles.web.addresses import absolute

ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XML_TYPES = ("application/xml", "application/rss+xml", "application/atom+xml")
JSON_TYPES = ("application/json", "application/feed+json", "application/manifest+json")
WELL = (200, 301)


class Fault(NamedTuple):
    """A fault: what is wrong at which address."""

    path: str
    what: str

    def __str__(self):
        return f"{self.path}: {self.what}"


class Said(NamedTuple):
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
        self._from: dict[str, str] = {}  # each path that is linked to: the path that links to it
        self._said: dict[int, list[Said]] = defaultdict(list)
        self._listed: set[int] = set()
        self._in_sitemaps: set[int] = set()

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong, as it is found."""
        for answer in walk(self.visitor, self.stories, self.seen):
            if answer.status >= 500:
                yield Fault(answer.path, f"status {answer.status}")
            elif answer.status == 200:
                for path in links(answer):
                    self._from.setdefault(path, answer.path)
                yield from (Fault(answer.path, what) for what in self._wrong_in(answer))
        yield from self._dead_links()
        yield from self._dates_that_differ()
        yield from self._unreachable()

    def _wrong_in(self, answer: Answer) -> Iterator[str]:
        try:
            if answer.media_type == HTML:
                self._note_links(answer)
                yield from self._wrong_in_page(answer, Document.read(answer.text()))
            elif answer.media_type in XML_TYPES:
                yield from self._wrong_in_xml(answer, ElementTree.fromstring(answer.body))  # noqa: S314 our own
            elif answer.media_type in JSON_TYPES:
                yield from self._wrong_in_json(answer, json.loads(answer.body))
        except (ElementTree.ParseError, ValueError, KeyError, TypeError) as error:
            yield f"cannot be read as {answer.media_type}: {type(error).__name__} {error}"

    def _note_links(self, answer: Answer) -> None:
        own = STORY.match(answer.path)
        found = {int(story[1]) for path in links(answer) if (story := STORY.match(path))}
        self._listed |= found - ({int(own[1])} if own else set())

    # --- pages -----------------------------------------------------------------------------

    def _wrong_in_page(self, answer: Answer, page: Document) -> Iterator[str]:
        yield from page.faults
        if not page.language:
            yield "says no language"
        if not page.title:
            yield "has no title"
        if page.headings.count("h1") != 1:
            yield f"has {page.headings.count('h1')} h1"
        yield from (f"has the id {one!r} twice" for one in sorted({i for i in page.ids if page.ids.count(i) > 1}))
        for picture in page.pictures:
            if "alt" not in picture or not (picture.get("width") and picture.get("height")):
                yield f"shows a picture without alt or size: {picture.get('src')}"
        for tag, address in page.links:
            if tag not in ("a", "form", "link") and own_path(address, answer.path) is None:
                yield f"loads {address} from elsewhere"
        yield from self._wrong_address(answer, page)
        self._note_dates(answer, page)

    def _wrong_address(self, answer: Answer, page: Document) -> Iterator[str]:
        if "noindex" in page.metas.get("robots", "") and not page.canonical:
            return
        if len(page.canonical) != 1:
            yield f"names {len(page.canonical)} canonical addresses"
        elif page.canonical[0] != absolute(answer.path) and "noindex" not in page.metas.get("robots", ""):
            yield f"stands at another address than it says: {page.canonical[0]}"

    def _note_dates(self, answer: Answer, page: Document) -> None:
        own = STORY.match(answer.path)
        if not own or answer.path.endswith("/history/"):
            return
        for thing in page.data:
            if thing.get("@type") == "NewsArticle":
                self._say(int(own[1]), answer.path, "JSON-LD", thing["datePublished"])
        if published := page.metas.get("article:published_time"):
            self._say(int(own[1]), answer.path, "Open Graph", published)
            self._say(int(own[1]), answer.path, "the stamp", page.times[0] if page.times else "")

    # --- feeds, sitemaps, data ---------------------------------------------------------------

    def _wrong_in_xml(self, answer: Answer, root: ElementTree.Element) -> Iterator[str]:
        items = [*root.iter("item"), *root.iter(f"{ATOM}entry")]
        yield from _twice([item.findtext("guid") or item.findtext(f"{ATOM}id") or "" for item in items])
        for item in items:
            link = item.find(f"{ATOM}link")
            url = item.findtext("link") or (link.get("href", "") if link is not None else "")
            self._note_item(answer, url, item.findtext("pubDate") or item.findtext(f"{ATOM}published"))
        for entry in root.iter(f"{SITEMAP}url"):
            path = own_path(entry.findtext(f"{SITEMAP}loc", ""))
            if path is None:
                yield f"names an address of another site: {entry.findtext(f'{SITEMAP}loc')}"
            elif story := STORY.match(path):
                self._in_sitemaps.add(int(story[1]))
                if at := entry.findtext(f"{NEWS}news/{NEWS}publication_date"):
                    self._say(int(story[1]), answer.path, "the news sitemap", at)

    def _wrong_in_json(self, answer: Answer, data: dict) -> Iterator[str]:
        items = data.get("items", [])
        yield from _twice([item["id"] for item in items])
        for item in items:
            self._note_item(answer, item["url"], item["date_published"])
        if "contentCreated" in data and (own := STORY.match(answer.path)):
            self._say(int(own[1]), answer.path, "ninjs", data["contentCreated"])

    def _note_item(self, answer: Answer, url: str, published: str | None) -> None:
        path = own_path(url)
        if path:
            self._from.setdefault(path, answer.path)
        story = STORY.match(path or "")
        if story and published and "corrections" not in answer.path:
            self._say(int(story[1]), answer.path, "the feed", published)

    def _say(self, number: int, path: str, where: str, text: str) -> None:
        self._said[number].append(Said(path, where, _moment(text)))

    # --- all together ------------------------------------------------------------------------

    def _dead_links(self) -> Iterator[Fault]:
        for path, page in sorted(self._from.items()):
            story = STORY.match(path)
            if path not in self.seen and story and int(story[1]) not in self.stories and not self.complete:
                continue  # one of the stories that are left out
            if NOT_ASKED.match(path):
                continue
            status = self.seen.get(path) or self.visitor.get(path).status
            if status not in WELL:
                yield Fault(page, f"leads to {path}, which answers {status}")

    def _dates_that_differ(self) -> Iterator[Fault]:
        for number, said in sorted(self._said.items()):
            whole = [one for one in said if isinstance(one.at, datetime)]
            days = {one.at if not isinstance(one.at, datetime) else local_day(one.at) for one in said}
            if len({one.at for one in whole}) > 1 or len(days) > 1:
                told = "; ".join(sorted({f"{one.where} at {one.path}: {one.at.isoformat()}" for one in said}))
                yield Fault(f"/news/{number}/", f"is dated differently: {told}")

    def _unreachable(self) -> Iterator[Fault]:
        """Yield the stories that no page links to, or that no sitemap names."""
        if not self.complete:
            return
        listed = Article.objects.filter(may_be_read(), retracted_at__isnull=True).exclude(body="")
        for number in listed.order_by("pk").values_list("pk", flat=True):
            if number not in self._listed:
                yield Fault(f"/news/{number}/", "no page leads to it")
            if number not in self._in_sitemaps:
                yield Fault(f"/news/{number}/", "no sitemap names it")


def _twice(ids: list[str]) -> Iterator[str]:
    yield from (f"has the id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))


def _moment(text: str) -> datetime | date:
    """Parse a moment or day in one of the forms that pages and feeds use; raise ValueError for any other."""
    if len(text) == len("2020-10-02"):
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    return at.replace(microsecond=0)
