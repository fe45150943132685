from django.contrib import admin

from articles.admin.common.folded_search import FoldedSearch
from articles.admin.common.lists import ValidatedLists
from articles.admin.common.lookup_widgets import LookupWidgets
from articles.admin.common.protected_rows import ProtectedRows
from articles.admin.common.same_name import LinkedNames
from articles.admin.common.transactions import AtomicViews


class NewsroomAdmin(
    AtomicViews, ProtectedRows, LookupWidgets, ValidatedLists, FoldedSearch, LinkedNames, admin.ModelAdmin
):
    """The ModelAdmin from which the newsroom's admins inherit.

    Each POST is one transaction, in which all else happens, so AtomicViews comes first.
    """

    def redirect_missing(self, request, object_id: str):
        """Redirect to the start page and say, as Django's own form does, that there is no such row. Checked on 5.2."""
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
