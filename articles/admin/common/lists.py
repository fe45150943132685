"""Change lists of the admin: which filters, ticked rows and actions they accept."""

import re

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError

from articles.admin.common.lookup_widgets import is_id
from articles.database.capped_count import CAP, CappedPaginator

TOO_MANY = f"More than {CAP:,} rows at once are too many to be sure of. Search or filter first."
_ROW_FIELD = re.compile(rf"{ACTION_CHECKBOX_NAME}|form-\d+-id")


class ValidatedChangeList(ChangeList):
    """A change list that ignores impossible filters (such as the year 10000) and shows every row."""

    def __init__(self, *args, **kwargs):
        try:
            super().__init__(*args, **kwargs)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error


class ValidatedLists:
    """A ModelAdmin mixin that uses ValidatedChangeList and raises BadRequest if a ticked value is not a row's id."""

    def get_changelist(self, request, **kwargs):
        return ValidatedChangeList

    def changelist_view(self, request, *args, **kwargs):
        for name, values in request.POST.lists():
            if _ROW_FIELD.fullmatch(name) and not all(map(is_id, values)):
                raise BadRequest(f"{name} names no row")
        return super().changelist_view(request, *args, **kwargs)

    def response_action(self, request, queryset):
        """Run the action on the ticked rows.

        "All rows" is refused if there are more than CAP, because the editor is not shown how many there are.
        """
        across = request.POST.get("select_across") not in (None, "", "0")
        if across and CappedPaginator(queryset, CAP).is_capped:
            return self.message_user(request, TOO_MANY, messages.ERROR)
        return super().response_action(request, queryset)
