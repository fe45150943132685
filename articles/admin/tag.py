from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from taggit.models import Tag as UnusedTag

from articles.admin.lists import SoundLists
from articles.admin.neartags import AsksIfMeant
from articles.admin.writing import WritesTogether
from articles.models import Tag, TaggedArticle

if admin.site.is_registered(UnusedTag):  # taggit's own, which nothing here refers to
    admin.site.unregister(UnusedTag)


@admin.register(Tag)
class TagAdmin(WritesTogether, AsksIfMeant, SoundLists, admin.ModelAdmin):
    """What stories are about. A new tag needs a name alone: its address is made from it."""

    list_display = ["name", "slug", "stories"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_queryset(self, request):
        # A subquery, not a join: the autocomplete, which reads twenty rows, pays for twenty.
        taggings = TaggedArticle.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        number = Subquery(taggings.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
        return super().get_queryset(request).annotate(number=Coalesce(number, 0))

    def get_fields(self, request, obj=None):
        return ["name", "slug"] if obj else ["name"]

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.display(ordering="number")
    def stories(self, tag):
        if not tag.number:
            return 0
        return format_html(
            '<a href="{}?tag={}">{}</a>', reverse("admin:articles_article_changelist"), tag.pk, tag.number
        )
