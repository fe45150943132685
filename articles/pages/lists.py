"""Paginated lists: latest news, sections, tags, authors and corrections."""

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.models import Article, Correction, Section
from articles.reading import topics
from articles.reading.cards import COLUMNS, Card
from articles.reading.masthead import Masthead, masthead
from articles.reading.pagination import Listing
from articles.reading.subjects import all_sections, find_author, find_tag, known_tags
from articles.web.addresses import page_path
from articles.web.languages import page_language
from articles.web.old_subject_slugs import RedirectsOldSlugs

SHORT_LIST = 6  # rows; with fewer, a page is set without the empty space of a long list
LONG_LIST = 13  # rows; with fewer, a list is shorter than all boxes of the rail together


class KeysetList(TemplateView):
    """A list of rows, newest first, paginated by cursor: `?before=<cursor>`, `?after=<cursor>`.

    Subclasses set `listing` and return its arguments from `given()`. The context has `page` (pagination.Page),
    `is_short` (the rail stands below the list) and `has_room_beside` (for all boxes of the rail). A malformed cursor
    answers 404; if an `?after=` page turns out to be the first page, the view redirects to the URL without a query.
    """

    page_length = 30
    listing: Listing

    def query_arguments(self) -> tuple:
        """Return the arguments that the listing's query takes in addition to the time and the page's language."""
        return ()

    def rows(self) -> Listing:
        """Return the listing that this page shows."""
        return self.listing

    def get(self, request, *args, **kwargs):
        given = self.query_arguments()
        try:
            page = self.rows().turn_to(request.GET, self.page_length, timezone.now(), page_language(), *given)
        except ValueError as error:
            raise Http404("no such page of this list") from error
        if page.newer is None and "after" in request.GET:
            return HttpResponseRedirect(request.path)
        rows = len(page.rows)
        shape = {"is_short": rows < SHORT_LIST, "has_room_beside": not SHORT_LIST <= rows < LONG_LIST}
        return self.render_to_response(self.get_context_data(page=page, **shape, **kwargs))


class StoryList(KeysetList):
    """A list of stories, newest first; the context has them as `stories` (cards.Card).

    On a site of several languages each names its versions in the others, which come with its row.
    """

    @cached_property
    def has_versions(self) -> bool:
        return len(masthead(self.request).languages) > 1

    def rows(self):
        return self.listing.with_versions if self.has_versions else self.listing

    def get_context_data(self, page, **kwargs):
        cards = map(Card.with_versions if self.has_versions else Card.of, page.rows)
        stories = masthead(self.request).label(cards)
        return super().get_context_data(page=page, stories=stories, **kwargs)


class LatestPage(StoryList):
    """All published stories, including briefs."""

    template_name = "articles/latest_page.html"
    listing = Listing(
        lambda at, language: Article.objects.published(at).in_language(language).newest_first().with_lead_photo(),
        columns=COLUMNS,
    )


class SectionPage(RedirectsOldSlugs, StoryList):
    """The stories of one section, which is looked up among the sections of the navigation."""

    template_name = "articles/section_page.html"
    listing = Listing(
        lambda at, language, section: (
            Article.objects.dispatches(at).in_language(language).in_section(section).newest_first().with_lead_photo()
        ),
        columns=COLUMNS,
    )
    movable = Section.objects.all

    @cached_property
    def sections(self):
        return all_sections(self.request)

    def counterparts(self, head: Masthead) -> dict[str, str]:
        """Return the paths of the section's pages in all languages, by tag."""
        found = {tag: head.heading(self.section.pk, tag) for tag in head.languages}
        return {tag: page_path("articles:section", one.slug, language=tag) for tag, one in found.items()}

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
        lambda at, language, tag: (
            Article.objects.dispatches(at).tagged(tag).in_language(language).newest_first().with_lead_photo()
        ),
        "listed_at",
        COLUMNS,
    )
    movable = staticmethod(known_tags)

    @cached_property
    def found(self):
        found = find_tag(self.kwargs["slug"], timezone.now(), page_language())
        if found is None:
            raise Http404("no such tag")
        return found

    @property
    def tag(self):
        return self.found.topic

    def counterparts(self, head: Masthead) -> dict[str, str]:
        """Return the paths of the tag's pages in the languages that have stories about it, by tag."""
        slugs = self.found.slugs
        return {tag: page_path("articles:tag", slugs[tag], language=tag) for tag in head.languages if tag in slugs}

    def query_arguments(self):
        return (self.tag.pk,)

    def get_context_data(self, page, **kwargs):
        """Add to the first page what an editor wrote of the tag, related tags, and its pages in other languages."""
        context = super().get_context_data(page=page, **kwargs)
        about, related, languages = None, (), ()
        if page.newer is None:
            at, here = timezone.now(), page_language()
            if self.found.written_of:
                about = topics.about_topic(self.tag.pk, at, here, with_versions=self.has_versions)
            related = topics.related_topics(self.tag.pk, at, here, about.page.related if about else ())
            languages = topics.in_languages(self.tag.pk, at, self.found.slugs, masthead(self.request).languages)
            if about and about.lead:
                others = tuple(story for story in context["stories"] if story.pk != about.lead.pk)
                [lead] = masthead(self.request).label([about.lead])
                about = about._replace(lead=lead if others else None)  # the only story of all is in the list
                context["stories"] = others or context["stories"]
        return context | {"about": about, "related": related, "languages": languages}


class AuthorPage(StoryList):
    """An author's profile, and the stories under their byline."""

    template_name = "articles/author_page.html"
    listing = Listing(
        lambda at, language, author: (
            Article.objects.dispatches(at).by_author(author).in_language(language).newest_first().with_lead_photo()
        ),
        "listed_at",
        COLUMNS,
    )

    @cached_property
    def author(self):
        return find_author(self.kwargs["slug"], page_language())

    def query_arguments(self):
        return (self.author.pk,)


class CorrectionsPage(KeysetList):
    """The corrections we have published, newest first."""

    template_name = "articles/corrections_page.html"
    listing = Listing(lambda at, language: Correction.objects.public(at, language), moment="made_at")
