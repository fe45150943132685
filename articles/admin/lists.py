"""The list of rows that Django's admin shows, and what may be asked of it."""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import DataError

from articles.admin.choices import is_id

_ROW_FIELD = re.compile(rf"{ACTION_CHECKBOX_NAME}|form-\d+-id")


class SoundList(ChangeList):
    """A list whose address asks for what cannot be, such as the year 10000, is the whole list."""

    def __init__(self, *args, **kwargs):
        try:
            super().__init__(*args, **kwargs)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error


class SoundLists:
    """For a ModelAdmin: its list is a SoundList, and what was ticked in it are rows."""

    def get_changelist(self, request, **kwargs):
        return SoundList

    def changelist_view(self, request, *args, **kwargs):
        for name, values in request.POST.lists():
            if _ROW_FIELD.fullmatch(name) and not all(map(is_id, values)):
                raise BadRequest(f"{name} names no row")
        return super().changelist_view(request, *args, **kwargs)
