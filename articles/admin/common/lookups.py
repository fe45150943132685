"""Rows chosen by their ids, also by ids that nobody has."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError


def is_id(text) -> bool:
    """Whether the text can be a row's id: a number that every database holds."""
    text = str(text)
    return len(text) <= 18 and text.isascii() and text.isdecimal()


class _ShowsRows:
    """Looks up what was chosen only where it can be a row."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if is_id(one)], attr)


class LookedUp(_ShowsRows, AutocompleteSelect):
    """Django's select that looks rows up, for one row."""


class LookedUpMany(_ShowsRows, AutocompleteSelectMultiple):
    """Likewise for any number of rows."""


class RowsField(forms.ModelMultipleChoiceField):
    """Any number of rows; what is no id is an invalid choice."""

    def clean(self, value):
        wrong = [one for one in value or () if not is_id(one)] if isinstance(value, (list, tuple)) else []
        if wrong:
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": wrong[0][:40]})
        return super().clean(value)


class LooksUp:
    """For a ModelAdmin: its autocomplete_fields of one row are LookedUp.

    Beside them stand the ways to a new row and to the chosen one; a row is not deleted in passing.
    """

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookedUp(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related = not field.widget.can_change_related
        return field
