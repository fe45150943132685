"""The page of a story's saved versions, in place of Django's list of changes; an old version can be restored there."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.conflict import is_stale
from articles.dates import format_stamp
from articles.revisions import return_to, revisions

PAGE_LENGTH = 20
CHANGED = "The story was changed meanwhile; nothing was restored. Look at its newest version first."


class HistoryPage:
    """For the ModelAdmin of articles, after WritesTogether."""

    def get_urls(self):
        address = "<int:pk>/history/<int:version>/restore/"
        view = self.admin_site.admin_view(self.restore_view)
        return [path(address, view, name="articles_article_restore"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """The versions, newest first, a page at a time."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        versions = article.history.select_related("history_user").order_by("-history_id")
        page = Paginator(versions, PAGE_LENGTH).get_page(request.GET.get("page"))
        below = versions[page.end_index() : page.end_index() + 1].first() if page.has_next() else None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Versions of “{article}”",
            "article": article,
            "opts": self.opts,
            "page": page,
            "revisions": revisions(list(page), below),
            "newest": article.version,
            "may_restore": self.has_change_permission(request, article),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def restore_view(self, request, pk, version):
        return self.write(request, self.restore, pk, version)

    def restore(self, request, pk, version):
        """Restores the version, unless a newer one was saved than the page showed."""
        article = self.get_object(request, str(pk))
        old = article and article.history.filter(history_id=version).first()
        if old is None:
            raise Http404("no such version")
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        history = redirect(reverse("admin:articles_article_history", args=[pk]))
        if request.method != "POST":
            return history
        if is_stale(article, request.POST):
            self.message_user(request, CHANGED, messages.ERROR)
            return history
        return_to(article, old)
        said = f"the version of {format_stamp(old.history_date)}"
        self.log_change(request, article, f"Restored {said}.")
        self.message_user(request, f"“{article}” says again what {said} said.", messages.SUCCESS)
        return history
