"""The page of one replacement: what was changed, what was left and why, and Undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.common.lookup_widgets import is_id
from articles.admin.replacing.page import RUN, log, may_replace
from articles.admin.replacing.rows import KINDS, STORY, kinds_of
from articles.admin.replacing.undoing import undo
from articles.history.versions import display_name
from articles.models import Article, Replacement, TopStory

UNDONE_ALREADY = "This was undone already. Nothing was changed."
NOT_ALLOWED = "Nothing was undone: your account may not change everything that was replaced."


def page(model_admin, request, object_id: str):
    """Show the replacement; a POST undoes it."""
    if not (may_replace(request) if request.method == "POST" else model_admin.has_view_permission(request)):
        raise PermissionDenied
    if request.method == "POST":
        Article.objects.lock_many()
        TopStory.objects.lock_order()
    rows = Replacement.objects.filter(pk=object_id) if is_id(object_id) else Replacement.objects.none()
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True)
    replacement = rows.first()
    if replacement is None:
        raise Http404("no such replacement")
    return (
        _undo(model_admin, request, replacement)
        if request.method == "POST"
        else _show(model_admin, request, replacement)
    )


def _undo(model_admin, request, replacement: Replacement):
    allowed = {kind.name for kind in kinds_of(request.user)}
    if not replacement.rows.filter(undone=False).exists():
        model_admin.message_user(request, UNDONE_ALREADY, messages.WARNING)
    elif not allowed.issuperset(replacement.rows.values_list("kind", flat=True)):
        model_admin.message_user(request, NOT_ALLOWED, messages.ERROR)
    else:
        done = undo(replacement, request.user)
        log(request, done, f"Undid the replacement of “{replacement.looked_for}” by “{replacement.written}”.")
    return redirect(RUN, replacement.pk)


def _show(model_admin, request, replacement: Replacement) -> TemplateResponse:
    rows = list(replacement.rows.all())
    headlines = dict(
        Article.objects.filter(pk__in=[row.number for row in rows if row.kind == STORY]).values_list("pk", "headline")
    )
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Search and replace",
        "replacement": replacement,
        "who": display_name(replacement.by),
        "undone_by": display_name(replacement.undone_by),
        "rows": [(row, headlines.get(row.number, row.title), _address(row)) for row in rows],
        "may_undo": may_replace(request) and not all(row.undone for row in rows),
    }
    return TemplateResponse(request, "admin/articles/replacement/run.html", context)


def _address(row) -> str:
    """Return the address of a changed row's form; of others than stories, that of their list."""
    if row.kind == STORY:
        return reverse("admin:articles_article_change", args=[row.number])
    if row.kind == "photo":
        return reverse("admin:articles_photo_change", args=[row.number])
    name = {"topic": "tag"}.get(row.kind, "section")
    return reverse(f"admin:articles_{name}_changelist") if row.kind in KINDS else ""
