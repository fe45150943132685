from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from articles.admin.common.inlines import InlineRows
from articles.models import Article, Correction
from articles.text.dates import format_stamp
from articles.text.plain import is_readable, visible

CORRECTED = (Article.State.PUBLISHED, Article.State.RETRACTED)  # readers can open it, and may have been misled
STANDS_ALREADY = "The same note stands under the story already."
NOT_PUBLIC = "This story is not on the site, so nobody has to be told. Change its text."


class CorrectionForm(forms.ModelForm):
    class Meta:
        widgets = {"text": AdminTextareaWidget(attrs={"rows": 3})}

    def clean_text(self):
        text = visible(self.cleaned_data["text"].replace("\r\n", "\n")).strip()
        if not is_readable(text):
            raise ValidationError("Write at least one letter or digit.")
        return text

    def clean(self):
        if self.has_changed() and self.instance.article.state not in CORRECTED:
            raise ValidationError(NOT_PUBLIC)
        cleaned = super().clean()
        same = {name: self.cleaned_data.get(name) for name in ("kind", "text")}
        stands = self.instance.article.corrections.filter(**same)
        if self.instance.pk is None and all(same.values()) and stands.exists():
            raise ValidationError(STANDS_ALREADY)
        return cleaned


class CorrectionRows(InlineRows):
    """The corrections of one article. What they say of the article itself is saved with the article, by `mark`."""

    def mark(self, article: Article) -> None:
        """Set on the article, which is not saved yet, that it has the new corrections."""
        for note in self.new():
            article.mark_corrected(note.made_at, retracts=note.retracts)

    def new(self) -> list[Correction]:
        """Return the corrections that the valid rows add."""
        return [form.instance for form in self.extra_forms if form.has_changed()]

    def save(self, commit=True):
        corrections = super().save(commit=False)
        return Correction.objects.bulk_create(corrections) if commit else corrections


class CorrectionInline(admin.StackedInline):
    """Notes that tell readers about our mistakes in the story; they are added, never changed and never removed."""

    model = Correction
    form = CorrectionForm
    formset = CorrectionRows
    fields = ["made", "kind", "text"]
    readonly_fields = ["made"]
    extra = 0

    @admin.display(description="made")
    def made(self, correction):
        return format_stamp(correction.made_at) if correction.pk else "on saving"

    def get_max_num(self, request, obj=None, **kwargs):
        return self.max_num if obj and obj.state in CORRECTED else 0

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
