"""Lookup widgets that tolerate ids which do not exist."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.urls import reverse
from js_asset import Script

from articles.models import Photo


def is_id(text) -> bool:
    """Return whether the text can be a row's id: a number that every database can hold."""
    text = str(text)
    return len(text) <= 18 and text.isascii() and text.isdecimal()


class _IdsAlone:
    """A widget mixin that looks up only the chosen values that can be ids."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if is_id(one)], attr)


class LookupSelect(_IdsAlone, AutocompleteSelect):
    """Django's autocomplete select for one row."""


class PhotoSelect(LookupSelect):
    """A lookup of a photo, which shows the chosen one small; a script asks the newsroom for its picture."""

    @property
    def media(self):
        return super().media + forms.Media(js=[Script("js/newsroom/photopicture.js", type="module")])

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-picture": reverse("admin:articles_photo_texts", args=[0])}


class LookupSelectMultiple(_IdsAlone, AutocompleteSelectMultiple):
    """Django's autocomplete select for any number of rows."""


class RowsField(forms.ModelMultipleChoiceField):
    """A field for any number of rows; a value that cannot be an id is an invalid choice."""

    def clean(self, value):
        wrong = [one for one in value or () if not is_id(one)] if isinstance(value, (list, tuple)) else []
        if wrong:
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": wrong[0][:40]})
        return super().clean(value)


class OrderedRowsField(RowsField):
    """A field for any number of rows in the order in which they are chosen; its value is the list of their ids."""

    def put_in_order(self, chosen: list) -> None:
        """Have the widget show the `chosen` ids in their order; Django shows them in that of the queryset."""
        order = [When(pk=number, then=place) for place, number in enumerate(filter(is_id, chosen))]
        if order:
            self.queryset = self.queryset.order_by(Case(*order, default=len(order)), "pk")

    def clean(self, value):
        found = set(super().clean(value).values_list("pk", flat=True))
        return [number for number in dict.fromkeys(map(int, value or ())) if number in found]

    def has_changed(self, initial, data):
        return [str(number) for number in initial or ()] != [str(number) for number in data or ()]


class LookupWidgets:
    """A ModelAdmin mixin that uses LookupSelect for autocomplete_fields of one row.

    The widget links to a new row and to the chosen one, but has no link that deletes a row.
    """

    photo_select = PhotoSelect

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            select = self.photo_select if db_field.related_model is Photo else LookupSelect
            kwargs.setdefault("widget", select(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            field.widget.can_view_related = not field.widget.can_change_related
        return field
