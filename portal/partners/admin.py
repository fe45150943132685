from django.contrib import admin
from django.db import models

from portal.partners.models import Partner, PartnerStory

# An address typed without a scheme is taken as https.
HTTPS = {models.URLField: {"assume_scheme": "https"}}


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
    autocomplete_fields = ["partner"]
    date_hierarchy = "published_at"
