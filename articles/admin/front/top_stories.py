from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from articles.admin.common.one_line import single_line
from articles.admin.common.ordering import PositionedAdmin, PositionedForm
from articles.admin.front.placement import PlacementAdmin, PlacementForm
from articles.models import TopStory


class TopStoryForm(PlacementForm, PositionedForm):
    """A form that accepts stories which are or will be on the site."""

    def clean_blurb(self):
        return single_line(self.cleaned_data["blurb"])


@admin.register(TopStory)
class TopStoryAdmin(PlacementAdmin, PositionedAdmin):
    """The Top stories. Once an editor has changed the list, the import leaves it alone."""

    form = TopStoryForm
    list_display = ["position", "line", "standing", "until"]
    list_display_links = ["line"]
    fields = ["article", "blurb", "until", "position"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "blurb":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        TopStory.objects.take_over()
        obj.seeded_at = None  # it was read before the list was taken over
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        TopStory.objects.take_over()
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        TopStory.objects.take_over()
        super().delete_queryset(request, queryset)

    def get_model_perms(self, request):
        return {}  # editors arrange at the desk: no link in the menus
