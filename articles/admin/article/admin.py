from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.forms import Media
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST
from js_asset import Script

from articles.admin.article import (
    autosave,
    embedded,
    form_preview,
    history,
    lead_photo,
    permissions,
    preview_links,
    stale_saves,
    suggestions,
    working_copies,
)
from articles.admin.article import bin as bin_page
from articles.admin.article.bylines import signature
from articles.admin.article.changelist import search
from articles.admin.article.changelist.actions import ACTIONS, LANGUAGE_IS_RIGHT, action_for
from articles.admin.article.changelist.filters import StateFilter, TagFilter, TypeFilter
from articles.admin.article.changelist.language_filters import LanguageFilter, TranslationFilter, begins_with_own
from articles.admin.article.changelist.order import BY_TIME, NEWEST_FIRST
from articles.admin.article.corrections import CorrectionRows
from articles.admin.article.fieldsets import FIELDSETS, fieldsets_for, inlines_for, parts_of, tags_field, without_links
from articles.admin.article.form import ArticleForm
from articles.admin.article.handover import bell, thread
from articles.admin.article.handover import panel as handover_panel
from articles.admin.article.handover.changelist import (
    AssigneeFilter,
    StageFilter,
    WriterFilter,
    load_people,
    stage_of,
    with_stages,
)
from articles.admin.article.handover.people import is_alone, people_of
from articles.admin.article.more_photos import PUT, PhotoRows
from articles.admin.article.pickers.authors import pick_authors
from articles.admin.article.pickers.photos import pick_photos
from articles.admin.article.pickers.tags import pick_tags
from articles.admin.article.pickers.widgets import PhotoPicker
from articles.admin.article.publishing import publish_warnings
from articles.admin.article.publishing.steps import TOGETHER, outcome, pressed, reason_field, steps_from
from articles.admin.article.translations import matrix, pairs_page, together_page
from articles.admin.article.translations import page as language_versions
from articles.admin.article.translations.context import languages_of_form, note_followed
from articles.admin.common.badges import state_badge
from articles.admin.common.datetimes import MOMENTS
from articles.admin.common.editor_modules import with_editor
from articles.admin.common.lists import ValidatedChangeList
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.flash import page as flash
from articles.admin.front.languages import PARAMETER
from articles.admin.languages.names import site_languages
from articles.admin.languages.own import names_of, own_languages
from articles.front import curation
from articles.history.audit_log import audit
from articles.imports.embeds.background import fetch_soon
from articles.models import Article, Byline, Photo, TopStory
from articles.models.bin import DELETED_KEPT
from articles.models.handover.handing_over import tell_of_correction
from articles.models.story_type import StoryType
from articles.text import richtext
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import name_of
from articles.text.placed_photos import marker

IN_PLACE = "_in_place"  # a script sends the form, and shows the answer without leaving the page
FORM_SCRIPTS = Media(
    js=[
        Script(f"js/newsroom/{name}.js", type="module")
        for name in ("writinghelp", "workingcopy", "photodrop", "shortcuts")
    ]
)


class ArticleList(ValidatedChangeList):
    """A change list whose rows are loaded without their texts, and with who works on them."""

    def get_queryset(self, request, exclude_parameters=None):
        rows = super().get_queryset(request, exclude_parameters).for_cards()
        return rows if is_alone(request) else with_stages(rows)

    def get_results(self, request):
        super().get_results(request)
        if not is_alone(request):
            load_people(self.result_list)


@admin.register(Article)
class ArticleAdmin(NewsroomAdmin):
    """Stories: a list that shows what is on the site, and a form in the order in which people write.

    What a press of Save, Publish now or another button does, in this order and in one transaction:

    1. lock      lock_first: what comes before the locks of single rows   (common/transactions.py)
    2. load      get_object: the story as it is now, locked               (common/transactions.py)
    3. form      ArticleForm: clean what was typed; is it the newest version?   (form.py, stale_saves.py)
    4. warnings  ArticleForm.clean: ask before the story goes onto the site     (publish_warnings.py)
    5. step      save_related: set the fields of Publish now, Withdraw …        (steps.py)
    6. save      save_related: the story once, which writes one version; then tags, authors, corrections, photo
    7. audit     save_related: who took the step                          (articles/history/audit_log.py)
    8. front     run_once: record it, if the story is on the front page   (articles/front/curation.py)
    9. answer    response_change: tell the editor the story's state       (steps.py)

    An error at 3 or 4 saves nothing and shows the form again, by render_change_form.
    """

    class Media:
        js = [Script(f"js/newsroom/{name}.js", type="module") for name in ("formnames", "leadphoto", "placedphotos")]

    form = ArticleForm
    photo_select = PhotoPicker
    formfield_overrides = MOMENTS
    fieldsets = FIELDSETS
    autocomplete_fields = ["section", "tags"]
    list_display = ["headline_and_kind", "section", "state", "stamp"]
    list_filter = [
        *(StateFilter, StageFilter, AssigneeFilter, WriterFilter),
        *(LanguageFilter, TranslationFilter, "section", TypeFilter, TagFilter),
    ]
    search_fields = ["headline"]  # not used, see get_search_results; but without any there is no search box
    search_help_text = search.HINT
    date_hierarchy = "published_at"
    ordering = NEWEST_FIRST
    list_per_page = 50
    sortable_by = ["stamp"]  # an index serves this order
    actions = [*map(action_for, ACTIONS), "delete_selected"]
    protected_because = "has been on the site and stays on record. Withdraw it instead."

    def get_urls(self):
        """Return the form's own addresses, then Django's, the last of which matches any path."""

        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        def post(view):
            return self.admin_site.admin_view(require_POST(partial(view, self)))

        return [
            path("working-copy/", post(autosave.keep), name="articles_article_keep"),
            path("news/", page(bell.page), name=bell.PAGE),
            path("news/bell/", page(bell.poll), name=bell.POLL),
            path("news/seen/", post(bell.mark_seen), name=bell.SEEN),
            path("flash/", page(flash.page), name=flash.NAME),
            path("flash/section/", page(flash.section), name=f"{flash.NAME}_section"),
            path("languages/", page(matrix.page), name="articles_article_languages"),
            path("languages/pairs/", page(pairs_page.page), name=pairs_page.NAME),
            path("bin/", page(bin_page.page), name=bin_page.NAME),
            path("preview/", page(form_preview.new_story_preview), name="articles_article_preview_new"),
            path("pick/tags/", page(pick_tags), name="articles_article_pick_tags"),
            path("pick/authors/", page(pick_authors), name="articles_article_pick_authors"),
            path("pick/photos/", page(pick_photos), name="articles_article_pick_photos"),
            path("suggest/", post(suggestions.suggest), name="articles_article_suggest"),
            path("<path:object_id>/preview/", page(preview_links.preview_page), name="articles_article_preview"),
            path("<int:pk>/notes/", post(thread.write), name=thread.WRITE),
            path("<int:pk>/preview-links/", page(preview_links.links_page), name="articles_article_preview_links"),
            path("<int:pk>/versions/", page(language_versions.page), name="articles_article_versions"),
            path("<int:pk>/versions/publish/", page(together_page.page), name=together_page.NAME),
            path("<int:pk>/history/compare/", page(history.compare_page), name="articles_article_compare"),
            path("<int:pk>/history/<int:version>/", page(history.version_page), name="articles_article_version"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        return history.versions_page(self, request, object_id)

    # The form: what it shows

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form; or discard unsaved text, or show the form filled with it."""
        if request.method == "POST" and working_copies.DISCARD in request.POST:
            return self.run_atomically(request, partial(working_copies.discard, self))
        if request.method == "POST" and working_copies.TAKES_UP & request.POST.keys():
            working_copies.take_up(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_fieldsets(self, request, obj=None):
        may_change = obj is None or self.has_change_permission(request, obj)
        may_publish = self.has_publish_permission(request)
        return fieldsets_for(obj, may_change=may_change, may_publish=may_publish)

    def get_inlines(self, request, obj):
        return inlines_for(request, obj)

    def get_readonly_fields(self, request, obj=None):
        asked = self.has_publish_permission(request) and not (obj and obj.withdrawn_at)
        shown = ["stamp", "text", "photos", "in_the_text", embedded.FIELD]
        return shown if asked else [*shown, "withdrawn_because"]

    def get_autocomplete_fields(self, request):
        return [*super().get_autocomplete_fields(request), "photo"]  # of PhotoUse

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "tags":
            return tags_field(db_field, self.admin_site)
        if db_field.name == "withdrawn_because":
            return reason_field(required=False)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_links(field) if db_field.name == "section" else field

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)  # a new class each time
        form.may_publish = self.has_publish_permission(request)
        form.account, form.people = request.user, staticmethod(partial(people_of, request))
        form.base_fields["photo"] = lead_photo.picker(self, request)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Begin a new story with its writer's byline, and show the rows as they are now if one is gone.

        If someone has removed a row since, the posted data no longer fits them.
        """
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is Byline and obj.pk is None and "data" not in kwargs:
            kwargs["initial"] = signature(request.user)
        saved = inline.get_queryset(request)
        if "data" in kwargs and obj.pk and stale_saves.has_lost_rows(obj, request.POST, prefix, saved):
            return {name: value for name, value in kwargs.items() if name not in ("data", "files", "save_as_new")}
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, may_change = context["adminform"].form, obj is not None and self.has_change_permission(request, obj)
        taken_up = working_copies.is_taken_up(request)
        warnings = {} if taken_up else publish_warnings.context(form)
        if taken_up or (warnings and len(context["errors"]) == 1):  # nothing is wrong, there is only a question
            context["errors"] = None
        context |= stale_saves.context(form)
        context |= working_copies.context(request, form, obj, may_save=add or may_change)
        context |= warnings
        context |= languages_of_form(self, request, obj)
        context |= parts_of(context["adminform"], context["inline_admin_formsets"])
        context |= {
            "state": form.state_before,
            "steps": steps_from(form.state_before) if self.has_publish_permission(request) else [],
            "show_save_and_add_another": False,
            "may_link": may_change,
            "handover": form.panel if add or may_change else None,
            **thread.context(request, obj),
            "may_add_photos": self.admin_site.get_model_admin(Photo).has_add_permission(request),
            "media": with_editor(context["media"] + FORM_SCRIPTS, request.csp_nonce),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="in the text")
    def in_the_text(self, article):
        use = article and article.pk and article.lead_photo
        return format_html(PUT, marker(use.photo_id) if use else "")

    # The form: what saving it does

    def lock_first(self):
        Article.objects.lock_to_write()

    def may_change_front(self, request):
        """Return whether the story is placed on the front page.

        A new one is not, unless it is a flash that is to lead; the list's actions, and the page that publishes versions
        together, take any.
        """
        address = request.resolver_match
        if address.url_name == together_page.NAME:
            return True
        if address.url_name == flash.NAME:
            return "lead" in request.POST
        number = address.kwargs.get("object_id", address.kwargs.get("pk"))
        if number is None:
            return address.url_name == "articles_article_changelist"
        return is_id(number) and curation.places(int(number))

    def save_model(self, request, obj, form, change):
        """Save nothing yet: save_related knows the corrections too, and saves the story once."""

    def save_related(self, request, form, formsets, change):
        """Take the step whose button was pressed, and save the story, as one version, with what belongs to it."""
        article, step = form.instance, pressed(request.POST)
        taken = step and article.state in step.states and self.has_publish_permission(request)
        if change:
            article.keep_as_imported()
        if taken:
            step.mark(article)
        corrections = [rows for rows in formsets if isinstance(rows, CorrectionRows)]
        for rows in corrections:
            rows.mark(article)
        corrected = any(rows.new() for rows in corrections)
        article.save()
        if embedded.embeds_anything(article):
            fetch_soon()
        super().save_related(request, form, formsets, change)  # tags, authors, corrections
        rows = next((rows for rows in formsets if isinstance(rows, PhotoRows)), None)
        changes_photos = form.changes_photos() or (rows is not None and rows.has_changed())
        if changes_photos:
            form.save_photos(rows.shown() if rows is not None else None)
        if changes_photos or "tags" in form.changed_data:
            article.keep_tags_and_photos()  # else its version has them already
        if change:
            note_followed(request, article)
        if taken:
            audit(request, article, step.log_text(article))
            request.logged_step = step
        if form.handover:
            request.handed_over, logged = form.panel.take(form.handover)
            audit(request, article, logged)
            request.logged_step = form.handover
        elif handover_panel.written(form.data) and form.panel:
            form.panel.keep_note()
        if corrected:
            tell_of_correction(article, request.user)
        working_copies.forget(request)
        if not publish_warnings.goes_public(form, form.cleaned_data):  # which has asked
            for warning in publish_warnings.about_footnotes(article.body):
                self.message_user(request, warning.text, messages.WARNING)

    def log_change(self, request, obj, message):
        """Write Django's entry in the log, unless it says nothing next to that of the step."""
        if message or not hasattr(request, "logged_step"):
            return super().log_change(request, obj, message)
        return None

    def response_add(self, request, obj, post_url_continue=None):
        if IN_PLACE in request.POST:
            return self.response_in_place(request, obj)
        if self.shows_form_next(request):
            return super().response_add(request, obj, post_url_continue)
        self.report_outcome(request, obj)
        return self.response_post_save_add(request, obj)

    def response_change(self, request, obj):
        if IN_PLACE in request.POST:
            return self.response_in_place(request, obj)
        if self.shows_form_next(request):
            return super().response_change(request, obj)
        self.report_outcome(request, obj)
        if TOGETHER in request.POST:
            return redirect(f"admin:{together_page.NAME}", obj.pk)
        return self.response_post_save_change(request, obj)

    def response_in_place(self, request, obj):
        """Return a redirect to the form of the saved story, which a script puts into the page (inplace.js)."""
        self.report_outcome(request, obj)
        filters = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return redirect(reverse("admin:articles_article_change", args=[obj.pk]) + filters)

    def shows_form_next(self, request) -> bool:
        """Return whether the response is another form or a closing popup, not the list."""
        return bool({IS_POPUP_VAR, "_continue", "_addanother"} & request.POST.keys())

    def report_outcome(self, request, article) -> None:
        """Tell the editor the story's state after saving."""
        self.message_user(request, getattr(request, "handed_over", "") or outcome(article), messages.SUCCESS)

    # Who may do what

    def get_queryset(self, request):
        return permissions.visible_to(request.user, super().get_queryset(request))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or permissions.may(request.user, "draft")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or permissions.works_on_draft(request.user, obj)

    def has_publish_permission(self, request):
        """Return whether the account may bring stories onto the site, now or later, and take them off."""
        return permissions.may(request.user, "publish")

    def may_delete(self, request, obj=None):
        return super().may_delete(request, obj) or permissions.is_own_draft(request.user, obj)

    def protected(self, queryset):
        return queryset.published() | queryset.retracted() | queryset.withdrawn()

    # Deleting takes the story's places on the front page with it, so their lock comes first.

    def lock_rows(self, ids):
        Article.objects.lock_many()
        super().lock_rows(ids)

    def render_delete_form(self, request, context):
        return super().render_delete_form(request, context | {"days": DELETED_KEPT.days})

    def delete_model(self, request, obj):
        TopStory.objects.lock_order()
        bin_page.keep(self, request, [obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        TopStory.objects.lock_order()
        bin_page.keep(self, request, queryset)
        super().delete_queryset(request, queryset)

    # The list

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def changelist_view(self, request, extra_context=None):
        own = names_of(own_languages(request)) if begins_with_own(request) else ""
        context = {"several": bool(site_languages(request)), "begins_with": own}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_list_display(self, request):
        shown = self.list_display if is_alone(request) else [*self.list_display[:3], "stage", "writer", "stamp"]
        return [*shown, *(["in_language"] if site_languages(request) else [])]

    def get_actions(self, request):
        """Return the actions on many stories; on a site of one language, no story's language is in doubt."""
        found = super().get_actions(request)
        if not site_languages(request):
            found.pop(LANGUAGE_IS_RIGHT, None)
        return found

    def get_search_results(self, request, queryset, search_term):
        """Search stories; for Top stories and slots, return only those that may be put there and are not there yet."""
        rows = queryset.filter(search.offered_to(request.GET.get("model_name"), request.GET.get(PARAMETER)))
        return (search.find(rows, search_term) if search_term.strip() else rows), False

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_public else None

    @admin.display(description="headline", ordering="headline")
    def headline_and_kind(self, article):
        if article.story_type == StoryType.STORY:
            return article.headline
        return format_html("{} <span class='kind'>{}</span>", article, article.get_story_type_display().lower())

    @admin.display(description="language")
    def in_language(self, article):
        return name_of(article.language)

    @admin.display(description="state")
    def state(self, article):
        return state_badge(article.state)

    @admin.display(description="stage", empty_value="")
    def stage(self, article):
        return stage_of(article) or None

    @admin.display(description="writer", empty_value="")
    def writer(self, article):
        """Return who began the story, and who has its form open now."""
        if article.open_by:
            return format_html("{} <span class='open-by'>open: {}</span>", article.writer, article.open_by)
        return article.writer or None

    @admin.display(description="published", ordering=BY_TIME, empty_value="")
    def stamp(self, article):
        """Return the site's stamp; none for a brief, whose time only orders lists."""
        if article.published_at is None or article.is_brief:
            return None
        return format_stamp(article.published_at, article.time_known)

    @admin.display(description="photos")
    def photos(self, article):
        return lead_photo.shown_photos(article)

    @admin.display(description="embeds")
    def embedded(self, article):
        return embedded.shown(article)

    @admin.display(description="text")
    def text(self, article):
        return format_html_join("", "<p>{}</p>", ([paragraph] for paragraph in richtext.to_paragraphs(article.body)))
