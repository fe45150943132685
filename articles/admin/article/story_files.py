"""The files of a story as rows of its form: audio, video, documents."""

import re

from django import forms
from django.contrib import admin
from django.utils.html import format_html

from articles.admin.common.inlines import InlineRows
from articles.admin.common.lookup_widgets import LookupWidgets, is_id
from articles.models import FileUse
from articles.text.placed_files import marker

PREFIX = "file_uses"
_ROWS_FILE = re.compile(rf"{PREFIX}-\d+-media_file")
PUT = '<button type="button" class="button" data-place="file">Put into the text</button> <code>{}</code>'


def chosen_files(form: forms.ModelForm) -> set[int]:
    """Return the numbers of all files that a story's form chooses."""
    if f"{PREFIX}-TOTAL_FORMS" not in form.data:
        return set(FileUse.objects.filter(article=form.instance.pk).values_list("media_file", flat=True))
    rows = [name.removesuffix("media_file") for name in form.data if _ROWS_FILE.fullmatch(name)]
    numbers = [form.data[f"{row}media_file"] for row in rows if f"{row}DELETE" not in form.data]
    return {int(number) for number in numbers if is_id(number)}


class FileRows(InlineRows):
    """The files of one story, in the order in which they were added."""

    def in_order(self) -> list[FileUse]:
        """Return the uses of the valid rows, saved or not."""
        return [one.instance for one in self.forms if one.instance.media_file_id and one not in self.deleted_forms]


class FileInline(LookupWidgets, admin.StackedInline):
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

    def has_change_permission(self, request, obj=None):
        stories = self.admin_site.get_model_admin(self.parent_model)
        return stories.has_change_permission(request, obj) if obj else stories.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    @admin.display(description="in the text")
    def in_the_text(self, use):
        return format_html(PUT, marker(use.media_file_id) if use.media_file_id else "")
