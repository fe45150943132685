from django.contrib import admin

from articles.admin.common.lists import ValidatedLists
from articles.admin.common.lookup_widgets import LookupWidgets
from articles.admin.common.protected_rows import ProtectedRows
from articles.admin.common.transactions import AtomicViews


class NewsroomAdmin(AtomicViews, ProtectedRows, LookupWidgets, ValidatedLists, admin.ModelAdmin):
    """The ModelAdmin from which the newsroom's admins inherit.

    Each POST is one transaction, in which all else happens, so AtomicViews comes first.
    """
