"""The search page."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from time import monotonic

from django.db import connections
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.views.generic import TemplateView

from articles import search
from articles.database.prepared import Prepared
from articles.models import Article
from articles.pages.search_filters import Filters, Loosened
from articles.pages.search_form import ALL_LANGUAGES, FILTERS, SearchForm
from articles.reading import cards
from articles.reading.cards import Card
from articles.reading.did_you_mean import suggestions
from articles.reading.masthead import masthead
from articles.reading.named_subjects import tags_of
from articles.reading.versions import version_links
from articles.search import CANDIDATES
from articles.search.excerpts import Piece, excerpt, joined, marked
from articles.search.query_parser import Term, loosened, parse
from articles.text import richtext
from articles.web.languages import page_language

PAGE_LENGTH = 20
PAGES = CANDIDATES // PAGE_LENGTH
LANGUAGES_TRIED = 8  # others in which a search is tried that finds nothing in the page's
PATIENCE = 2  # seconds; a search that has taken so long and found nothing is not tried in other ways, too

COLUMNS = (*cards.COLUMNS, "body")


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found, with the search terms marked in its headline and an excerpt."""

    story: Card
    headline: list[Piece]
    excerpt: list[Piece]

    @classmethod
    def of(cls, story: Card, body: str, terms: tuple[Term, ...]) -> "Result":
        said = excerpt(joined(richtext.to_read(body)), terms) or marked(story.blurb, terms)
        return cls(story, marked(story.headline, terms), said)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found: how many there are in all, and whether words were read as the beginnings of words.

    `tags` are names of the most frequent tags of what was found.
    """

    rows: list[Result]
    count: int
    has_more: bool = False  # than were counted
    widened: bool = False
    tags: list[str] = field(default_factory=list)


def _stories(at: datetime, keys):
    return Article.objects.published(at).filter(pk__in=keys).with_lead_photo()


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A language of the site, and how many stories a search finds there."""

    language: str
    count: int
    has_more: bool


class SearchPage(TemplateView):
    """The search results, best first, paginated by `?page=`; without search words only the form."""

    template_name = "articles/search_page.html"
    stories = Prepared(lambda at, *keys: _stories(at, keys).values_list(*COLUMNS))
    stories_with_versions = Prepared(lambda at, *keys: _stories(at, keys).values_list(*COLUMNS, version_links(at)))

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.began = monotonic()

    @property
    def has_time(self) -> bool:
        """Whether the search may be tried in another way."""
        return monotonic() - self.began < PATIENCE

    def get(self, request, *args, **kwargs):
        """Show the page; lead an address with empty parameters, as a form without scripts sends it, to one without."""
        query = request.GET.copy()
        for name in [name for name in query if name in (*FILTERS, "order") and not any(query.getlist(name))]:
            del query[name]
        if len(query) < len(request.GET):
            return HttpResponseRedirect(f"?{query.urlencode()}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        site = masthead(self.request)
        form = SearchForm(self.request.GET, site.choices(), tuple(site.languages), page_language())
        filters = Filters(form, self.request.GET)
        number = self.page_number()
        terms = parse(form.cleaned_data["q"]) if form.is_valid() else ()
        found = self.find(terms, form, number) if terms else None
        nothing = found is not None and not found.count
        return super().get_context_data(
            form=form,
            filters=filters,
            sections=site.sections(),
            found=found,
            loosened=self.loosened(terms, form, filters) if nothing else [],
            elsewhere=self.elsewhere(terms, form, tuple(site.languages)) if nothing else [],
            everywhere=filters.address_with("language", ALL_LANGUAGES),
            suggestions=suggestions(form.cleaned_data["q"], form.scope, timezone.now())
            if nothing and self.has_time
            else [],
            first=filters.address(),
            earlier=filters.address(page=number - 1) if number > 1 else "",
            later=filters.address(page=number + 1) if found and number * PAGE_LENGTH < found.count else "",
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
            if wanted != terms and not self.has_time:
                break
            keys = search.numbers(
                connections[Article.objects.db],
                wanted,
                form.scope,
                now,
                newest_first=form.is_newest_first,
                limit=CANDIDATES + 1,
            )
            if keys:
                counted = keys[:CANDIDATES]
                here = counted[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
                rows = read(now, *here) if here else ()
                bodies = {row[0]: row[len(COLUMNS) - 1] for row in rows}
                by_key = {story.pk: story for story in site.label(Card.with_links(row, len(COLUMNS)) for row in rows)}
                results = [Result.of(by_key[key], bodies[key], wanted) for key in here if key in by_key]
                tags = tags_of(counted, page_language())
                return Results(results, len(counted), len(keys) > CANDIDATES, wanted != terms, tags)
        return Results([], 0)

    def loosened(self, terms: tuple[Term, ...], form: SearchForm, filters: "Filters") -> list[Loosened]:
        """Return which filters to leave out, with how many stories are found then; none that leaves none."""
        connection, scope = connections[Article.objects.db], form.scope
        ways = [(chip, chip.loosen(scope)) for chip in filters.chips]
        without_any = replace(search.EVERYWHERE, language=scope.language)
        if without_any not in (wider for _, wider in ways):  # else it would be offered twice
            ways.append((None, without_any))
        found = (
            (chip, len(search.numbers(connection, terms, wider, newest_first=True, limit=CANDIDATES + 1)))
            for chip, wider in ways
            if wider != scope and self.has_time
        )
        return [
            Loosened(chip, chip.without if chip else filters.without_any, min(count, CANDIDATES), count > CANDIDATES)
            for chip, count in found
            if count
        ]

    def elsewhere(self, terms: tuple[Term, ...], form: SearchForm, languages: tuple[str, ...]) -> list[InLanguage]:
        """Return how many stories the same search finds in the site's other languages; no language without any.

        One query a language, at most LANGUAGES_TRIED; none if all languages were searched.
        """
        connection, scope = connections[Article.objects.db], form.scope
        others = [tag for tag in languages if scope.language and tag != scope.language][:LANGUAGES_TRIED]
        found = (
            (tag, len(search.numbers(connection, terms, within, newest_first=True, limit=CANDIDATES + 1)))
            for tag in others
            if self.has_time
            for within in [replace(scope, language=tag)]
        )
        return [InLanguage(tag, min(count, CANDIDATES), count > CANDIDATES) for tag, count in found if count]
