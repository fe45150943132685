"""The page "Log", which shows who did what in the newsroom and cannot be changed."""

from axes.models import AccessFailureLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.html import format_html

from articles.admin.common.lists import ValidatedLists
from articles.text.dates import format_stamp


def begins(*words: str) -> Q:
    """Return a condition for entries whose text begins with one of the words."""
    found = Q()
    for word in words:
        found |= Q(change_message__startswith=word)
    return found


# Name in the address, name on the page, and condition; the words are those of `audit` and of the list's actions.
DEEDS = [
    ("published", "Published", begins("Publish now")),
    ("scheduled", "Scheduled", begins("Schedule")),
    ("withdrawn", "Withdrawn", begins("Withdraw")),
    ("restored", "Restored", begins("Restore")),
    ("previews", "Preview links", begins("Preview link")),
    ("corrected", "Corrected", Q(change_message__contains='"name": "correction"')),
    (
        "curated",
        "Front page and Top stories",
        Q(content_type__model__in=["topstory", "frontslot"]) | begins("Front page"),
    ),
    ("logins", "Log-ins and log-outs", begins("Logged in", "Logged out")),
    ("refused", "Failed log-ins", begins("Failed log-in", "Wrong code", "Wrong old password")),
    ("second-factor", "Second factor", begins("Second factor")),
    ("accounts", "Accounts and roles", Q(content_type__app_label="auth", content_type__model__in=["user", "group"])),
]


class DeedFilter(admin.SimpleListFilter):
    title = "what"
    parameter_name = "what"

    def lookups(self, request, model_admin):
        return [(key, name) for key, name, _ in DEEDS]

    def queryset(self, request, queryset):
        found = {key: rows for key, _, rows in DEEDS}.get(self.value())
        return queryset if found is None else queryset.filter(found)


class ReadOnly(ValidatedLists):
    """A mixin for a ModelAdmin whose rows nobody can add, change or delete, administrators included."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    actions = None
    show_facets = admin.ShowFacets.NEVER  # each facet would count the whole table

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LogEntry)
class LogAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["when", "user", "object", "what"]
    list_filter = [DeedFilter, "action_time", "user"]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message"]
    ordering = ["-id"]
    sortable_by = []  # newest first; other orders would read the whole table

    @admin.display(description="when")
    def when(self, entry):
        return format_stamp(entry.action_time)

    @admin.display(description="what")
    def what(self, entry):
        return entry.get_change_message() or entry.get_action_flag_display()

    @admin.display(description="with")
    def object(self, entry):
        kind = entry.content_type.name if entry.content_type else ""
        address = None if entry.is_deletion() else entry.get_admin_url()
        row = format_html('<a href="{}">{}</a>', address, entry.object_repr) if address else entry.object_repr
        return format_html("{} <span class='kind'>{}</span>", row, kind)


@admin.register(AccessFailureLog)
class UnknownNameAdmin(ReadOnly, admin.ModelAdmin):
    """Failed log-ins with names that no account has."""

    list_display = ["when", "username", "ip_address", "user_agent"]
    search_fields = ["username", "ip_address"]
    ordering = ["-id"]
    sortable_by = []

    @admin.display(description="when")
    def when(self, failure):
        return format_stamp(failure.attempt_time)
