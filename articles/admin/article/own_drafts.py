"""Permissions of reporters, who write drafts of their own and read what is published."""

from django.contrib.auth import get_permission_codename
from django.db.models import Q

from articles.models import Article
from articles.models.querysets import is_public


class OwnDrafts:
    """A mixin for the ModelAdmin of articles: what an account that only has `draft_article` sees and changes.

    An account that may view or change articles may do so with all of them.
    """

    def permitted(self, request, verb: str) -> bool:
        """Return whether the account may do this with every article."""
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}")

    def is_own_draft(self, request, article) -> bool:
        """Return whether the account may draft, and the article is still a draft of its own."""
        if article is None or not self.permitted(request, "draft"):
            return False
        return Article.objects.drafts().written_by(request.user).filter(pk=article.pk).exists()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if self.permitted(request, "view") or self.permitted(request, "change"):
            return rows
        own = Article.objects.written_by(request.user).values("pk")
        return rows.filter(is_public() | Q(pk__in=own))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or self.permitted(request, "draft")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or self.is_own_draft(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) or self.is_own_draft(request, obj)

    def has_publish_permission(self, request):
        """Return whether the account may bring stories onto the site, now or later, and take them off."""
        return self.permitted(request, "publish")
