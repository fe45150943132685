from django.contrib import admin
from django.db.models import Exists, OuterRef

from articles.admin.common.one_line import readable_line
from articles.admin.common.ordering import PositionedAdmin, PositionedForm
from articles.admin.languages.names import SectionNameInline, names_inlines
from articles.models import Article, Section


class SectionForm(PositionedForm):
    def clean_name(self):
        return readable_line(self.cleaned_data["name"])


@admin.register(Section)
class SectionAdmin(PositionedAdmin):
    """The sections of the paper, in the order in which the site shows them."""

    form = SectionForm
    list_display = ["position", "name", "front_size", "slug", "description"]
    list_display_links = ["name"]
    fields = ["name", "description", "position", "front_size", "slug"]
    search_fields = ["name"]
    search_help_text = "Part of a name."
    actions = ["delete_selected"]
    protected_because = "holds stories. Move them to another section first."

    def get_inlines(self, request, obj):
        return names_inlines(request, SectionNameInline)

    def protected(self, queryset):
        return queryset.filter(Exists(Article.objects.in_section(OuterRef("pk"))))

    def view_on_site(self, obj):
        return obj.get_absolute_url()
