"""Pages for a story's saved versions, in place of Django's list of changes: all versions, and one to restore."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.article.conflicts import is_stale
from articles.history.revisions import restore_version, revisions
from articles.text.dates import format_stamp

PAGE_LENGTH = 20
CHANGED = "The story was changed meanwhile; nothing was restored. Look at its newest version first."


class HistoryPages:
    """A mixin for the ModelAdmin of articles, after WritesTogether."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.version_view)
        return [path("<int:pk>/history/<int:version>/", view, name="articles_article_version"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """List the versions, newest first, a page at a time."""
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        versions = article.history.select_related("history_user").order_by("-history_id")
        page = Paginator(versions, PAGE_LENGTH).get_page(request.GET.get("page"))
        below = versions[page.end_index() : page.end_index() + 1].first() if page.has_next() else None
        return self.show(request, article, "history", page=page, revisions=revisions(list(page), below))

    def version_view(self, request, pk, version):
        return self.write(request, self.show_or_restore, pk, version)

    def show_or_restore(self, request, pk, version):
        """Show one version in full; on POST restore it, unless a newer one was saved than the page showed."""
        article = self.get_object(request, str(pk))
        old = article and article.history.select_related("history_user").filter(history_id=version).first()
        if old is None:
            raise Http404("no such version")
        allowed = self.has_change_permission if request.method == "POST" else self.has_view_or_change_permission
        if not allowed(request, article):
            raise PermissionDenied
        if request.method != "POST":
            older = article.history.filter(history_id__lt=version).order_by("-history_id").first()
            return self.show(request, article, "version", revision=revisions([old], older)[0])
        if is_stale(article, request.POST):
            self.message_user(request, CHANGED, messages.ERROR)
        else:
            restore_version(article, old)
            said = f"the version of {format_stamp(old.history_date)}"
            self.log_change(request, article, f"Restored {said}.")
            self.message_user(request, f"“{article}” says again what {said} said.", messages.SUCCESS)
        return redirect(reverse("admin:articles_article_history", args=[pk]))

    def show(self, request, article, name: str, **context):
        """Return the response for one of the two pages."""
        request.current_app = self.admin_site.name
        context |= {
            **self.admin_site.each_context(request),
            "title": f"Versions of “{article}”",
            "article": article,
            "newest": article.version,
            "may_restore": self.has_change_permission(request, article),
        }
        return TemplateResponse(request, f"admin/articles/article/{name}.html", context)
