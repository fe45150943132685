from functools import partial

from django.contrib import admin

from articles.admin.article.permissions import visible_to
from articles.admin.common.model_admin import NewsroomAdmin
from articles.admin.common.read_only import ReadOnlyRows
from articles.admin.replacing import page, run_page
from articles.models import Article, Replacement


@admin.register(Replacement)
class ReplacementAdmin(ReadOnlyRows, NewsroomAdmin):
    """Search and replace across stories, in place of a list; what each replacement did, in place of a form."""

    def changelist_view(self, request, extra_context=None):
        return self.run_atomically(request, partial(page.page, self))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.run_atomically(request, partial(run_page.page, self), object_id)

    def visible_stories(self, request):
        return visible_to(request.user, Article.objects.all())

    def lock_first(self):
        Article.objects.lock_to_write()

    def may_change_front(self, request):
        return True
