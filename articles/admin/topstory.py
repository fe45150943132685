from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.utils import timezone

from articles.admin.article import state_badge
from articles.admin.moment import MOMENTS
from articles.admin.positioned import PositionedAdmin
from articles.models import TopStory


@admin.register(TopStory)
class TopStoryAdmin(PositionedAdmin, admin.ModelAdmin):
    """The Top stories. Once an editor has touched the list, the import leaves it alone."""

    list_display = ["position", "line", "standing", "until"]
    list_display_links = ["line"]
    empty_value_display = ""
    fields = ["article", "blurb", "until", "position"]
    autocomplete_fields = ["article"]
    formfield_overrides = MOMENTS

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "blurb":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article").defer("article__body")

    @admin.display(description="now")
    def standing(self, top_story):
        """Whether readers see it: the article's state, or that its time is over."""
        if top_story.until and top_story.until <= timezone.now():
            return state_badge("over")
        return state_badge(top_story.article.state)

    def save_model(self, request, obj, form, change):
        TopStory.objects.take_over()
        obj.seeded_at = None  # read before the list was taken over
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        TopStory.objects.take_over()
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            TopStory.objects.take_over()
            super().delete_queryset(request, queryset)
