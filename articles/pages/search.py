"""The search page."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connections
from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from articles import search
from articles.database.prepared import Prepared
from articles.models import Article
from articles.pages.search_form import SearchForm
from articles.reading.cards import Heading
from articles.reading.masthead import masthead
from articles.reading.versions import VersionLink, read_links, version_links
from articles.search import CANDIDATES
from articles.search.excerpts import Piece, excerpt, marked
from articles.search.query_parser import Term, loosened, parse
from articles.text import richtext
from articles.web.languages import page_language

PAGE_LENGTH = 20
PAGES = CANDIDATES // PAGE_LENGTH


class Story(NamedTuple):
    """A story that was found. COLUMNS has the matching column names, in the same order."""

    pk: int
    slug: str
    headline: str
    headline_known: bool
    summary: str
    opening: str
    body: str
    language: str
    published_at: datetime
    time_known: bool
    story_type: str
    kicker: str
    site_language: str
    section_name: str
    section_slug: str
    versions: tuple[VersionLink, ...] = ()  # in other languages; no column

    get_absolute_url = Article.get_absolute_url
    teaser = Article.teaser
    blurb = Article.blurb
    is_brief = Article.is_brief

    @classmethod
    def of(cls, row: tuple) -> "Story":
        """Make a story from a row of COLUMNS, which `version_links` may follow."""
        story = cls(*row[: len(COLUMNS)])
        return story._replace(versions=read_links(row[-1], story.site_language)) if len(row) > len(COLUMNS) else story

    @property
    def section(self) -> Heading:
        return Heading(0, self.section_name, self.section_slug, "")


COLUMNS = [name.replace("section_", "section__") for name in Story._fields[:-1]]


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found, with the search terms marked in its headline and an excerpt."""

    story: Story
    headline: list[Piece]
    excerpt: list[Piece]

    @classmethod
    def of(cls, story: Story, terms: tuple[Term, ...]) -> "Result":
        said = excerpt(" ".join(richtext.to_read(story.body)), terms) or marked(story.blurb, terms)
        return cls(story, marked(story.headline, terms), said)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found: how many there are in all, and whether words were read as the beginnings of words."""

    rows: list[Result]
    count: int
    widened: bool

    @property
    def is_capped(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count >= CANDIDATES


def _stories(at: datetime, keys):
    return Article.objects.published(at).filter(pk__in=keys)


class SearchPage(TemplateView):
    """The search results, best first, paginated by `?page=`; without search words only the form."""

    template_name = "articles/search_page.html"
    stories = Prepared(lambda at, *keys: _stories(at, keys).values_list(*COLUMNS))
    stories_with_versions = Prepared(lambda at, *keys: _stories(at, keys).values_list(*COLUMNS, version_links(at)))

    def get_context_data(self, **kwargs):
        site = masthead(self.request)
        form = SearchForm(self.request.GET, site.choices(), tuple(site.languages), page_language())
        number = self.page_number()
        terms = parse(form.cleaned_data["q"]) if form.is_valid() else ()
        found = self.find(terms, form, number) if terms else None
        return super().get_context_data(
            form=form,
            sections=site.sections(),
            found=found,
            first=self.address(1),
            earlier=self.address(number - 1) if number > 1 else "",
            later=self.address(number + 1) if found and number * PAGE_LENGTH < found.count else "",
            **kwargs,
        )

    def page_number(self) -> int:
        """Return the page number from the query; raise Http404 if it is not a valid one."""
        text = self.request.GET.get("page", "1")
        if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= PAGES):
            raise Http404("no such page of results")
        return int(text)

    def find(self, terms: tuple[Term, ...], form: SearchForm, number: int) -> Results:
        """Return a page of what was found; if nothing was, of what begins with the words.

        The numbers of all stories are read first, in their order: that counts them, and sorts no texts.
        """
        now, site = timezone.now(), masthead(self.request)
        read = self.stories if len(site.languages) == 1 else self.stories_with_versions
        for wanted in dict.fromkeys((terms, loosened(terms))):
            keys = search.numbers(connections[Article.objects.db], wanted, form.scope, now)
            if keys:
                here = keys[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
                found = map(Story.of, read(now, *here)) if here else ()
                by_key = {story.pk: story for story in site.label(found)}
                rows = [Result.of(by_key[key], wanted) for key in here if key in by_key]
                return Results(rows, len(keys), widened=wanted != terms)
        return Results([], 0, widened=False)

    def address(self, number: int) -> str:
        """Return the query string of another page of the same results."""
        query = self.request.GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}"
