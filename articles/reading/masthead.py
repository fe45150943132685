"""What stands at the top and the foot of every page: sections, languages, breaking news, pages about the site, topics.

All come in one query, once an edition: a section's name and address in each language, which languages are open, what
line of breaking news each has and what pages that say who we are, and which tags its newest stories have most often.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Subquery, Value
from django.http import HttpRequest
from django.utils import timezone

from articles.database.json_list import all_gathered, gathered, read_list
from articles.database.prepared import Prepared
from articles.models import (
    Article,
    Breaking,
    Language,
    Section,
    SectionName,
    SitePage,
    SitePageKind,
    Tag,
    TaggedArticle,
    TagName,
)
from articles.reading.cards import Card, Heading, Topic
from articles.text.collation import collation_key
from articles.text.languages.site_languages import DEFAULT
from articles.web.addresses import page_path, story_path
from articles.web.languages import SiteLanguage, default_language, page_language
from articles.web.shared_rows import once_an_edition

TOPICS = 8  # of a language, at most
OF_LATE = 100  # newest stories of a language in which its topics are looked for


class PageLink(NamedTuple):
    """A page that says who we are: what it is for, and its name in its language."""

    kind: str
    language: str
    title: str

    def get_absolute_url(self):
        return page_path("articles:site_page", self.kind, language=self.language)


class BreakingLine(NamedTuple):
    """A line of breaking news; `article`, `slug` and `site_language` are of the story that it leads to, or None."""

    language: str
    text: str
    article: int | None = None
    slug: str | None = None
    site_language: str | None = None

    def get_absolute_url(self) -> str:
        """Return the path of its story; "" if it leads to none."""
        return story_path(self.article, self.slug, self.site_language) if self.article else ""


class Masthead(NamedTuple):
    """The languages of the site, the default one first, and the sections in their order, by language.

    `pages` are those that say who we are, of all languages, in the order of SitePageKind. `topics` are the tags that
    the newest stories of a language have most often, by language, in the order of its alphabet. `breaking` is the line
    of breaking news of each language that has one.
    """

    languages: dict[str, SiteLanguage]
    headings: dict[str, tuple[Heading, ...]]
    pages: tuple[PageLink, ...] = ()
    topics: dict[str, tuple[Topic, ...]] = {}
    breaking: dict[str, BreakingLine] = {}

    def language(self, tag: str) -> SiteLanguage:
        """Return the language of that tag; the default one if that is not open."""
        return self.languages.get(tag) or self.languages[DEFAULT]

    def sections(self, language: str | None = None) -> tuple[Heading, ...]:
        """Return the sections in a language of the site (default: the page's)."""
        return self.headings.get(language or page_language()) or self.headings[DEFAULT]

    def page_for(self, kind: str, language: str) -> PageLink | None:
        """Return the page about the site that a language has for this purpose (SitePageKind); None if it has none."""
        return next((page for page in self.pages_in(language) if page.kind == kind), None)

    def pages_in(self, language: str) -> tuple[PageLink, ...]:
        """Return the pages about the site that a language has."""
        return tuple(page for page in self.pages if page.language == language)

    def topics_in(self, language: str) -> tuple[Topic, ...]:
        """Return the tags that the newest stories of a language have most often."""
        return self.topics.get(language, ())

    def choices(self) -> tuple[Heading, ...]:
        """Return the sections as a form offers them: their names in the page's language, their slugs in the default."""
        slugs = {one.pk: one.slug for one in self.headings[DEFAULT]}
        return tuple(one._replace(slug=slugs[one.pk]) for one in self.sections())

    def heading(self, section: int, language: str) -> Heading | None:
        """Return the section of that number in a language of the site; None if there is no such section."""
        return next((one for one in self.sections(language) if one.pk == section), None)

    def label(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """Return the cards with their sections named in the page's language."""
        if page_language() == DEFAULT:
            return tuple(cards)
        here = {one.pk: one for one in self.sections()}
        own = {one.slug: here[one.pk] for one in self.headings[DEFAULT]}
        labels = ((card, own.get(card.section_slug, card.section)) for card in cards)
        return tuple(card._replace(section_name=to.name, section_slug=to.slug) for card, to in labels)


def masthead(request: HttpRequest) -> Masthead:
    """Return the masthead, queried once per edition."""
    return once_an_edition(request, "masthead", lambda: read_masthead(_rows(timezone.now())))


def with_languages(sections, at: datetime) -> Any:
    """Annotate a queryset of sections with what `read_masthead` reads besides COLUMNS, as it is at the moment `at`."""
    names = gathered(
        SectionName.objects,
        "section",
        **{name: name for name in ("language", "name", "slug", "description")},
    )
    languages = Language.objects.opened().annotate(topics=_topics(at, OuterRef("tag")))
    opened = all_gathered(languages, **{name: name for name in ("position", "topics", *SiteLanguage._fields)})
    pages = all_gathered(SitePage.objects.published(), **{name: name for name in PageLink._fields})
    breaking = all_gathered(Breaking.objects.shown(at), **_LINE)
    return sections.annotate(
        own_names=names, languages=opened, pages=pages, topics=_topics(at, Value(DEFAULT)), breaking=breaking
    )


def _topics(at: datetime, language: OuterRef | Value) -> Subquery:
    """Return a subquery of the tags that the newest stories in the language have most often: a JSON list."""
    newest = Article.objects.dispatches(at).in_language(_from_within(language, 2)).newest_first()
    tagged = TaggedArticle.objects.filter(content_object__in=newest.values("pk")[:OF_LATE]).values("tag")
    most = tagged.annotate(stories=Count("pk")).order_by("-stories", "tag").values("tag")[:TOPICS]
    own_names = gathered(TagName.objects, "tag", **{name: name for name in ("language", "name", "slug")})
    tags = Tag.objects.filter(pk__in=most).annotate(own_names=own_names)
    return all_gathered(tags, **{name: name for name in ("pk", "name", "slug", "own_names")})


def _from_within(value: OuterRef | Value, queries: int) -> OuterRef | Value:
    """Return the value for use within so many more queries."""
    for _ in range(queries if isinstance(value, OuterRef) else 0):
        value = OuterRef(value)
    return value


_LINE = {name: name for name in ("language", "text", "article")} | {
    name: f"article__{name}" for name in ("slug", "site_language")
}
COLUMNS = ("pk", "name", "slug", "description", "own_names", "languages", "pages", "topics", "front_size", "breaking")
_rows = Prepared(lambda at: with_languages(Section.objects, at).values_list(*COLUMNS))
_pages = Prepared(lambda: SitePage.objects.published().values_list(*PageLink._fields))
_lines = Prepared(lambda at: Breaking.objects.shown(at).values_list(*_LINE.values()))
_opened = Prepared(lambda: Language.objects.opened().values_list(*SiteLanguage._fields))


def site_languages() -> dict[str, SiteLanguage]:
    """Return the languages of the site by tag, the default one first. One query."""
    return _with_default(_opened())


def _with_default(opened: Iterable[tuple[str, str, str]]) -> dict[str, SiteLanguage]:
    """Return the languages by tag, given the rows of those that are open; without a name, it is the default's."""
    default = default_language()
    others = (SiteLanguage(tag, site_name or default.site_name, tagline) for tag, site_name, tagline in opened)
    return {one.tag: one for one in (default, *others)}


def read_masthead(rows: list[tuple]) -> Masthead:
    """Return the masthead, given rows of COLUMNS in the sections' order. Without sections, three queries."""
    if rows:
        opened = sorted(read_list(rows[0][5]), key=lambda one: one["position"])
        languages = _with_default([[one[name] for name in SiteLanguage._fields] for one in opened])
        pages = [PageLink(**one) for one in read_list(rows[0][6])]
        topics = {one["tag"]: one["topics"] for one in opened} | {DEFAULT: rows[0][7]}
        lines = [BreakingLine(**one) for one in read_list(rows[0][9])]
    else:
        languages, pages, topics = site_languages(), [PageLink._make(row) for row in _pages()], {}
        lines = [BreakingLine._make(row) for row in _lines(timezone.now())]
    headings = defaultdict(list)
    for pk, name, slug, description, own_names, _, _, _, front_size, *_ in rows:
        own = {one["language"]: one for one in read_list(own_names)}
        for tag in languages:
            here = own.get(tag)
            if here:
                headings[tag].append(Heading(pk, here["name"], here["slug"], here["description"], front_size))
            else:
                headings[tag].append(Heading(pk, name, slug, description if tag == DEFAULT else "", front_size))
    in_order = sorted(pages, key=lambda page: SitePageKind.values.index(page.kind))
    of_late = {tag: _in_order(read_list(found), tag) for tag, found in topics.items()}
    breaking = {line.language: line for line in lines}
    return Masthead(languages, {tag: tuple(headings[tag]) for tag in languages}, tuple(in_order), of_late, breaking)


def _in_order(topics: list[dict], language: str) -> tuple[Topic, ...]:
    """Return the topics by their names in the language, in the order of its alphabet."""
    found = []
    for one in topics:
        here = {own["language"]: own for own in read_list(one["own_names"])}.get(language, one)
        found.append(Topic(one["pk"], here["name"], here["slug"]))
    return tuple(sorted(found, key=lambda topic: collation_key(topic.name, language)))
