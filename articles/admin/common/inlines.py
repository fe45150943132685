"""Django's inlines (rows of another model below a form), for forms that were opened before the rows changed."""

from django.db import IntegrityError
from django.forms import BaseInlineFormSet


class InlineRows(BaseInlineFormSet):
    """An inline formset that raises IntegrityError if someone else has removed one of its rows since.

    That is reported as a collision (articles/admin/common/transactions.py).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.management_form.is_valid() and self.initial_form_count() > len(self.get_queryset()):
            raise IntegrityError(f"a row of {self.prefix} is gone")
