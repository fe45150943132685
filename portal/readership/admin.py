from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.common.read_only import ReadOnlyRows
from articles.models import Article
from portal.readership.models import StoryReads

LISTED = 50
PERIODS = {  # what the address says: the title, and how long
    "hour": ("This hour", timedelta(0)),
    "day": ("24 hours", timedelta(hours=24)),
    "week": ("7 days", timedelta(days=7)),
    "month": ("31 days", timedelta(days=31)),
}


@admin.register(StoryReads)
class StoryReadsAdmin(ReadOnlyRows, admin.ModelAdmin):
    """The most read stories of an hour, a day, a week or a month, to look at."""

    def has_module_permission(self, request):
        return settings.MOST_READ != "off" and super().has_module_permission(request)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.get("period", "day")
        period = asked if asked in PERIODS else "day"
        rows = list(StoryReads.objects.since(timezone.now() - PERIODS[period][1]).most_read()[:LISTED])
        stories = Article.objects.select_related("section").defer("body").in_bulk([row["story"] for row in rows])
        context = {
            **self.admin_site.each_context(request),
            **{"title": "Most read", "opts": self.opts, "period": period},
            "periods": [(name, title) for name, (title, _) in PERIODS.items()],
            "is_counting": settings.MOST_READ != "off",
            "rows": [(stories[row["story"]], row["total"]) for row in rows if row["story"] in stories],
        }
        return TemplateResponse(request, "admin/readership/storyreads/most_read.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.changelist_view(request)
