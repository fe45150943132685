from django.contrib import admin

from articles.admin.common.folded_search import FoldedSearch
from articles.admin.common.lists import ValidatedLists
from articles.admin.common.lookup_widgets import LookupWidgets
from articles.admin.common.protected_rows import ProtectedRows
from articles.admin.common.same_name import LinkedNames
from articles.admin.common.transactions import AtomicViews


class WithoutSavepoint(admin.ModelAdmin):
    """A ModelAdmin whose form takes no savepoint, because AtomicViews runs each POST in a transaction."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form: what Django's own view does within a transaction of its own. Checked on 5.2."""
        return self._changeform_view(request, object_id, form_url, extra_context)


class NewsroomAdmin(
    AtomicViews, ProtectedRows, LookupWidgets, ValidatedLists, FoldedSearch, LinkedNames, WithoutSavepoint
):
    """The ModelAdmin from which the newsroom's admins inherit.

    Each POST is one transaction, in which all else happens, so AtomicViews comes first.
    """

    def redirect_missing(self, request, object_id: str):
        """Redirect to the start page and say, as Django's own form does, that there is no such row. Checked on 5.2."""
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
