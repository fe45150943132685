from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from taggit.models import Tag as UnusedTag

from articles.admin.common.editor_modules import with_editor
from articles.admin.common.inlines import InlineRows
from articles.admin.common.lists import ValidatedChangeList
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.languages.names import TagNameInline, names_inlines
from articles.admin.tags.actions import merge, remove_unused
from articles.admin.tags.forms import USE, NewTagForm, TagForm
from articles.admin.tags.topic_pages import topic_pages
from articles.admin.tags.topic_versions import topic_versions
from articles.database.capped_count import CappedCount, at_most
from articles.models import Tag, TagAlias, TaggedArticle, TopicPage

COUNTED = 200  # stories that the list counts for each tag
if admin.site.is_registered(UnusedTag):  # taggit's own model, which nothing here refers to
    admin.site.unregister(UnusedTag)


class AliasInline(admin.TabularInline):
    """Other names of the tag, by which the lookup and the import also find it."""

    model = TagAlias
    formset = InlineRows
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


class TagList(ValidatedChangeList):
    """A change list whose rows carry the number of their stories, counted up to COUNTED."""

    def get_queryset(self, request, exclude_parameters=None):
        taggings = TaggedArticle.objects.filter(tag=OuterRef("pk"))
        return super().get_queryset(request, exclude_parameters).annotate(number=CappedCount(taggings, COUNTED))


@admin.register(Tag)
class TagAdmin(NewsroomAdmin):
    """Tags, which say what stories are about. A new tag needs only a name: its address is made from it."""

    form = TagForm
    add_form_template = "admin/articles/tag/add_form.html"
    list_display = ["name", "slug", "stories"]
    list_filter = [UnusedFilter]
    list_per_page = 50
    search_fields = ["name"]
    search_help_text = "Part of the name of a tag, or of another name of it."
    sortable_by = ["name", "slug"]
    ordering = ["name"]
    actions = [merge, remove_unused]

    def get_changelist(self, request, **kwargs):
        return TagList

    def lock_first(self):
        Tag.objects.lock_names()

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_search_results(self, request, queryset, search_term):
        """Find tags by parts of their name or of one of their other names."""
        rows, duplicates = super().get_search_results(request, queryset, "")
        for word in search_term.split():
            alias = TagAlias.objects.filter(tag=OuterRef("pk"), name__folded__contains=word)
            rows = rows.filter(Q(name__folded__contains=word) | Exists(alias))
        return rows, duplicates

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NewTagForm
        return super().get_form(request, obj, change, **kwargs)

    def add_view(self, request, *args, **kwargs):
        """Show Django's view; if the editor uses an existing tag, respond as if it had just been created."""
        used = request.POST.get(USE, "")
        tag = Tag.objects.filter(pk=used).first() if is_id(used) and self.has_add_permission(request) else None
        if tag is None:
            return super().add_view(request, *args, **kwargs)
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, tag)
        return redirect("admin:articles_tag_change", tag.pk)

    def get_fields(self, request, obj=None):
        return ["name", "slug"] if obj else ["name"]

    def get_inlines(self, request, obj):
        sent = request.method != "POST" or "aliases-TOTAL_FORMS" in request.POST
        aliases = [AliasInline] if sent else []
        return [*topic_pages(request), *aliases, *names_inlines(request, TagNameInline)] if obj else []

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = with_editor(context["media"], request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        versions = self.admin_site.admin_view(self.versions_view)
        return [
            path("<int:pk>/versions/<str:language>/", versions, name="articles_tag_versions"),
            *super().get_urls(),
        ]

    def versions_view(self, request, pk, language):
        """List the versions of the tag's page in a language, each with a link that opens the form with it."""
        tag = get_object_or_404(Tag, pk=pk)
        if not self.has_view_or_change_permission(request, tag):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        page = TopicPage(tag=tag, language=language)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of “{page}”",
            "page": page,
            "form": reverse("admin:articles_tag_change", args=[pk]),
            "versions": topic_versions(tag, language),
            "may_restore": self.has_change_permission(request, tag),
        }
        return TemplateResponse(request, "admin/articles/tag/page_versions.html", context)

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
