"""Previews of a story that is not on the site: its page, and the page that makes, lists and ends links to it.

The list says who made each link, until when it opens, and how often it was opened.
"""

from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.article.form_preview import preview_form
from articles.admin.common.lookup_widgets import is_id
from articles.admin.common.one_time_forms import ONCE, token_in
from articles.history.audit_log import audit
from articles.history.versions import display_name
from articles.models import Article, PreviewLink, SentForm
from articles.models.preview_link import OPEN_AT_ONCE, TooManyLinks, address_of, make_link
from articles.models.sent_form import new_token
from articles.pages.preview import preview
from articles.text.dates import format_stamp

MADE = "The link is made. Copy it below."
MADE_ALREADY = "The link was made when you pressed the button the first time. Nothing was made twice."
ENDED = "The link has ended: whoever opens it reads that the preview is over."
ALREADY = "This link was over already."
TOO_MANY = f"{OPEN_AT_ONCE} links to this story are open. End one of them first."
ON_THE_SITE = "The story is on the site: nobody needs a preview of it. Nothing was made."
GONE = "an account that is gone"


class Row(NamedTuple):
    """A link as the page shows it; `address` is empty if the link is over."""

    link: PreviewLink
    who: str
    over: str
    address: str
    may_end: bool


def preview_page(model_admin, request, object_id: str):
    """Show the page of a saved story that is not on the site, to any account that sees it in the list.

    A POST shows what stands in the story's form instead, whether the story is on the site or not.
    """
    article = model_admin.get_object(request, unquote(object_id))
    if article is None:
        return model_admin.redirect_missing(request, object_id)
    if request.method == "POST":
        return preview_form(model_admin, request, article)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    return preview(request, article.pk)


def links_page(model_admin, request, pk: int):
    """List the links, newest first; a POST makes one (`make`) or ends the one whose number is in `end`."""
    return model_admin.run_atomically(request, partial(_list_make_or_end, model_admin), pk)


def _list_make_or_end(model_admin, request, pk: int):
    article = model_admin.get_object(request, str(pk))
    if article is None:
        raise Http404("no such story")
    if not model_admin.has_change_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return _list(model_admin, request, article)
    told = _end(request, article, request.POST["end"]) if "end" in request.POST else _make(request, article)
    model_admin.message_user(request, *told)
    return redirect(reverse("admin:articles_article_preview_links", args=[article.pk]))


def _make(request, article: Article) -> tuple[str, int]:
    """Make a link; return what the editor is told, and the level of that message."""
    if article.is_public:
        return ON_THE_SITE, messages.ERROR
    token = token_in(request.POST)
    form, is_first = SentForm.objects.begin(request.user, token, "") if token else (None, True)
    if not is_first:
        return MADE_ALREADY, messages.WARNING
    try:
        link = make_link(article, request.user)
    except TooManyLinks:
        if form:
            form.delete()
        return TOO_MANY, messages.ERROR
    if form:
        form.record(link, "")
    audit(request, article, f"Preview link made, until {format_stamp(link.until)}.")
    return MADE, messages.SUCCESS


def _end(request, article: Article, number: str) -> tuple[str, int]:
    """End the link of that number; return what the editor is told, and the level of that message."""
    links = article.preview_links.select_for_update(of=("self",), no_key=True).select_related("by", "article")
    link = links.filter(pk=number).first() if is_id(number) else None
    if link is None:
        raise Http404("no such link to this story")
    if not may_end(request.user, link):
        raise PermissionDenied
    if link.over_because:
        return ALREADY, messages.WARNING
    article.preview_links.filter(pk=link.pk).end(request.user)
    audit(request, article, f"Preview link ended, which {display_name(link.by)} had made.")
    return ENDED, messages.SUCCESS


def may_end(account, link: PreviewLink) -> bool:
    """Return whether the account has made the link, or may end links that others have made."""
    return link.by_id == account.pk or account.has_perm("articles.revoke_previewlink")


def _list(model_admin, request, article: Article) -> TemplateResponse:
    rows = []
    for link in article.preview_links.select_related("by", "revoked_by", "article"):
        over = link.over_because
        address = "" if over else address_of(link)
        rows.append(Row(link, display_name(link.by) or GONE, over, address, not over and may_end(request.user, link)))
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Preview links of “{article}”",
        "article": article,
        "rows": rows,
        "hours": settings.PREVIEW_HOURS,
        ONCE: new_token(),
    }
    return TemplateResponse(request, "admin/articles/article/preview_links.html", context)
