"""Pages for a story's saved versions, in place of Django's list of changes: all, any two compared, one to restore."""

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
from articles.admin.common.lookup_widgets import is_id
from articles.history.versions import display_name, restore_version, revisions
from articles.text.dates import format_stamp

PAGE_LENGTH = 20
OFFERED = 500  # newest versions that can be chosen to be compared
NO_VERSION = "There is no such version of this story. Choose two of these."
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
    context = {"page": page, "revisions": revisions(list(page), below), "offered": _offered(article)}
    return _show(model_admin, request, article, "history", **context)


def compare_page(model_admin, request, pk: int):
    """Show what differs between two versions, which the address names in any order; else between the two newest."""
    article = model_admin.get_object(request, str(pk))
    if article is None:
        return model_admin.redirect_missing(request, str(pk))
    if not model_admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    versions = article.history.select_related("history_user").order_by("-history_id")
    asked = [request.GET.get(name, "") for name in ("from", "to")]
    numbers = {int(one) for one in asked if is_id(one)}
    chosen = list(versions.filter(history_id__in=numbers)) if numbers else list(versions[:2])
    if numbers and (len(chosen) < len(numbers) or not all(map(is_id, asked))):
        model_admin.message_user(request, NO_VERSION, messages.WARNING)
    context = {
        "offered": _offered(article),
        "newer": chosen[0] if chosen else None,
        "older": chosen[-1] if chosen else None,
    }
    if len(chosen) == 2:
        context["revision"] = revisions(chosen[:1], chosen[1])[0]
    return _show(model_admin, request, article, "compare", **context)


def _offered(article) -> list[tuple[int, str]]:
    """Return the numbers of the versions that can be compared, each with its place among all, when and by whom."""
    versions = article.history.select_related("history_user").order_by("-history_id").defer("body", "summary")
    count = versions.count()
    return [
        (one.history_id, f"{count - at}. {format_stamp(one.history_date)} {display_name(one.history_user)}".strip())
        for at, one in enumerate(versions[:OFFERED])
    ]


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
    """Return the response for one of the pages."""
    request.current_app = model_admin.admin_site.name
    context |= {
        **model_admin.admin_site.each_context(request),
        "title": f"Versions of “{article}”",
        "article": article,
        "newest": article.version,
        "may_restore": model_admin.has_change_permission(request, article),
    }
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context)
