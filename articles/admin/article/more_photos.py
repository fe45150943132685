"""The photos of a story after its lead photo, as rows of its form: which, in which order, and what it says of each."""

from django import forms
from django.contrib import admin
from django.forms.utils import ErrorDict
from django.utils.html import format_html

from articles.admin.article.pickers.widgets import PhotoPicker
from articles.admin.common.inlines import ChangedWithParent, InlineRows, chosen_in_rows
from articles.admin.common.lookup_widgets import LookupWidgets
from articles.admin.common.one_line import single_line
from articles.models import PhotoUse, ShownPhoto
from articles.models.photo_use import FIRST
from articles.text.placed_photos import marker

PREFIX = "photo_uses"
TEXTS = ("caption", "credit", "alt")
PUT = '<button type="button" class="button" data-place>Put into the text</button> <code>{}</code>'


def chosen_photos(form: forms.ModelForm, given: dict) -> set[int]:
    """Return the numbers of all photos that a story's form, whose values are `given`, chooses."""
    lead = {given["photo"].pk} if given.get("photo") else set()
    chosen = chosen_in_rows(form.data, PREFIX, "photo")
    if chosen is None:
        saved = PhotoUse.objects.filter(article=form.instance.pk, position__gt=FIRST)
        chosen = set(saved.values_list("photo", flat=True))
    return lead | chosen


class PhotoRow(forms.ModelForm):
    """A row whose requested position is `place`; None means the end."""

    place = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        self.fields["position"].widget.attrs["aria-label"] = "Position"  # on a phone the row has no heading
        if self.instance.pk is None:
            self.initial["position"] = None
        for name in TEXTS if self.instance.pk else ():
            self.fields[name].widget.attrs["placeholder"] = getattr(self.instance.photo, name)

    def full_clean(self):
        """Take a row that nobody changed as it is in the database, instead of looking up all that it names."""
        if not self.is_bound or self.instance.pk is None or self.has_changed():
            return super().full_clean()
        self._errors = ErrorDict(renderer=self.renderer)
        names = ("article", "photo", "position", *TEXTS)
        self.cleaned_data = {name: getattr(self.instance, name) for name in names}
        return None

    def clean_position(self):
        self.place = self.cleaned_data["position"]
        return self.instance.position

    def clean(self):
        """Put each text on one line; clear words that were written about another photo, unless they changed with it."""
        cleaned = super().clean()
        for name in TEXTS:
            stays = "photo" in self.changed_data and name not in self.changed_data
            cleaned[name] = "" if stays else single_line(cleaned.get(name) or "")
        return cleaned

    def validate_constraints(self):
        """Ask nothing: positions are given when the rows are written."""


class PhotoRows(InlineRows):
    """The story's photos after the first. They are not saved row by row: PhotoUse.objects.show writes all of them."""

    def save(self, commit=True):
        return super().save(commit=False)  # which notes what the log says

    def validate_unique(self):
        """Ask nothing, as `PhotoRow.validate_constraints`."""

    def in_order(self) -> list[PhotoUse]:
        """Return the uses of the valid rows, not saved, in the requested order."""
        written = [form for form in self.forms if form.instance.photo_id and form not in self.deleted_forms]
        moved = [form for form in written if "position" in form.changed_data and form.place is not None]
        order = [form.instance for form in written if form not in moved]
        for form in sorted(moved, key=lambda form: form.place):
            order.insert(min(max(form.place - FIRST - 1, 0), len(order)), form.instance)
        return order

    def shown(self) -> list[ShownPhoto]:
        """Return what the valid rows show, in the requested order."""
        return [ShownPhoto(use.photo_id, use.caption, use.credit, use.alt) for use in self.in_order()]


class PhotoInline(ChangedWithParent, LookupWidgets, admin.StackedInline):
    """More photos of the story; whoever may change it may choose them, others see all photos in one field."""

    photo_select = PhotoPicker

    model = PhotoUse
    form = PhotoRow
    formset = PhotoRows
    fields = ["position", "photo", "in_the_text", *TEXTS]
    readonly_fields = ["in_the_text"]
    autocomplete_fields = ["photo"]
    extra = 0
    verbose_name = "photo"
    verbose_name_plural = "more photos"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(position__gt=FIRST).select_related("photo").order_by("position")

    @admin.display(description="in the text")
    def in_the_text(self, use):
        return format_html(PUT, marker(use.photo_id) if use.photo_id else "")
