"""Pages for a story's saved versions, in place of Django's list of changes: all versions, and one to restore."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.article.stale_saves import is_stale
from articles.admin.article.translations.clashes import clash
from articles.history.versions import restore_version, revisions
from articles.text.dates import format_stamp

PAGE_LENGTH = 20
CHANGED = "The story was changed meanwhile; nothing was restored. Look at its newest version first."


def versions_page(model_admin, request, object_id: str):
    """List the versions, newest first, a page at a time."""
    article = model_admin.get_object(request, unquote(object_id))
    if article is None:
        return model_admin.redirect_missing(request, object_id)
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    versions = article.history.select_related("history_user").order_by("-history_id")
    page = Paginator(versions, PAGE_LENGTH).get_page(request.GET.get("page"))
    below = versions[page.end_index() : page.end_index() + 1].first() if page.has_next() else None
    return _show(model_admin, request, article, "history", page=page, revisions=revisions(list(page), below))


def version_page(model_admin, request, pk: int, version: int):
    """Show one version in full; on POST restore it, unless a newer one was saved than the page showed."""
    return model_admin.run_atomically(request, partial(_show_or_restore, model_admin), pk, version)


def _show_or_restore(model_admin, request, pk: int, version: int):
    article = model_admin.get_object(request, str(pk))
    old = article and article.history.select_related("history_user").filter(history_id=version).first()
    if old is None:
        raise Http404("no such version")
    posted = request.method == "POST"
    allowed = model_admin.has_change_permission if posted else model_admin.has_view_or_change_permission
    if not allowed(request, article):
        raise PermissionDenied
    if not posted:
        older = article.history.filter(history_id__lt=version).order_by("-history_id").first()
        return _show(model_admin, request, article, "version", revision=revisions([old], older)[0])
    if is_stale(article, request.POST):
        model_admin.message_user(request, CHANGED, messages.ERROR)
    elif article.withdrawn_at is None and (message := clash(article, old.language)):
        model_admin.message_user(request, message, messages.ERROR)
    else:
        restore_version(article, old)
        said = f"the version of {format_stamp(old.history_date)}"
        model_admin.log_change(request, article, f"Restored {said}.")
        model_admin.message_user(request, f"“{article}” says again what {said} said.", messages.SUCCESS)
    return redirect(reverse("admin:articles_article_history", args=[pk]))


def _show(model_admin, request, article, name: str, **context) -> TemplateResponse:
    """Return the response for one of the two pages."""
    request.current_app = model_admin.admin_site.name
    context |= {
        **model_admin.admin_site.each_context(request),
        "title": f"Versions of “{article}”",
        "article": article,
        "newest": article.version,
        "may_restore": model_admin.has_change_permission(request, article),
    }
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context)
