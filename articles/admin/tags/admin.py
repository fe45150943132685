from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from taggit.models import Tag as UnusedTag

from articles.admin.common.inlines import RowsBelow
from articles.admin.common.lists import SoundList, SoundLists
from articles.admin.common.transactions import WritesTogether
from articles.admin.tags.actions import merge, remove_unused
from articles.admin.tags.near_matches import AsksIfMeant
from articles.database.capped_count import CappedCount, at_most
from articles.models import Tag, TagAlias, TaggedArticle
from articles.models.tag import tag_key

COUNTED = 200  # stories that the list counts for each tag
if admin.site.is_registered(UnusedTag):  # taggit's own model, which nothing here refers to
    admin.site.unregister(UnusedTag)


class TagForm(forms.ModelForm):
    """A form for a tag.

    `known` is the existing tag that has the typed name as another name, if someone adds it as a new tag.
    """

    known = None

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.instance.pk is None:
            alias = TagAlias.objects.filter(key=tag_key(name)).select_related("tag").first()
            self.known = alias and alias.tag
        return name

    def clean(self):
        """Change the address along with the name if it was made from the name and the new one is free."""
        cleaned = super().clean()
        tag, slug = self.instance, cleaned.get("slug")
        if tag.pk and "name" in self.changed_data and slug == tag.slug == tag.slugify(tag.name):
            renamed = tag.slugify(cleaned.get("name", tag.name))
            if not Tag.objects.filter(slug=renamed).exclude(pk=tag.pk).exists():
                cleaned["slug"] = renamed
        return cleaned

    def _post_clean(self):
        if self.known is None:  # otherwise nothing is created, so there is nothing to check
            super()._post_clean()


class AliasInline(admin.TabularInline):
    """Other names of the tag, by which the lookup and the import also find it."""

    model = TagAlias
    formset = RowsBelow
    fields = ["name"]
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


class UnusedFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("unused", "Unused")]

    def queryset(self, request, queryset):
        return queryset.unused() if self.value() == "unused" else queryset


class TagList(SoundList):
    """A change list whose rows carry the number of their stories, counted up to COUNTED."""

    def get_queryset(self, request, exclude_parameters=None):
        taggings = TaggedArticle.objects.filter(tag=OuterRef("pk"))
        return super().get_queryset(request, exclude_parameters).annotate(number=CappedCount(taggings, COUNTED))


@admin.register(Tag)
class TagAdmin(WritesTogether, AsksIfMeant, SoundLists, admin.ModelAdmin):
    """Tags, which say what stories are about. A new tag needs only a name: its address is made from it."""

    form = TagForm
    list_display = ["name", "slug", "stories"]
    list_filter = [UnusedFilter]
    list_per_page = 50
    search_fields = ["name"]
    sortable_by = ["name", "slug"]
    ordering = ["name"]
    actions = [merge, remove_unused]

    def get_changelist(self, request, **kwargs):
        return TagList

    def wait_for_turn(self):
        Tag.objects.lock_names()

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_search_results(self, request, queryset, search_term):
        """Find tags by parts of their name or of one of their other names."""
        rows, duplicates = super().get_search_results(request, queryset, "")
        for word in search_term.split():
            alias = TagAlias.objects.filter(tag=OuterRef("pk"), name__icontains=word)
            rows = rows.filter(Q(name__icontains=word) | Exists(alias))
        return rows, duplicates

    def get_fields(self, request, obj=None):
        return ["name", "slug"] if obj else ["name"]

    def get_inlines(self, request, obj):
        sent = request.method != "POST" or "aliases-TOTAL_FORMS" in request.POST
        return [AliasInline] if obj and sent else []

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def save_form(self, request, form, change):
        made = super().save_form(request, form, change)
        request.tag_was_known = form.known is not None
        return form.known or made

    def save_model(self, request, obj, form, change):
        if not request.tag_was_known:
            super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        if not request.tag_was_known:
            super().log_addition(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST or not request.tag_was_known:
            return super().response_add(request, obj, post_url_continue)
        name = request.POST["name"]
        self.message_user(request, f"“{name}” is another name of the tag “{obj}”. No new tag was made.", messages.INFO)
        return self.response_post_save_add(request, obj)

    @admin.display()
    def stories(self, tag):
        if not tag.number:
            return 0
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?tag={}">{}</a>', address, tag.pk, at_most(tag.number, COUNTED))
