"""The page of the bin: stories that were deleted lately, each of which one press brings back as a draft."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from articles.admin.article import permissions
from articles.admin.common.lookup_widgets import is_id
from articles.history.audit_log import audit
from articles.models import Article, DeletedStory
from articles.models.bin import DELETED_KEPT
from articles.text.dates import format_stamp

NAME = "articles_article_bin"  # of the page's address
PAGE_LENGTH = 50
GONE = "It is back already, or its time in the bin is over. Nothing was changed."
WAITS = "What was deleted can come back from the bin until {}."


def keep(model_admin, request, articles) -> None:
    """Note that the articles, which are about to be deleted, can come back, and tell the editor."""
    DeletedStory.objects.keep(articles, request.user)
    until = DeletedStory.objects.order_by("-pk").first()
    if until is not None:
        model_admin.message_user(request, WAITS.format(format_stamp(until.until)), messages.INFO)


def page(model_admin, request):
    """List what can come back; a POST brings one story back and leads to its form."""
    if not any(permissions.may(request.user, verb) for verb in ("change", "draft")):
        raise PermissionDenied
    if request.method == "POST":
        return model_admin.run_atomically(request, partial(_bring_back, model_admin))
    request.current_app = model_admin.admin_site.name
    rows = Paginator(_rows(request).select_related("by"), PAGE_LENGTH)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Bin",
        "page": rows.get_page(request.GET.get("page")),
        "days": DELETED_KEPT.days,
    }
    return TemplateResponse(request, "admin/articles/article/bin.html", context)


def _rows(request):
    """Return what the account may bring back: everything, or what it began itself."""
    rows = DeletedStory.objects.waiting()
    return rows if permissions.may(request.user, "change") else rows.written_by(request.user)


def _bring_back(model_admin, request):
    number = request.POST.get("bring_back", "")
    rows = _rows(request).filter(pk=number) if is_id(number) else DeletedStory.objects.none()
    row = rows.select_for_update(of=("self",), no_key=True).first()
    try:
        article = row.bring_back() if row else None
    except Article.DoesNotExist:
        article = None
    if article is None:
        model_admin.message_user(request, GONE, messages.WARNING)
        return redirect(f"admin:{NAME}")
    audit(request, article, "Brought back from the bin.")
    said = format_html("“{}” is back as a draft. Links to versions in other languages have to be made again.", article)
    model_admin.message_user(request, said, messages.SUCCESS)
    return redirect("admin:articles_article_change", article.pk)
