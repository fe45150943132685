from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.urls import path
from django.utils.html import format_html, format_html_join
from js_asset import Media

from articles import richtext
from articles.admin.actions import ACTIONS, action_for
from articles.admin.articlefilters import LengthFilter, StateFilter, TagFilter
from articles.admin.articleform import ArticleForm
from articles.admin.byline import BylineInline
from articles.admin.choices import LookedUpMany, LooksUp
from articles.admin.conflict import ShowsConflicts
from articles.admin.correction import CORRECTED, CorrectionInline
from articles.admin.finding import find
from articles.admin.history import HistoryPages
from articles.admin.kept import KeptRows
from articles.admin.lists import SoundList, SoundLists
from articles.admin.minoredit import AsksIfMinor
from articles.admin.moment import MOMENTS
from articles.admin.owndrafts import OwnDrafts
from articles.admin.standing import IN_A_SLOT, ON_TOP, state_badge
from articles.admin.steps import pressed, reason, steps_from
from articles.admin.tagsfield import TagsField
from articles.admin.writing import WritesTogether
from articles.audit import audit
from articles.dates import format_stamp
from articles.models import Article, FrontSlot, Tag, TopStory
from articles.preview import link_to, preview

OUTCOMES = {
    Article.State.DRAFT: "is saved as a draft.",
    Article.State.SCHEDULED: "is scheduled. It appears by itself on {stamp}.",
    Article.State.PUBLISHED: 'is on the site. <a href="{url}">View it</a>',
    Article.State.RETRACTED: 'is retracted: only its address shows it. <a href="{url}">View it</a>',
    Article.State.WITHDRAWN: "is off the site. Its address says that it was withdrawn.",
}
BRIEF_OUTCOMES = OUTCOMES | {
    Article.State.SCHEDULED: "is scheduled as a brief: it will stand in Latest news alone, from {stamp} on.",
    Article.State.PUBLISHED: 'is on the site as a brief: it stands in Latest news alone. <a href="{url}">View it</a>',
}
# Drafts first, which is where SQLite does not put what has no time by itself. The index serves this order on both.
BY_TIME = F("published_at").asc(nulls_last=True)
WITHDRAWAL = ("Withdrawal", {"fields": ["withdrawn_because"]})
INLINES = {"bylines": BylineInline, "corrections": CorrectionInline}
# What the look-up of stories offers for such a row.
OFFERED = {
    TopStory._meta.model_name: ON_TOP & ~Q(pk__in=TopStory.objects.values("article")),
    FrontSlot._meta.model_name: IN_A_SLOT & ~Q(pk__in=FrontSlot.objects.values("article")),
}
NEWEST_FIRST = [F("published_at").desc(nulls_first=True), "-id"]


class ArticleList(SoundList):
    """The list's rows, without their texts."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).for_cards()


class Versions(ShowsConflicts, AsksIfMinor, HistoryPages):
    """What the newsroom knows of a story's versions."""


@admin.register(Article)
class ArticleAdmin(WritesTogether, Versions, KeptRows, OwnDrafts, LooksUp, SoundLists, admin.ModelAdmin):
    """Stories: a list that says what is on the site, a form in the order in which one writes."""

    form = ArticleForm
    fieldsets = [
        (None, {"fields": ["headline", "summary", "body"]}),
        ("Place", {"fields": ["section", "tags", "source"]}),
        ("Photo", {"fields": ["photo"]}),
        ("Publication", {"fields": ["published_at"]}),
        ("Address", {"fields": ["slug"], "classes": ["collapse"]}),
    ]
    autocomplete_fields = ["section", "tags", "photo"]
    formfield_overrides = MOMENTS
    list_display = ["headline_and_kind", "section", "state", "stamp"]
    list_filter = [StateFilter, "section", LengthFilter, TagFilter]
    search_fields = ["headline", "summary"]
    date_hierarchy = "published_at"
    ordering = NEWEST_FIRST
    list_per_page = 50
    sortable_by = ["stamp"]  # what an index serves
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
        """The page of a saved story that is not on the site, for whoever sees it in the list."""
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
        """The site's stamp; of a brief only when an editor set its time, since the import's only orders lists."""
        if article.published_at is None or (article.is_brief and not article.time_known):
            return None
        return format_stamp(article.published_at, article.time_known)

    def kept(self, queryset):
        return queryset.published() | queryset.retracted() | queryset.withdrawn()

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_public else None

    def get_search_results(self, request, queryset, search_term):
        """For Top stories and slots: only what may stand there, and does not yet."""
        rows = queryset.filter(pk__in=find(search_term)) if search_term.strip() else queryset
        return rows.filter(OFFERED.get(request.GET.get("model_name"), Q())), False

    def get_inlines(self, request, obj):
        """The authors; and corrections, where readers could need one or have read one.

        A form that was opened before its story came onto the site sends no
        corrections, and one need not send authors: what is not sent stays as it is.
        """
        corrected = obj is not None and (obj.state in CORRECTED or obj.corrections.exists())
        sent = [name for name in INLINES if request.method != "POST" or f"{name}-TOTAL_FORMS" in request.POST]
        return [INLINES[name] for name in sent if corrected or name != "corrections"]

    def get_fieldsets(self, request, obj=None):
        """What may not be changed is shown as readers see it.

        A draft is without "Publication" for who may not publish: a time, ahead or past, would do it.
        """
        fieldsets, publishes = super().get_fieldsets(request, obj), self.has_publish_permission(request)
        if obj and (obj.withdrawn_at or (obj.is_public and publishes)):
            fieldsets = [*fieldsets, WITHDRAWAL]
        if not publishes:
            kept = obj and obj.published_at
            fieldsets = [(name, options) for name, options in fieldsets if kept or name != "Publication"]
        shown = {} if publishes else {"published_at": "stamp"}
        if obj and not self.has_change_permission(request, obj):
            shown = {"published_at": "stamp", "body": "text"}
        return [
            (name, options | {"fields": [shown.get(field, field) for field in options["fields"]]})
            for name, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        asked = self.has_publish_permission(request) and not (obj and obj.withdrawn_at)
        return ["stamp", "text"] if asked else ["stamp", "text", "withdrawn_because"]

    @admin.display(description="text")
    def text(self, article):
        return format_html_join("", "<p>{}</p>", ([paragraph] for paragraph in richtext.to_paragraphs(article.body)))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "tags":
            # taggit's own field is a line of names; here tags are looked up, and new ones made in the popup.
            widget = LookedUpMany(db_field, self.admin_site)
            may_add = self.admin_site.get_model_admin(Tag).has_add_permission(request)
            widget = RelatedFieldWidgetWrapper(widget, db_field.remote_field, self.admin_site, can_add_related=may_add)
            return TagsField(Tag.objects.all(), required=False, widget=widget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "withdrawn_because":
            return reason(required=False)
        if db_field.name == "section":  # sections are arranged on their own page, not in passing
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The prose editor's import map is an inline script: the policy lets it run by its nonce.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        state = context["adminform"].form.state_before
        steps = steps_from(state) if self.has_publish_permission(request) else []
        context |= {"state": state, "steps": steps, "show_save_and_add_another": False}
        if obj is not None and not obj.is_public and self.has_change_permission(request, obj):
            context |= {"preview_link": link_to(obj), "preview_hours": settings.PREVIEW_HOURS}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if change:
            obj.keep_as_imported()
        form.started_from = obj.version if change else 0
        super().save_model(request, obj, form, change)
        step = pressed(request.POST)
        if step and obj.state in step.states and self.has_publish_permission(request):
            step.take(obj)
            audit(request, obj, step.said_of(obj))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.keep_tags()
        form.instance.fold_versions(after=form.started_from)

    def response_add(self, request, obj, post_url_continue=None):
        if self.stays(request):
            return super().response_add(request, obj, post_url_continue)
        self.report_outcome(request, obj)
        return self.response_post_save_add(request, obj)

    def response_change(self, request, obj):
        if self.stays(request):
            return super().response_change(request, obj)
        self.report_outcome(request, obj)
        return self.response_post_save_change(request, obj)

    def stays(self, request) -> bool:
        """Whether the answer is another form or a closing popup, not the list."""
        return bool({IS_POPUP_VAR, "_continue", "_addanother"} & request.POST.keys())

    def report_outcome(self, request, article) -> None:
        """Says where the story stands now."""
        stamp = format_stamp(article.published_at) if article.published_at else ""
        outcomes = OUTCOMES if article.body else BRIEF_OUTCOMES  # the row's own is_brief is as old as the form
        outcome = format_html(outcomes[article.state], url=article.get_absolute_url(), stamp=stamp)
        self.message_user(request, format_html("“{}” {}", article, outcome), messages.SUCCESS)
