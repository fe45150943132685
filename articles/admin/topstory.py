from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Q
from django.utils import timezone

from articles.admin.article import may_stand_on_top, state_badge
from articles.admin.choices import LooksUp
from articles.admin.lists import SoundLists
from articles.admin.moment import MOMENTS
from articles.admin.positioned import PositionedAdmin, PositionedForm
from articles.models import Article, TopStory


class TopStoryForm(PositionedForm):
    """Takes the stories that the look-up offers; the row's own also when it was withdrawn since."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk=self.instance.article_id)
        if "article" in self.fields:
            self.fields["article"].queryset = Article.objects.filter(may_stand_on_top() | own)


@admin.register(TopStory)
class TopStoryAdmin(PositionedAdmin, LooksUp, SoundLists, admin.ModelAdmin):
    """The Top stories. Once an editor has touched the list, the import leaves it alone."""

    form = TopStoryForm
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
        TopStory.objects.take_over()
        super().delete_queryset(request, queryset)
