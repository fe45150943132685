"""The page that lists a story's preview links (who made each, until when, how often opened), makes and ends them."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.common.lookups import is_id
from articles.history.audit_log import audit
from articles.history.revisions import display_name
from articles.models import PreviewLink
from articles.models.preview_link import OPEN_AT_ONCE
from articles.pages.preview import TooManyLinks, address_of, make_link
from articles.text.dates import format_stamp

MADE = "The link is made. Copy it below."
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


class PreviewLinks:
    """A mixin for the ModelAdmin of articles, after WritesTogether."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_links_view)
        return [path("<int:pk>/preview-links/", view, name="articles_article_preview_links"), *super().get_urls()]

    def preview_links_view(self, request, pk):
        return self.write(request, self.show_preview_links, pk)

    def show_preview_links(self, request, pk):
        """List the links, newest first; a POST makes one (`make`) or ends the one whose number is in `end`."""
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404("no such story")
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if request.method != "POST":
            return self.list_preview_links(request, article)
        if "end" in request.POST:
            self.end_link(request, article, request.POST["end"])
        else:
            self.make_link(request, article)
        return redirect(reverse("admin:articles_article_preview_links", args=[article.pk]))

    def make_link(self, request, article) -> None:
        if article.is_public:
            return self.message_user(request, ON_THE_SITE, messages.ERROR)
        try:
            link = make_link(article, request.user)
        except TooManyLinks:
            return self.message_user(request, TOO_MANY, messages.ERROR)
        audit(request, article, f"Preview link made, until {format_stamp(link.until)}.")
        return self.message_user(request, MADE, messages.SUCCESS)

    def end_link(self, request, article, number: str) -> None:
        links = article.preview_links.select_for_update(of=("self",), no_key=True).select_related("by", "article")
        link = links.filter(pk=number).first() if is_id(number) else None
        if link is None:
            raise Http404("no such link to this story")
        if not self.may_end(request, link):
            raise PermissionDenied
        if link.over_because:
            return self.message_user(request, ALREADY, messages.WARNING)
        article.preview_links.filter(pk=link.pk).end(request.user)
        audit(request, article, f"Preview link ended, which {display_name(link.by)} had made.")
        return self.message_user(request, ENDED, messages.SUCCESS)

    def may_end(self, request, link: PreviewLink) -> bool:
        """Return whether the account has made the link, or may end links that others have made."""
        return link.by_id == request.user.pk or request.user.has_perm("articles.revoke_previewlink")

    def list_preview_links(self, request, article) -> TemplateResponse:
        rows = []
        for link in article.preview_links.select_related("by", "revoked_by", "article"):
            over = link.over_because
            address = "" if over else address_of(link)
            rows.append(
                Row(link, display_name(link.by) or GONE, over, address, not over and self.may_end(request, link))
            )
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": f"Preview links of “{article}”",
            "article": article,
            "rows": rows,
            "hours": settings.PREVIEW_HOURS,
        }
        return TemplateResponse(request, "admin/articles/article/preview_links.html", context)
