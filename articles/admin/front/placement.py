"""Mixins for the admins of rows that put a story at a place until a moment: Top stories and front page slots."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from articles.admin.common.badges import state_badge
from articles.admin.common.datetimes import MOMENTS
from articles.admin.front.eligible import ON_TOP
from articles.models import Article


class PlacementForm:
    """A mixin for the form of such a row: it accepts the stories that the lookup offers.

    `offered` is the condition for these stories. The row's own story is also accepted if it has gone off the site
    since.
    """

    offered = ON_TOP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk=self.instance.article_id)
        if "article" in self.fields:
            self.fields["article"].queryset = Article.objects.filter(self.offered | own)

    def clean_until(self):
        """Return the stored moment if nobody changed it: the form shows it without fractions of a second."""
        return self.cleaned_data["until"] if "until" in self.changed_data else self.instance.until


class PlacementAdmin:
    """A mixin for the ModelAdmin of such rows."""

    autocomplete_fields = ["article"]
    formfield_overrides = MOMENTS
    empty_value_display = ""
    list_select_related = ()  # get_queryset loads the stories

    def get_queryset(self, request):
        return super().get_queryset(request).with_stories()

    def may_change_front(self, request):
        return True

    def save_model(self, request, obj, form, change):
        """Save the row for the language in whose lists its story stands."""
        obj.language = obj.article.site_language
        super().save_model(request, obj, form, change)

    @admin.display(description="now")
    def standing(self, row):
        """Return a badge with the article's state, or with "over" if the row's time is over."""
        if row.until and row.until <= timezone.now():
            return state_badge("over")
        return state_badge(row.article.state)
