from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.urls import path
from django.utils.html import format_html
from js_asset import ImportMap, Media, Script

from articles.admin.article.autosave import WorkingCopies
from articles.admin.article.changelist.actions import ACTIONS, action_for
from articles.admin.article.changelist.filters import LengthFilter, StateFilter, TagFilter
from articles.admin.article.changelist.search import find
from articles.admin.article.conflicts import ShowsConflicts
from articles.admin.article.fields import ArticleFields
from articles.admin.article.form import ArticleForm
from articles.admin.article.history import HistoryPages
from articles.admin.article.minor_edits import AsksIfMinor
from articles.admin.article.own_drafts import OwnDrafts
from articles.admin.article.preview_links import PreviewLinks
from articles.admin.article.publish_warnings import ShowsDoubts
from articles.admin.article.publishing import Publishes
from articles.admin.article.suggestions import Suggests
from articles.admin.common.datetimes import MOMENTS
from articles.admin.common.lists import SoundList, SoundLists
from articles.admin.common.lookups import LooksUp
from articles.admin.common.protected_rows import KeptRows
from articles.admin.common.transactions import WritesTogether
from articles.admin.front.placement import IN_A_SLOT, ON_TOP, state_badge
from articles.models import Article, FrontSlot, Tag, TopStory
from articles.pages.preview import preview
from articles.text.dates import format_stamp

# Drafts first: SQLite does not put rows without a time there by itself. The index serves this order on both databases.
BY_TIME = F("published_at").asc(nulls_last=True)
# The stories that the lookup offers for a row of each model.
OFFERED = {
    TopStory._meta.model_name: ON_TOP & ~Q(pk__in=TopStory.objects.values("article")),
    FrontSlot._meta.model_name: IN_A_SLOT & ~Q(pk__in=FrontSlot.objects.values("article")),
}
# Modules that the editor's extension (static/js/prose.js) imports by these names, because their files' names change.
MODULES = Media(importmap=ImportMap({"articles/links": "js/links.js", "articles/pasted": "js/pasted.js"}))
NEWEST_FIRST = [F("published_at").desc(nulls_first=True), "-id"]


class ArticleList(SoundList):
    """A change list whose rows are loaded without their texts."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).for_cards()


class Versions(ShowsConflicts, AsksIfMinor, HistoryPages):
    """Conflicts, minor edits and history: what the admin does with a story's versions."""


@admin.register(Article)
class ArticleAdmin(
    WritesTogether,
    Versions,
    WorkingCopies,
    PreviewLinks,
    Publishes,
    ShowsDoubts,
    Suggests,
    ArticleFields,
    KeptRows,
    OwnDrafts,
    LooksUp,
    SoundLists,
    admin.ModelAdmin,
):
    """Stories: a list that shows what is on the site, and a form in the order in which people write."""

    class Media:
        js = [Script(f"js/{name}.js", type="module") for name in ("formnames", "writing", "workingcopy")]

    form = ArticleForm
    formfield_overrides = MOMENTS
    list_display = ["headline_and_kind", "section", "state", "stamp"]
    list_filter = [StateFilter, "section", LengthFilter, TagFilter]
    search_fields = ["headline", "summary"]
    date_hierarchy = "published_at"
    ordering = NEWEST_FIRST
    list_per_page = 50
    sortable_by = ["stamp"]  # an index serves this order
    actions = [*map(action_for, ACTIONS), "delete_selected"]
    kept_because = "has been on the site and stays on record. Withdraw it instead."

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def wait_for_turn(self):
        Tag.objects.lock_names(to_use=True)

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [path("<path:object_id>/preview/", view, name="articles_article_preview"), *super().get_urls()]

    def preview(self, request, object_id):
        """Show the page of a saved story that is not on the site, to any account that sees it in the list."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return preview(request, article.pk)

    @admin.display(description="headline", ordering="headline")
    def headline_and_kind(self, article):
        return format_html("{} <span class='kind'>brief</span>", article) if article.is_brief else article.headline

    @admin.display(description="state")
    def state(self, article):
        return state_badge(article.state)

    @admin.display(description="published", ordering=BY_TIME, empty_value="")
    def stamp(self, article):
        """Return the site's stamp; for a brief only if an editor set its time, as an import's only orders lists."""
        if article.published_at is None or (article.is_brief and not article.time_known):
            return None
        return format_stamp(article.published_at, article.time_known)

    def kept(self, queryset):
        return queryset.published() | queryset.retracted() | queryset.withdrawn()

    def lock_rows(self, ids):
        Article.objects.lock_many()
        super().lock_rows(ids)

    def delete_model(self, request, obj):
        TopStory.objects.lock_order()  # its places on the front page are deleted with it
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        TopStory.objects.lock_order()
        super().delete_queryset(request, queryset)

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_public else None

    def get_search_results(self, request, queryset, search_term):
        """Search stories; for Top stories and slots, return only those that may be put there and are not there yet."""
        rows = queryset.filter(pk__in=find(search_term)) if search_term.strip() else queryset
        return rows.filter(OFFERED.get(request.GET.get("model_name"), Q())), False

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The prose editor's import map is an inline script: the content security policy allows it by its nonce.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce) + MODULES
        context["may_link"] = obj is not None and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
