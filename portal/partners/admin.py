from datetime import datetime

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince, timeuntil

from portal.partners import logo, opml_admin
from portal.partners.models import Partner, PartnerStory, fetchable, web_address

# An address typed without a scheme is taken as https.
HTTPS = {models.URLField: {"assume_scheme": "https"}}
TEST_SECONDS = 10  # to fetch; parsing has its own limits


class LogoField(forms.FileField):
    """An upload field for a logo. Its cleaned value is checked, and ready to be stored."""

    def to_python(self, data):
        file = super().to_python(data)
        return file and logo.read(file)


class FeedForm(forms.Form):
    """The fields of the partner's form that the test of a feed needs."""

    feed_url = forms.URLField(
        max_length=500,
        assume_scheme="https",
        validators=[web_address, fetchable],
        error_messages={"required": "Type the feed's address first."},
    )
    zone = forms.CharField(required=False, validators=[Partner._meta.get_field("zone").validators[0]])


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    formfield_overrides = HTTPS
    fieldsets = [
        (None, {"fields": ["name", "site_url", "logo", "language"]}),
        ("Feed", {"fields": ["feed_url", "zone", "interval", "state", "last_success", "next_fetch", "last_error"]}),
        ("On the site", {"fields": ["active", "shows"]}),
    ]
    readonly_fields = ["state", "last_success", "next_fetch", "last_error"]
    list_display = ["name", "state", "succeeded", "next_one", "trouble"]
    list_filter = ["active"]
    search_fields = ["name", "feed_url"]
    search_help_text = "Part of a name, or of the address of a feed."
    actions = ["fetch_soon"]
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "logo":
            widget = AdminFileWidget(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})
            kwargs |= {"form_class": LogoField, "widget": widget, "help_text": logo.LIMITS, "max_length": None}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self):
        views = {"test": self.test, "import": self.import_list, "export": self.export_list}
        wrap = self.admin_site.admin_view
        own = [path(f"{name}/", wrap(view), name=f"partners_partner_{name}") for name, view in views.items()]
        return own + super().get_urls()

    def save_model(self, request, obj, form, change):
        if {"feed_url", "active", "zone"} & set(form.changed_data):
            obj.begin_anew()
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs, request):
        """Let a partner's stories be deleted with it, though on their own they are only hidden, never deleted."""
        to_delete, count, needed, protected = super().get_deleted_objects(objs, request)
        return to_delete, count, needed - {PartnerStory._meta.verbose_name}, protected

    # Columns of the lists and fields of the form

    @admin.display(description="feed")
    def state(self, partner):
        name = "off" if not partner.active else state_of(partner)
        return format_html('<span class="state state-{}">{}</span>', STATES[name], name)

    @admin.display(description="last success", ordering="last_success")
    def succeeded(self, partner):
        if not partner.last_success:
            return "never"
        return f"{stamp(partner.last_success)}, {timesince(partner.last_success, depth=1)} ago"

    @admin.display(description="next fetch", ordering="next_fetch")
    def next_one(self, partner):
        if not partner.active or not partner.feed_url:
            return "-"
        waits = partner.next_fetch and partner.next_fetch > timezone.now()
        if not waits:
            return "at the next run"
        return f"{stamp(partner.next_fetch)}, in {timeuntil(partner.next_fetch, depth=1)}"

    @admin.display(description="last error")
    def trouble(self, partner):
        return partner.last_error

    @admin.action(description="Fetch at the next run", permissions=["change"])
    def fetch_soon(self, request, queryset):
        number = queryset.fetchable().update(next_fetch=None)
        self.message_user(request, f"{number} partner{'' if number == 1 else 's'} will be fetched at the next run.")

    # Additional pages

    def test(self, request):
        """Show what the feed in the form would give now, without writing anything."""
        if request.method != "POST" or not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        from portal.partners.importer import (  # here: no other page needs what it imports
            STORIES_KEPT_PER_PARTNER,
            feed_client,
            fetch_feed,
        )

        form = FeedForm(request.POST)
        taken = None
        if form.is_valid():
            taken = fetch_feed(Partner(**form.cleaned_data), feed_client(total=TEST_SECONDS))
        context = {
            **self.admin_site.each_context(request),
            **{"title": "Test of a feed", "opts": self.opts, "form": form, "taken": taken},
            "kept": STORIES_KEPT_PER_PARTNER,
            "records": sorted_records(taken.feed.records)[:STORIES_KEPT_PER_PARTNER] if taken and taken.feed else [],
        }
        return TemplateResponse(request, "admin/partners/partner/test.html", context)

    def import_list(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return opml_admin.import_list(self, request)

    def export_list(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return opml_admin.export_list(self, request)


STATES = {"off": "draft", "in trouble": "withdrawn", "fetched": "published", "new": "scheduled", "no feed": "draft"}


def stamp(at: datetime) -> str:
    """Return the moment as the newsroom shows it everywhere (portal/newsroom/formats/)."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def state_of(partner: Partner) -> str:
    """Return the state of an active partner's feed, in one or two words."""
    if not partner.feed_url:
        return "no feed"
    if partner.last_error:
        return "in trouble"
    return "fetched" if partner.last_success else "new"


def sorted_records(records) -> list:
    """Return the records newest first, those without a time in front, as the site would order them."""
    now = timezone.now()
    return sorted(records, key=lambda record: min(record.published_at or now, now), reverse=True)


@admin.register(PartnerStory)
class PartnerStoryAdmin(admin.ModelAdmin):
    """Partners' headlines, to view and to hide, but not to edit, because the text is the partners' own."""

    list_display = ["title", "partner", "published_at", "shown"]
    list_filter = ["hidden", "partner"]
    list_select_related = ["partner"]
    search_fields = ["title"]
    search_help_text = "Words of a headline."
    date_hierarchy = "published_at"
    actions = ["hide", "show"]
    show_full_result_count = False
    fields = readonly_fields = ["title", "partner", "address", "published_at", "fetched_at", "shown"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="on the site", boolean=True, ordering="hidden")
    def shown(self, story):
        return not story.hidden and story.partner.active

    @admin.display(description="address")
    def address(self, story):
        return format_html('<a href="{0}" rel="noopener external">{0}</a>', story.url)

    @admin.action(description="Hide from readers", permissions=["change"])
    def hide(self, request, queryset):
        self._set_hidden(request, queryset, True, "hidden")

    @admin.action(description="Show again", permissions=["change"])
    def show(self, request, queryset):
        self._set_hidden(request, queryset, False, "shown again")

    def _set_hidden(self, request, queryset, hidden, done):
        rows = list(queryset.exclude(hidden=hidden))
        queryset.filter(pk__in=[row.pk for row in rows]).update(hidden=hidden)
        for row in rows:
            self.log_change(request, row, done.capitalize())
        self.message_user(request, f"{len(rows)} {'story' if len(rows) == 1 else 'stories'} {done}.")
