"""The newsroom's lists, by whichever app: filters in their addresses may be nonsense."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError


class ValidatedChangeList(ChangeList):
    """A change list that ignores impossible filters (such as the year 10000) and shows every row."""

    def __init__(self, *args, **kwargs):
        try:
            super().__init__(*args, **kwargs)
        except (ValueError, OverflowError, DataError) as error:
            raise IncorrectLookupParameters from error
