"""The archive: years and months, the calendar of a month, the stories of a day."""

from datetime import date

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.models import Article
from articles.pages.lists import StoryList
from articles.reading import archive
from articles.reading.cards import COLUMNS
from articles.reading.pagination import Listing
from articles.text.dates import day_span, local_day, month_span
from articles.web.languages import page_language

SHORT_ARCHIVE = 3  # years; with fewer, the page is set without the empty space of a long list


class ArchivePage(TemplateView):
    """All years with their months, or only the year that the URL names."""

    template_name = "articles/archive_page.html"

    def get_context_data(self, year=None, **kwargs):
        years = archive.years(year, page_language())
        if year is not None and not years:
            raise Http404("a year without stories")
        return super().get_context_data(years=years, year=year, is_short=len(years) < SHORT_ARCHIVE, **kwargs)


class MonthPage(TemplateView):
    """The calendar of one month in the site's time zone."""

    template_name = "articles/month_page.html"

    def get_context_data(self, year, month, **kwargs):
        try:
            start, end = month_span(year, month)
        except (ValueError, OverflowError) as error:
            raise Http404("no such month") from error
        weeks = archive.calendar(year, month, page_language())
        if not any(day.stories for week in weeks for day in week):
            raise Http404("a month without stories")
        earlier, later = archive.days_beside(start, end, page_language())
        first = date(year, month, 1)
        return super().get_context_data(first=first, weeks=weeks, earlier=earlier, later=later, **kwargs)


class DayPage(StoryList):
    """The stories of one day in the site's time zone, with links to the nearest earlier and later days with stories."""

    template_name = "articles/day_page.html"
    listing = Listing(
        lambda at, language, start, end: (
            Article.objects.dispatches(at)
            .in_language(language)
            .within(start, end)
            .with_neighbors(start, end, language, at)
            .newest_first()
            .with_lead_photo()
        ),
        columns=COLUMNS,
    )

    @cached_property
    def day(self):
        return date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])

    def query_arguments(self):
        try:
            return day_span(self.day)
        except (ValueError, OverflowError) as error:
            raise Http404("no such day") from error

    def get_context_data(self, page, **kwargs):
        if not page.rows:
            raise Http404("a day without stories")
        earlier, later = (at and local_day(at) for at in (page.rows[0].earlier_at, page.rows[0].later_at))
        return super().get_context_data(page=page, earlier=earlier, later=later, **kwargs)
