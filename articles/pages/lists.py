"""The public pages. A view says which rows, which template, and what extra."""

from datetime import date

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.database.prepared import Prepared
from articles.front import composition
from articles.models import Article, Correction, Section
from articles.reading import archive
from articles.reading.cards import COLUMNS, Card, Topic
from articles.reading.pagination import Listing
from articles.reading.sections import all_sections
from articles.reading.subjects import known_authors, known_tags
from articles.text.dates import WEEKDAYS, day_span, local_day, month_span
from articles.web.old_addresses import LeadsOn


class FrontPage(TemplateView):
    """The front page: its slots, and the sidebars that the template asks for."""

    template_name = "articles/front_page.html"

    def get_context_data(self, **kwargs):
        front = composition.compose()
        return super().get_context_data(front=front, sections=front.sections, **kwargs)


class KeysetList(TemplateView):
    """Rows newest first, a page at a time by cursor: `?before=<cursor>`, `?after=<cursor>`.

    Subclasses have a `listing`, and say what is `given` to it. The context has
    `page` (keyset.Page). A cursor that is none is 404; where nothing is newer,
    the page's address is the plain one.
    """

    understood = ("before", "after")  # of the address's query
    page_length = 30
    listing: Listing

    def given(self) -> tuple:
        """The values, beside the moment, that the listing's rows are asked by."""
        return ()

    def get(self, request, *args, **kwargs):
        given = self.given()
        try:
            page = self.listing.turn_to(request.GET, self.page_length, timezone.now(), *given)
        except ValueError as error:
            raise Http404("no such page of this list") from error
        if page.newer is None and "after" in request.GET:
            return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(page=page, **kwargs))


class StoryList(KeysetList):
    """Stories newest first; the context has them as `stories` (cards.Card)."""

    def get_context_data(self, page, **kwargs):
        return super().get_context_data(page=page, stories=tuple(map(Card.of, page.rows)), **kwargs)


def dispatches(at):
    """What lists show: stories with a text of their own, newest first."""
    return Article.objects.published(at).without_briefs().newest_first()


class LatestPage(StoryList):
    """Everything, briefs too."""

    template_name = "articles/latest_page.html"
    listing = Listing(lambda at: Article.objects.published(at).newest_first(), columns=COLUMNS)


class SectionPage(LeadsOn, StoryList):
    """One section's stories; the section is found among those of the navigation."""

    template_name = "articles/section_page.html"
    listing = Listing(lambda at, section: dispatches(at).in_section(section), columns=COLUMNS)
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

    def given(self):
        return (self.section.pk,)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=self.sections, **kwargs)


class TagPage(LeadsOn, StoryList):
    """The stories about one thing."""

    template_name = "articles/tag_page.html"
    listing = Listing(lambda at, tag: dispatches(at).tagged(tag).newest_first(), "listed_at", COLUMNS)
    find = Prepared(lambda slug, at: known_tags(at).filter(slug=slug).values_list(*Topic._fields))
    movable = staticmethod(known_tags)

    @cached_property
    def tag(self):
        for row in self.find(self.kwargs["slug"], timezone.now()):
            return Topic(*row)
        raise Http404("no such tag")

    def given(self):
        return (self.tag.pk,)


class AuthorPage(StoryList):
    """Who somebody is, and the stories under that name."""

    template_name = "articles/author_page.html"
    listing = Listing(lambda at, author: dispatches(at).by_author(author).newest_first(), "listed_at", COLUMNS)

    @cached_property
    def author(self):
        return get_object_or_404(known_authors().select_related("photo"), slug=self.kwargs["slug"])

    def given(self):
        return (self.author.pk,)


class ArchivePage(TemplateView):
    """Every year with its months, or the one year that the address names."""

    template_name = "articles/archive_page.html"

    def get_context_data(self, year=None, **kwargs):
        years = archive.years(year)
        if year is not None and not years:
            raise Http404("a year without stories")
        return super().get_context_data(years=years, year=year, **kwargs)


class MonthPage(TemplateView):
    """The calendar of one month of the site's zone."""

    template_name = "articles/month_page.html"

    def get_context_data(self, year, month, **kwargs):
        try:
            start, end = month_span(year, month)
        except (ValueError, OverflowError) as error:
            raise Http404("no such month") from error
        weeks = archive.calendar(year, month)
        if not any(day.stories for week in weeks for day in week):
            raise Http404("a month without stories")
        earlier, later = archive.days_beside(start, end)
        return super().get_context_data(
            first=date(year, month, 1), weekdays=WEEKDAYS, weeks=weeks, earlier=earlier, later=later, **kwargs
        )


class DayPage(StoryList):
    """The stories of one day of the site's zone, and the way to the days before and after that have any."""

    template_name = "articles/day_page.html"
    listing = Listing(
        lambda at, start, end: dispatches(at).within(start, end).with_neighbors(start, end, at), columns=COLUMNS
    )

    @cached_property
    def day(self):
        return date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])

    def given(self):
        try:
            return day_span(self.day)
        except (ValueError, OverflowError) as error:
            raise Http404("no such day") from error

    def get_context_data(self, page, **kwargs):
        if not page.rows:
            raise Http404("a day without stories")
        earlier, later = (at and local_day(at) for at in (page.rows[0].earlier_at, page.rows[0].later_at))
        return super().get_context_data(page=page, earlier=earlier, later=later, **kwargs)


class CorrectionsPage(KeysetList):
    """What we said of our own mistakes, newest first."""

    template_name = "articles/corrections_page.html"
    listing = Listing(Correction.objects.public, moment="made_at")


def page_not_found(request, exception):
    """The site's own 404 page, with the sections and the latest news as a way on."""
    return render(request, "404.html", status=404)
