"""Admins of rows with a position, which can be changed in the form and in the change list."""

from django import forms

from articles.admin.common.model_admin import NewsroomAdmin

LAST = 32_767  # beyond the end of any list


class PositionedForm(forms.ModelForm):
    """A form that does not set the requested position itself, because the row there makes room only later.

    `place` is the requested position, or None if the field was left empty.
    """

    place = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:  # missing if the account may only view the row
            self.fields["position"].widget.attrs["aria-label"] = "Position"  # it has no label in the list

    def clean_position(self):
        self.place = self.cleaned_data["position"]
        return self.instance.position


class PositionedAdmin(NewsroomAdmin):
    """The ModelAdmin of a Positioned model: it moves rows to the positions requested in form or list."""

    form = PositionedForm
    ordering = ["position"]
    sortable_by = ()
    list_editable = ["position"]

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=PositionedForm, **kwargs)

    def lock_first(self):
        self.model.objects.lock_order()

    def save_model(self, request, obj, form, change):
        if change:
            # Saving an earlier row of the same list may have moved this one, and the list has no other field.
            of_the_list = set(form.fields) <= {"position", obj._meta.pk.name}
            locked = self.model.objects.select_for_update(no_key=True)
            obj.refresh_from_db(fields=None if of_the_list else ["position"], from_queryset=locked)
        super().save_model(request, obj, form, change)
        if "position" in form.changed_data:
            # The list saves row by row; each time, all positions requested so far are applied together.
            place = LAST if form.place is None else form.place
            places = request.places = getattr(request, "places", {})
            of_the_order = places.setdefault(self.order_of(obj), {})
            of_the_order[obj.pk] = place
            self.rows_in(self.order_of(obj)).place(of_the_order)

    def order_of(self, obj) -> tuple:
        """Return what the rows of the row's order have in common (Positioned.arranged_within)."""
        return tuple((name, getattr(obj, name)) for name in obj.arranged_within)

    def rows_in(self, order: tuple):
        return self.model.objects.filter(**dict(order))

    def delete_model(self, request, obj):
        order = self.order_of(obj)
        super().delete_model(request, obj)
        self.rows_in(order).place({})

    def delete_queryset(self, request, queryset):
        orders = {self.order_of(row) for row in queryset}
        super().delete_queryset(request, queryset)
        for order in sorted(orders):
            self.rows_in(order).place({})
