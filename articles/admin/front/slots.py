from django import forms
from django.contrib import admin

from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.front.eligible import IN_A_SLOT
from articles.admin.front.placement import PlacementAdmin, PlacementForm
from articles.models import FrontSlot, TopStory

FILLED = "This place is filled already. Open it in the list, and change its story there."


class FrontSlotForm(PlacementForm, forms.ModelForm):
    offered = IN_A_SLOT

    class Meta:
        error_messages = {
            "article": {"unique": "This story stands in another place already. Take it out of that one first."},
        }

    def clean(self):
        """Refuse a place that is filled on the front page of the story's language; the form has no field for that."""
        cleaned = super().clean()
        place, article = cleaned.get("place"), cleaned.get("article")
        if place is not None and article:
            rows = FrontSlot.objects.filter(place=place, language=article.site_language)
            if rows.exclude(pk=self.instance.pk).exists():
                self.add_error("place", FILLED)
        return cleaned


@admin.register(FrontSlot)
class FrontSlotAdmin(PlacementAdmin, NewsroomAdmin):
    """The places at the top of the front page that an editor has filled; the others show the newest stories."""

    form = FrontSlotForm
    list_display = ["place", "article", "standing", "until"]
    fields = ["place", "article", "until"]
    ordering = ["place"]

    def lock_first(self):
        TopStory.objects.lock_order()  # the same lock as the desk takes, because it arranges both

    def get_model_perms(self, request):
        return {}  # editors arrange at the desk: no link in the menus
