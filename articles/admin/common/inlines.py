"""Django's inlines (rows of another model below a form): rows that changed meanwhile, and who may change them."""

import re
from collections.abc import Mapping

from django.db import IntegrityError
from django.forms import BaseInlineFormSet

from articles.admin.common.lookup_widgets import is_id


class InlineRows(BaseInlineFormSet):
    """An inline formset that raises IntegrityError if someone else has removed one of its rows since.

    That is reported as a collision (articles/admin/common/transactions.py).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.management_form.is_valid() and self.initial_form_count() > len(self.get_queryset()):
            raise IntegrityError(f"a row of {self.prefix} is gone")


class ChangedWithParent:
    """A mixin for an inline whose rows belong to the form: whoever may change that may add, change and delete them.

    Others do not see them.
    """

    def has_change_permission(self, request, obj=None):
        parent = self.admin_site.get_model_admin(self.parent_model)
        return parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


def chosen_in_rows(data: Mapping[str, str], prefix: str, field: str) -> set[int] | None:
    """Return the numbers that the posted rows of an inline choose in the field; None if the rows were not sent."""
    if f"{prefix}-TOTAL_FORMS" not in data:
        return None
    row = re.compile(rf"({prefix}-\d+)-{field}")
    rows = [found[1] for found in map(row.fullmatch, data) if found]
    numbers = [data[f"{name}-{field}"] for name in rows if f"{name}-DELETE" not in data]
    return {int(number) for number in numbers if is_id(number)}
