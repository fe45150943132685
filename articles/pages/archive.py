"""The archive: years and months, the calendar of a month, the stories of a day."""

from datetime import date

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.front.day_front import DayFront, front_of_day
from articles.models import Article
from articles.pages.lists import StoryList
from articles.reading import archive
from articles.reading.cards import COLUMNS
from articles.reading.masthead import masthead
from articles.reading.pagination import Listing
from articles.text.dates import day_span, local_day, month_span
from articles.text.typed_moments import parse_day
from articles.web.addresses import page_path
from articles.web.languages import page_language

SHORT_ARCHIVE = 3  # years; with fewer, the page is set without the empty space of a long list


class ArchivePage(TemplateView):
    """All years with their months, or only the year that the URL names.

    `?date=` leads to the page of a day; if that has no stories, or there is no such day, the page is a 404 that says
    which days are near. The context has `asked` (what was typed) and `sought` (archive.SoughtDay, or None).
    """

    template_name = "articles/archive_page.html"

    def get(self, request, *args, year=None, **kwargs):
        asked = request.GET.get("date", "").strip() if year is None else ""
        sought = sought_day(asked) if asked else None
        if sought and sought.has_stories:
            day = sought.day
            return HttpResponseRedirect(page_path("articles:day", day.year, day.month, day.day))
        context = self.get_context_data(year=year, asked=asked, sought=sought, **kwargs)
        return self.render_to_response(context, status=404 if asked else 200)

    def get_context_data(self, year=None, **kwargs):
        years = archive.years(year, page_language())
        if year is not None and not years:
            raise Http404("a year without stories")
        return super().get_context_data(years=years, year=year, is_short=len(years) < SHORT_ARCHIVE, **kwargs)


def sought_day(text: str) -> archive.SoughtDay | None:
    """Return the day that was typed as a browser sends it, or as people write it; None if it is no day."""
    try:
        return archive.seek(parse_day(text), page_language())
    except ValueError:
        return None


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
    """The stories of one day in the site's time zone, with links to the nearest earlier and later days with stories.

    Above them stand the lead and the Top stories of that day's front page, if they are on record.
    """

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
        front = self.front() if page.newer is None else None
        return super().get_context_data(page=page, earlier=earlier, later=later, front=front, **kwargs)

    def front(self) -> DayFront | None:
        """Return the lead and the Top stories of the day's front page, with their sections in the page's language."""
        _, end = self.query_arguments()
        front = front_of_day(end, timezone.now(), page_language())
        if front is None:
            return None
        head = masthead(self.request)
        lead = next(iter(head.label([front.lead])), None) if front.lead else None
        return DayFront(lead, head.label(front.top_stories))
