from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import F, Q
from django.utils.html import format_html
from js_asset import Media

from articles.admin.articlefilters import LengthFilter, StateFilter, TagFilter
from articles.admin.articleform import ArticleForm
from articles.admin.byline import BylineInline
from articles.admin.choices import LookedUpMany, LooksUp, RowsField
from articles.admin.conflict import ShowsConflicts
from articles.admin.correction import CORRECTED, CorrectionInline
from articles.admin.history import HistoryPages
from articles.admin.kept import KeptRows
from articles.admin.lists import SoundList, SoundLists
from articles.admin.minoredit import AsksIfMinor
from articles.admin.moment import MOMENTS
from articles.admin.standing import IN_A_SLOT, ON_TOP, state_badge
from articles.admin.steps import STEPS, Step, pressed, steps_from
from articles.admin.writing import WritesTogether
from articles.dates import format_stamp
from articles.models import Article, FrontSlot, Tag, TopStory

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
INLINES = {"bylines": BylineInline, "corrections": CorrectionInline}
# What the look-up of stories offers for such a row.
OFFERED = {
    TopStory._meta.model_name: ON_TOP & Q(top_story=None),
    FrontSlot._meta.model_name: IN_A_SLOT & Q(front_slot=None),
}
NEWEST_FIRST = [F("published_at").desc(nulls_first=True), "-id"]


class ArticleList(SoundList):
    """The list's rows, without their texts."""

    def get_queryset(self, request, exclude_parameters=None):
        return super().get_queryset(request, exclude_parameters).for_cards()


class Versions(ShowsConflicts, AsksIfMinor, HistoryPages):
    """What the newsroom knows of a story's versions."""


def action_for(step: Step):
    """The action of the list that takes `step` with each chosen story that stands where it may start."""

    @admin.action(permissions=["change"], description=step.label)
    def take(modeladmin, request, queryset):
        ids = list(queryset.values_list("pk", flat=True))
        chosen = list(Article.objects.filter(pk__in=ids).order_by("pk").select_for_update())  # as they stand now
        ready = [article for article in chosen if article.state in step.states]
        for article in ready:
            step.take(article)
            modeladmin.log_change(request, article, f"{step.label}.")
        modeladmin.report(request, step, len(ready), len(chosen) - len(ready))

    take.__name__ = step.name
    return take


@admin.register(Article)
class ArticleAdmin(WritesTogether, Versions, KeptRows, LooksUp, SoundLists, admin.ModelAdmin):
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
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would count the whole table
    actions = [*map(action_for, STEPS), "delete_selected"]
    kept_because = "has been on the site and stays on record. Withdraw it instead."

    def get_changelist(self, request, **kwargs):
        return ArticleList

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
        rows, duplicates = super().get_search_results(request, queryset, search_term)
        return rows.filter(OFFERED.get(request.GET.get("model_name"), Q())), duplicates

    def get_inlines(self, request, obj):
        """The authors; and corrections, where readers could need one or have read one.

        A form that was opened before its story came onto the site sends no
        corrections, and one need not send authors: what is not sent stays as it is.
        """
        corrected = obj is not None and (obj.state in CORRECTED or obj.corrections.exists())
        sent = [name for name in INLINES if request.method != "POST" or f"{name}-TOTAL_FORMS" in request.POST]
        return [INLINES[name] for name in sent if corrected or name != "corrections"]

    def get_fieldsets(self, request, obj=None):
        """Without "Publication" for who may only add: a time, ahead or past, would put the story on the site."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None and not self.has_change_permission(request):
            return [(name, options) for name, options in fieldsets if "published_at" not in options["fields"]]
        return fieldsets

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "tags":
            # taggit's own field is a line of names; here tags are looked up, and new ones made in the popup.
            widget = LookedUpMany(db_field, self.admin_site)
            may_add = self.admin_site.get_model_admin(Tag).has_add_permission(request)
            widget = RelatedFieldWidgetWrapper(widget, db_field.remote_field, self.admin_site, can_add_related=may_add)
            return RowsField(Tag.objects.all(), required=False, widget=widget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "section":  # sections are arranged on their own page, not in passing
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def render_change_form(self, request, context, *args, **kwargs):
        # The prose editor's import map is an inline script: the policy lets it run by its nonce.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        state = context["adminform"].form.state_before
        context |= {"state": state, "steps": steps_from(state), "show_save_and_add_another": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            obj.keep_as_imported()
        form.started_from = obj.version if change else 0
        super().save_model(request, obj, form, change)
        step = pressed(request.POST)
        if step and obj.state in step.states and self.has_change_permission(request, obj):
            step.take(obj)

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

    def report(self, request, step, done: int, left: int) -> None:
        """Says how many stories took the step, and how many stand where it does not start."""
        stories = "story is" if done == 1 else "stories are"
        text = f"{done} {stories} {step.done}."
        if left:
            text += f" {left} left as {'it was' if left == 1 else 'they were'}: {step.label} does not apply."
        self.message_user(request, text, messages.SUCCESS if done else messages.WARNING)
