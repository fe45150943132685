from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from articles.database.same_name import SameName


class SameNameForm:
    """A mixin for a ModelForm: the message that another row has the name links to that row."""

    def add_error(self, field, error):
        for one in _errors_in(error):
            if isinstance(one, SameName):
                place = one.twin._meta
                address = reverse(f"admin:{place.app_label}_{place.model_name}_change", args=[one.twin.pk])
                link = format_html('<a href="{}">{}</a>', address, one.twin)
                one.message = format_html("There is {} “{}” already. {}", one.kind, link, one.cure)
        super().add_error(field, error)


class LinkedNames:
    """A ModelAdmin mixin whose forms are SameNameForms. NewsroomSite adds it to every admin.

    A form that is one already is taken as it is, because another class makes all of the form's fields once more.
    """

    def get_form(self, request, *args, **kwargs):
        form = super().get_form(request, *args, **kwargs)
        return form if issubclass(form, SameNameForm) else type(form.__name__, (SameNameForm, form), {})


def _errors_in(error) -> Iterator[ValidationError]:
    if isinstance(error, ValidationError):
        of_fields = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
        yield from (one for errors in of_fields for one in errors)
