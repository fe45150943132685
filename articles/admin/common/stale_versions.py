"""No lost edits of pages with versions: a form that was opened on an older version says who was faster."""

from django import forms
from django.utils.html import format_html

from articles.history.versions import display_name
from articles.text.dates import format_stamp

VERSION = "version"  # the hidden field: the number of the version on which the form was opened
STALE = (
    "Nothing was saved: {who} saved this page {when}, while you wrote. "
    '<a href="{versions}" target="_blank">Compare</a>, and save again what shall stand.'
)


def refuse_stale(form: forms.ModelForm, newest, versions: str) -> None:
    """Add an error to a form that was not opened on the version `newest` (a historical row, or None without any).

    The error links to the page `versions`. If the form is sent once more, it replaces the version that it names now.
    """
    number = newest.history_id if newest else None
    if form.cleaned_data.get(VERSION) == number:
        return
    who = display_name(newest.history_user) if newest else ""
    when = format_stamp(newest.history_date) if newest else ""
    form.add_error(None, format_html(STALE, who=who or "somebody", when=when, versions=versions))
    form.data = form.data.copy()
    form.data[form.add_prefix(VERSION)] = "" if number is None else number
