"""The search page."""

from dataclasses import dataclass

from django.http import Http404
from django.views.generic import TemplateView

from articles.models import Article, Section
from articles.pages.search_form import SearchForm
from articles.reading.cards import Heading
from articles.search import CANDIDATES
from articles.search.excerpts import Piece, excerpt, marked
from articles.search.query_parser import Term, loosened, parse
from articles.text import richtext

PAGE_LENGTH = 20
PAGES = CANDIDATES // PAGE_LENGTH


@dataclass(frozen=True, slots=True)
class Result:
    """A story that was found, with the search terms marked in its headline and an excerpt."""

    story: Article
    headline: list[Piece]
    excerpt: list[Piece]

    @classmethod
    def of(cls, story: Article, terms: tuple[Term, ...]) -> "Result":
        said = excerpt(" ".join(richtext.to_paragraphs(story.body)), terms) or marked(story.blurb, terms)
        return cls(story, marked(story.headline, terms), said)


class SearchPage(TemplateView):
    """The search results, best first, paginated by `?page=`; without search words only the form."""

    template_name = "articles/search_page.html"

    def get_context_data(self, **kwargs):
        sections = list(Section.objects.all())
        form = SearchForm(self.request.GET, sections)
        number = self.page_number()
        terms = parse(form.cleaned_data["q"]) if form.is_valid() else ()
        results, more, widened = self.find(terms, form, number) if terms else ([], False, False)
        return super().get_context_data(
            form=form,
            sections=tuple(Heading(one.pk, one.name, one.slug, one.description) for one in sections),
            asked=bool(terms),
            results=results,
            widened=widened,
            page=number,
            earlier=self.address(number - 1) if number > 1 else "",
            later=self.address(number + 1) if more and number < PAGES else "",
            **kwargs,
        )

    def page_number(self) -> int:
        """Return the page number from the query; raise Http404 if it is not a valid one."""
        text = self.request.GET.get("page", "1")
        if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= PAGES):
            raise Http404("no such page of results")
        return int(text)

    def find(self, terms: tuple[Term, ...], form: SearchForm, number: int) -> tuple[list[Result], bool, bool]:
        """Return (results, whether more follow, whether words were read as prefixes because nothing matched them)."""
        for wanted in dict.fromkeys((terms, loosened(terms))):
            found = Article.objects.published().matching(wanted, form.scope).select_related("section")
            rows = list(found.defer("section__description")[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH + 1])
            if rows:
                results = [Result.of(story, wanted) for story in rows[:PAGE_LENGTH]]
                return results, len(rows) > PAGE_LENGTH, wanted != terms
        return [], False, False

    def address(self, number: int) -> str:
        """Return the query string of another page of the same results."""
        query = self.request.GET.copy()
        query["page"] = number
        return f"?{query.urlencode()}"
