"""Paginated lists: latest news, sections, tags, authors and corrections."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.database.prepared import Prepared
from articles.models import Article, Correction, Section
from articles.reading.cards import COLUMNS, Card, Topic
from articles.reading.pagination import Listing
from articles.reading.subjects import all_sections, known_authors, known_tags
from articles.web.old_subject_slugs import RedirectsOldSlugs

SHORT_LIST = 6  # rows; with fewer, a page is set without the empty space of a long list


class KeysetList(TemplateView):
    """A list of rows, newest first, paginated by cursor: `?before=<cursor>`, `?after=<cursor>`.

    Subclasses set `listing` and return its arguments from `given()`. The context has
    `page` (pagination.Page) and `is_short`. A malformed cursor answers 404; if an `?after=` page turns
    out to be the first page, the view redirects to the URL without a query.
    """

    page_length = 30
    listing: Listing

    def query_arguments(self) -> tuple:
        """Return the arguments that the listing's query takes in addition to the current time."""
        return ()

    def get(self, request, *args, **kwargs):
        given = self.query_arguments()
        try:
            page = self.listing.turn_to(request.GET, self.page_length, timezone.now(), *given)
        except ValueError as error:
            raise Http404("no such page of this list") from error
        if page.newer is None and "after" in request.GET:
            return HttpResponseRedirect(request.path)
        is_short = len(page.rows) < SHORT_LIST
        return self.render_to_response(self.get_context_data(page=page, is_short=is_short, **kwargs))


class StoryList(KeysetList):
    """A list of stories, newest first; the context has them as `stories` (cards.Card)."""

    def get_context_data(self, page, **kwargs):
        return super().get_context_data(page=page, stories=tuple(map(Card.of, page.rows)), **kwargs)


class LatestPage(StoryList):
    """All published stories, including briefs."""

    template_name = "articles/latest_page.html"
    listing = Listing(lambda at: Article.objects.published(at).newest_first().with_lead_photo(), columns=COLUMNS)


class SectionPage(RedirectsOldSlugs, StoryList):
    """The stories of one section, which is looked up among the sections of the navigation."""

    template_name = "articles/section_page.html"
    listing = Listing(
        lambda at, section: Article.objects.dispatches(at).in_section(section).newest_first().with_lead_photo(),
        columns=COLUMNS,
    )
    movable = Section.objects.all

    @cached_property
    def sections(self):
        return all_sections(self.request)

    @cached_property
    def section(self):
        for section in self.sections:
            if section.slug == self.kwargs["slug"]:
                return section
        raise Http404("no such section")

    def query_arguments(self):
        return (self.section.pk,)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=self.sections, **kwargs)


class TagPage(RedirectsOldSlugs, StoryList):
    """The stories with one tag."""

    template_name = "articles/tag_page.html"
    listing = Listing(
        lambda at, tag: Article.objects.dispatches(at).tagged(tag).newest_first().with_lead_photo(),
        "listed_at",
        COLUMNS,
    )
    find = Prepared(lambda slug, at: known_tags(at).filter(slug=slug).values_list(*Topic._fields))
    movable = staticmethod(known_tags)

    @cached_property
    def tag(self):
        for row in self.find(self.kwargs["slug"], timezone.now()):
            return Topic(*row)
        raise Http404("no such tag")

    def query_arguments(self):
        return (self.tag.pk,)


class AuthorPage(StoryList):
    """An author's profile, and the stories under their byline."""

    template_name = "articles/author_page.html"
    listing = Listing(
        lambda at, author: Article.objects.dispatches(at).by_author(author).newest_first().with_lead_photo(),
        "listed_at",
        COLUMNS,
    )

    @cached_property
    def author(self):
        return get_object_or_404(known_authors().select_related("photo"), slug=self.kwargs["slug"])

    def query_arguments(self):
        return (self.author.pk,)


class CorrectionsPage(KeysetList):
    """The corrections we have published, newest first."""

    template_name = "articles/corrections_page.html"
    listing = Listing(Correction.objects.public, moment="made_at")
