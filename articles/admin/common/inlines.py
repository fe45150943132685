"""The rows below a form, of another model: Django's inlines, for forms that are older than the rows."""

from django.db import IntegrityError
from django.forms import BaseInlineFormSet


class RowsBelow(BaseInlineFormSet):
    """Refuses, as a collision (articles/admin/common/transactions.py), rows that somebody else has removed since."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.management_form.is_valid() and self.initial_form_count() > len(self.get_queryset()):
            raise IntegrityError(f"a row of {self.prefix} is gone")
