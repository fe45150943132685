from django import forms
from django.contrib import admin
from django.utils.html import format_html

from articles.admin.common.model_admin import NewsroomAdmin
from articles.imports.embeds.background import fetch_soon
from articles.models import Embed
from articles.text.dates import format_stamp
from articles.text.plain import one_line


def state_of(embed: Embed) -> str:
    """Return how it stands with what the other site says of the address, in words for an editor."""
    if not embed.has_facts:
        return f"{embed.provider_name} gives no title: give the embed one if the card needs it."
    if embed.last_error:
        what_next = f"next try {format_stamp(embed.next_fetch)}" if embed.next_fetch else "not tried again by itself"
        return f"Failed: {embed.last_error}; {what_next}."
    if embed.fetched_at:
        return f"Fetched {format_stamp(embed.fetched_at)}."
    return "Not fetched yet."


class FailedFilter(admin.SimpleListFilter):
    """A filter for the addresses of which the other site has said nothing."""

    title, parameter_name = "fetched", "fetched"

    def lookups(self, request, model_admin):
        return [("failed", "Failed")]

    def queryset(self, request, queryset):
        return queryset.failed() if self.value() == "failed" else queryset


class EmbedForm(forms.ModelForm):
    """The form of an embed: a title of the newsroom's own, and whether the other site is asked again."""

    again = forms.BooleanField(
        label="Ask the site again", required=False, help_text="For its title, author and picture, as they are now."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "again" in self.fields and not self.instance.has_facts:
            del self.fields["again"]

    def clean_own_title(self):
        return one_line(self.cleaned_data["own_title"])

    def save(self, commit=True):
        if self.cleaned_data.get("again"):
            self.instance.ask_again()
            fetch_soon()
        return super().save(commit)


@admin.register(Embed)
class EmbedAdmin(NewsroomAdmin):
    """What stories embed from other sites. A row is made when a story is saved that has the address in a paragraph."""

    form = EmbedForm
    list_display = ["name", "provider_name", "state"]
    list_filter = [FailedFilter]
    search_fields = ["address", "title", "own_title", "author"]
    search_help_text = "Words of a title, an author or an address."
    actions = None
    readonly_fields = ["link", "its_title", "author", "shown_picture", "state"]

    def get_fields(self, request, obj=None):
        again = ["again"] if obj and obj.has_facts and self.has_change_permission(request, obj) else []
        return ["link", "its_title", "author", "shown_picture", "state", *again, "own_title"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="embed", ordering="-id")
    def name(self, embed):
        return str(embed)

    @admin.display(description="site")
    def provider_name(self, embed):
        return embed.provider_name

    @admin.display(description="address")
    def link(self, embed):
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', embed.address)

    @admin.display(description="title there")
    def its_title(self, embed):
        return embed.title or "-"

    @admin.display(description="picture")
    def shown_picture(self, embed):
        if not embed.picture:
            return "-"
        size = embed.picture_width, embed.picture_height
        return format_html('<img src="{}" width="{}" height="{}" alt="">', embed.picture.url, *size)

    @admin.display(description="state")
    def state(self, embed):
        return state_of(embed)
