"""The page "Log", which shows who did what in the newsroom and cannot be changed."""

from axes.models import AccessFailureLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.html import format_html

from articles.admin.common.lists import ValidatedLists
from articles.admin.common.read_only import ReadOnlyRows
from articles.text.dates import format_stamp


def message_starts_with(*words: str) -> Q:
    """Return a condition for entries whose text begins with one of the words."""
    condition = Q()
    for word in words:
        condition |= Q(change_message__startswith=word)
    return condition


# Name in the address, name on the page, and condition; the words are those of `audit` and of the list's actions.
LOG_KINDS = [
    ("published", "Published", message_starts_with("Publish now")),
    ("scheduled", "Scheduled", message_starts_with("Schedule")),
    ("withdrawn", "Withdrawn", message_starts_with("Withdraw")),
    ("restored", "Restored", message_starts_with("Restore")),
    ("previews", "Preview links", message_starts_with("Preview link")),
    ("corrected", "Corrected", Q(change_message__contains='"name": "correction"')),
    (
        "curated",
        "Front page and Top stories",
        Q(content_type__model__in=["topstory", "frontslot"]) | message_starts_with("Front page"),
    ),
    ("logins", "Log-ins and log-outs", message_starts_with("Logged in", "Logged out")),
    ("refused", "Failed log-ins", message_starts_with("Failed log-in", "Wrong code", "Wrong old password")),
    ("second-factor", "Second factor", message_starts_with("Second factor")),
    ("accounts", "Accounts and roles", Q(content_type__app_label="auth", content_type__model__in=["user", "group"])),
]


class KindFilter(admin.SimpleListFilter):
    title = "what"
    parameter_name = "what"

    def lookups(self, request, model_admin):
        return [(key, name) for key, name, _ in LOG_KINDS]

    def queryset(self, request, queryset):
        condition = {key: rows for key, _, rows in LOG_KINDS}.get(self.value())
        return queryset if condition is None else queryset.filter(condition)


class ReadOnlyAdmin(ReadOnlyRows, ValidatedLists):
    """A mixin for a ModelAdmin whose list is long and only read."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    actions = None
    show_facets = admin.ShowFacets.NEVER  # each facet would count the whole table


@admin.register(LogEntry)
class LogAdmin(ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["when", "user", "object", "what"]
    list_filter = [KindFilter, "action_time", "user"]
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
class UnknownNameAdmin(ReadOnlyAdmin, admin.ModelAdmin):
    """Failed log-ins with names that no account has."""

    list_display = ["when", "username", "ip_address", "user_agent"]
    search_fields = ["username", "ip_address"]
    ordering = ["-id"]
    sortable_by = []

    @admin.display(description="when")
    def when(self, failure):
        return format_stamp(failure.attempt_time)
