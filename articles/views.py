"""The public pages. A view says which rows, which template, and what extra."""

from datetime import date

from django.db.models import Subquery
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles import archive, frontpage
from articles.dates import WEEKDAYS, day_span, local_day, month_span
from articles.keyset import turn_to
from articles.models import Article, Correction, Section, Tag
from articles.oldaddresses import LeadsOn
from articles.subjects import known_authors, known_tags


class FrontPage(TemplateView):
    """The front page: its slots, and the sidebars that the template asks for."""

    template_name = "articles/front_page.html"

    def get_context_data(self, **kwargs):
        front = frontpage.compose()
        return super().get_context_data(front=front, sections=front.sections, **kwargs)


class KeysetList(TemplateView):
    """Rows newest first, a page at a time by cursor: `?before=<cursor>`, `?after=<cursor>`.

    Subclasses give `rows()`. The context has `page` (keyset.Page). A cursor that
    is none is 404; where nothing is newer, the page's address is the plain one.
    """

    understood = ("before", "after")  # of the address's query
    page_length = 30
    moment = "published_at"

    def get(self, request, *args, **kwargs):
        try:
            page = turn_to(self.rows(), request.GET, self.page_length, self.moment)
        except ValueError as error:
            raise Http404("no such page of this list") from error
        if page.newer is None and "after" in request.GET:
            return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(page=page, stories=page.rows, **kwargs))


class StoryList(KeysetList):
    """Stories newest first. Subclasses give `stories()`; the context has them as `stories`, too."""

    def stories(self):
        return Article.objects.published().without_briefs()

    def rows(self):
        return self.stories().for_cards().newest_first()


class LatestPage(StoryList):
    """Everything, briefs too."""

    template_name = "articles/latest_page.html"

    def stories(self):
        return Article.objects.published()


class SectionPage(LeadsOn, StoryList):
    """One section's stories; the section is found among those of the navigation."""

    template_name = "articles/section_page.html"
    movable = Section.objects.all

    @cached_property
    def sections(self):
        return list(Section.objects.all())

    @cached_property
    def section(self):
        for section in self.sections:
            if section.slug == self.kwargs["slug"]:
                return section
        raise Http404("no such section")

    def stories(self):
        return super().stories().in_section(self.section)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=self.sections, **kwargs)


class TagPage(LeadsOn, StoryList):
    """The stories about one thing; the tag comes with the sections of the navigation, in their query."""

    template_name = "articles/tag_page.html"
    moment = "listed_at"
    movable = staticmethod(known_tags)

    @cached_property
    def sections(self):
        tag = known_tags().filter(slug=self.kwargs["slug"])
        return list(Section.objects.annotate(tag_pk=Subquery(tag.values("pk")), tag_name=Subquery(tag.values("name"))))

    @cached_property
    def tag(self):
        if not self.sections or self.sections[0].tag_pk is None:
            raise Http404("no such tag")
        return Tag(pk=self.sections[0].tag_pk, name=self.sections[0].tag_name, slug=self.kwargs["slug"])

    def stories(self):
        return super().stories().tagged(self.tag)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=self.sections, **kwargs)


class AuthorPage(StoryList):
    """Who somebody is, and the stories under that name."""

    template_name = "articles/author_page.html"
    moment = "listed_at"

    @cached_property
    def author(self):
        return get_object_or_404(known_authors().select_related("photo"), slug=self.kwargs["slug"])

    def stories(self):
        return super().stories().by_author(self.author)


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

    @cached_property
    def day(self):
        return date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])

    def stories(self):
        try:
            return super().stories().on_day(self.day).with_neighbors(*day_span(self.day))
        except (ValueError, OverflowError) as error:
            raise Http404("no such day") from error

    def get_context_data(self, stories, **kwargs):
        if not stories:
            raise Http404("a day without stories")
        earlier, later = (at and local_day(at) for at in (stories[0].earlier_at, stories[0].later_at))
        return super().get_context_data(stories=stories, earlier=earlier, later=later, **kwargs)


class CorrectionsPage(KeysetList):
    """What we said of our own mistakes, newest first."""

    template_name = "articles/corrections_page.html"
    moment = "made_at"

    def rows(self):
        return Correction.objects.public()


def page_not_found(request, exception):
    """The site's own 404 page, with the sections and the latest news as a way on."""
    return render(request, "404.html", status=404)
