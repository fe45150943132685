from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError, models

from portal.partners.models import Partner, PartnerStory

# An address typed without a scheme is taken as https.
HTTPS = {models.URLField: {"assume_scheme": "https"}}


class StoryList(ChangeList):
    """A list whose address asks for what cannot be, such as the year 10000, is the whole list."""

    def __init__(self, *args, **kwargs):
        try:
            super().__init__(*args, **kwargs)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    formfield_overrides = HTTPS
    list_display = ["name", "site_url", "active"]
    list_filter = ["active"]
    search_fields = ["name"]


@admin.register(PartnerStory)
class PartnerStoryAdmin(admin.ModelAdmin):
    formfield_overrides = HTTPS
    list_display = ["title", "partner", "published_at"]
    list_filter = ["partner"]
    list_select_related = ["partner"]
    search_fields = ["title"]
    date_hierarchy = "published_at"

    def get_changelist(self, request, **kwargs):
        return StoryList
