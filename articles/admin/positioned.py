"""Admins of rows in an arranged order, which may be changed in the form and in the list."""

from django import forms
from django.db import transaction

LAST = 32_767  # beyond any end


class PositionedForm(forms.ModelForm):
    """Keeps the wanted place for itself, since the row that has it now makes room only afterwards.

    `place` is the place asked for: None when the field was left empty.
    """

    place = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].widget.attrs["aria-label"] = "Position"  # in the list it has no label

    def clean_position(self):
        self.place = self.cleaned_data["position"]
        return self.instance.position


class PositionedAdmin:
    """For the ModelAdmin of a Positioned model: new places become true, in the form and in the list."""

    form = PositionedForm
    ordering = ["position"]
    sortable_by = ()
    list_editable = ["position"]

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=PositionedForm, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            obj.refresh_from_db(fields=["position"])  # an earlier row of the same list may have moved it
        super().save_model(request, obj, form, change)
        if "position" in form.changed_data:
            # The list saves row by row; each time all places asked for so far are made true together.
            place = LAST if form.place is None else form.place
            request.places = {**getattr(request, "places", {}), obj.pk: place}
            self.model.objects.place(request.places)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.model.objects.place({})

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            self.model.objects.lock_order()
            super().delete_queryset(request, queryset)
            self.model.objects.place({})
