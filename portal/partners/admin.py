from django.contrib import admin

from portal.partners.models import Partner, PartnerStory


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    list_display = ["name", "site_url", "active"]
    list_filter = ["active"]
    search_fields = ["name"]


@admin.register(PartnerStory)
class PartnerStoryAdmin(admin.ModelAdmin):
    list_display = ["title", "partner", "published_at"]
    list_filter = ["partner"]
    list_select_related = ["partner"]
    search_fields = ["title"]
    autocomplete_fields = ["partner"]
    date_hierarchy = "published_at"
