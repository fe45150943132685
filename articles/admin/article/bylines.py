from django import forms
from django.contrib import admin
from django.forms.utils import ErrorDict

from articles.admin.article import permissions
from articles.admin.article.pickers.widgets import AuthorPicker
from articles.admin.common.inlines import InlineRows
from articles.models import Author, Byline


def signature(account) -> list[dict]:
    """Return the byline with which a new story of the account begins, as initial data of BylineRows; often none.

    Stories of accounts that may publish begin without one: they also enter the agency's own stories and other people's.
    """
    author = None if permissions.may(account, "publish") else Author.objects.of_account(account)
    return [{"author": author.pk}] if author else []


class BylineForm(forms.ModelForm):
    """A form that does not set the requested position itself, as in PositionedForm; `place` None means the end."""

    place = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "position" in self.fields:  # missing if the account may only view the story
            self.fields["position"].required = False
            self.fields["position"].widget.attrs["aria-label"] = "Position"  # on a phone the row has no heading
            if self.instance.pk is None:
                self.initial["position"] = None

    def full_clean(self):
        """Take a row that nobody changed as it is in the database, instead of looking up all that it names."""
        if not self.is_bound or self.instance.pk is None or self.has_changed():
            return super().full_clean()
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {name: getattr(self.instance, name) for name in ("article", "author", "position")}
        return None

    def clean_position(self):
        self.place = self.cleaned_data["position"]
        return self.instance.position


class BylineRows(InlineRows):
    """The authors of one article; saving moves them to their requested positions, and the others make room."""

    def save(self, commit=True):
        saved = super().save(commit)
        if self.has_changed():
            self.arrange()
        return saved

    def arrange(self) -> None:
        """Move the bylines to the requested positions, as PositionedQuerySet.place does."""
        for place, byline in enumerate(self.in_order(), start=1):
            if byline.position != place:
                byline.position = place
                byline.save(update_fields=["position"])

    def in_order(self) -> list[Byline]:
        """Return the bylines of the valid rows, saved or not, in the requested order."""
        written = [form for form in self.forms if form.instance.author_id and form not in self.deleted_forms]
        moved = [form for form in written if "position" in form.changed_data and form.place is not None]
        order = [form.instance for form in written if form not in moved]
        for form in sorted(moved, key=lambda form: form.place):
            order.insert(max(form.place, 1) - 1, form.instance)
        return order


class BylineInline(admin.TabularInline):
    """The authors of the story, in the order in which their names appear over it."""

    model = Byline
    form = BylineForm
    formset = BylineRows
    template = "admin/articles/article/_authors.html"
    fields = ["position", "author"]
    verbose_name = "author"
    verbose_name_plural = "authors"

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else len(signature(request.user))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "author":  # without Django's links to popups: the picker makes new ones
            return db_field.formfield(widget=AuthorPicker(db_field, self.admin_site))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")
