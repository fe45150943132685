"""Admins of rows that put a story at a place until a moment: Top stories, the slots of the front page."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.common.datetimes import MOMENTS
from articles.models import Article

ON_TOP = Q(published_at__isnull=False, withdrawn_at=None, retracted_at=None)  # what is or will be on the site
IN_A_SLOT = ON_TOP & Q(is_brief__in=[False])  # a brief has nothing to open a page with


def state_badge(state: str) -> str:
    """The state as a word that is coloured by its class."""
    return format_html('<span class="state state-{0}">{0}</span>', state)


class StandingForm:
    """For the form of such a row: takes the stories that the look-up offers; its own also when that went off since.

    `offered` says which those are.
    """

    offered = ON_TOP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk=self.instance.article_id)
        if "article" in self.fields:
            self.fields["article"].queryset = Article.objects.filter(self.offered | own)


class Standing:
    """For the ModelAdmin of such rows."""

    autocomplete_fields = ["article"]
    formfield_overrides = MOMENTS
    empty_value_display = ""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("article").defer("article__body")

    @admin.display(description="now")
    def standing(self, row):
        """Whether readers see it: the article's state, or that its time is over."""
        if row.until and row.until <= timezone.now():
            return state_badge("over")
        return state_badge(row.article.state)
