from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles.admin.common.editor_modules import with_editor
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.languages.own import language_choices
from articles.admin.site_pages.first_texts import first_texts
from articles.admin.site_pages.form import SitePageForm
from articles.admin.site_pages.versions import page_versions
from articles.models import SitePage, SitePageKind
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import DEFAULT, name_of


@admin.register(SitePage)
class SitePageAdmin(NewsroomAdmin):
    """The pages that say who we are: about, contact, policies; for each language of the site its own."""

    form = SitePageForm
    list_display = ["title", "kind", "language", "for_readers"]
    ordering = ["language", "kind"]
    search_fields = ["title", "body"]
    search_help_text = "Words of a title or a text."
    actions = None  # a page is deleted on a page of its own, which asks

    def get_list_filter(self, request):
        return ["language"] if language_choices(request) else []

    def get_fields(self, request, obj=None):
        chosen = ["kind", "language"] if obj or language_choices(request) else ["kind"]
        return [*chosen, "title", "body", "on_site", "version"]

    def get_readonly_fields(self, request, obj=None):
        return ["kind", "language"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.languages = language_choices(request)
        asked = request.GET.get("version", "")
        if obj and asked.isdecimal() and len(asked) < 18:
            form.restored = obj.history.filter(history_id=int(asked)).first()
        return form

    def get_object(self, request, object_id, from_field=None):
        """Return the page; on POST its row is held, so that nobody else saves it in between."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST":
            return self.get_queryset(request).select_for_update(no_key=True).filter(pk=found.pk).first()
        return found

    def get_changeform_initial_data(self, request):
        """Return what a new page begins with: what the link asks for, and its first text in that language."""
        kind, language = request.GET.get("kind", ""), request.GET.get("language", DEFAULT)
        text = first_texts().get(language, {}).get(kind)
        return {"kind": kind, "language": language, **(text._asdict() if text else {})}

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = with_editor(context["media"], request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        missing = self.missing(request) if self.has_add_permission(request) else []
        return super().changelist_view(request, {"missing": missing, **(extra_context or {})})

    def missing(self, request) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the pages that nobody has begun, by the language's name: each one's label and the link to begin it."""
        begun = set(SitePage.objects.values_list("kind", "language"))
        add = reverse("admin:articles_sitepage_add")
        found = []
        for tag, name in language_choices(request) or [(DEFAULT, name_of(DEFAULT))]:
            kinds = [kind for kind in SitePageKind if (kind.value, tag) not in begun]
            found.append(
                (name, [(kind.label, f"{add}?{urlencode({'kind': kind, 'language': tag})}") for kind in kinds])
            )
        return [(name, links) for name, links in found if links]

    def save_model(self, request, obj, form, change):
        if change and not form.changed_data:
            return
        was_public = obj.published_at is not None
        obj.show() if form.cleaned_data["on_site"] else obj.hide()
        if was_public and obj.published_at and {"title", "body"} & set(form.changed_data):
            obj.revised_at = timezone.now()
        super().save_model(request, obj, form, change)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.published_at else None

    def history_view(self, request, object_id, extra_context=None):
        """List the page's versions, newest first, each with what it changed, and a link that opens the form with it."""
        page = self.get_object(request, unquote(object_id))
        if page is None:
            return self.redirect_missing(request, object_id)
        if not self.has_view_or_change_permission(request, page):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of “{page}”",
            "page": page,
            "form": reverse("admin:articles_sitepage_change", args=[page.pk]),
            "versions": page_versions(page),
            "may_restore": self.has_change_permission(request, page),
        }
        return TemplateResponse(request, "admin/articles/sitepage/history.html", context)

    @admin.display(description="for readers")
    def for_readers(self, page):
        return f"On the site since {format_stamp(page.published_at)}" if page.published_at else "Draft"
