"""The files of a story as rows of its form: audio, video, documents."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html

from articles.admin.common.inlines import ChangedWithParent, InlineRows, chosen_in_rows
from articles.admin.common.lookup_widgets import LookupWidgets
from articles.models import FileUse
from articles.text.placed_files import marker

PREFIX = "file_uses"
PUT = '<button type="button" class="button" data-place="file">Put into the text</button> <code>{}</code>'


def chosen_files(form: forms.ModelForm) -> set[int]:
    """Return the numbers of all files that a story's form chooses."""
    chosen = chosen_in_rows(form.data, PREFIX, "media_file")
    saved = FileUse.objects.filter(article=form.instance.pk)
    return set(saved.values_list("media_file", flat=True)) if chosen is None else chosen


class FileRows(InlineRows):
    """The files of one story, in the order in which they were added."""

    def in_order(self) -> list[FileUse]:
        """Return the uses of the valid rows, saved or not."""
        return [one.instance for one in self.forms if one.instance.media_file_id and one not in self.deleted_forms]


class FileInline(ChangedWithParent, LookupWidgets, admin.StackedInline):
    """Audio, video and documents of the story; whoever may change it may choose them."""

    model = FileUse
    formset = FileRows
    fields = ["media_file", "in_the_text"]
    readonly_fields = ["in_the_text"]
    autocomplete_fields = ["media_file"]
    extra = 0
    verbose_name = "file"
    verbose_name_plural = "files: audio, video, documents"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("media_file").order_by("pk")

    @admin.display(description="in the text")
    def in_the_text(self, use):
        return format_html(PUT, marker(use.media_file_id) if use.media_file_id else "")
