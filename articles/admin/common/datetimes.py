"""Form field and widget for a moment, entered as a date and a time."""

from datetime import datetime

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import models

from articles.models.article import OUR_TIME
from articles.text.plain import FIRST_YEAR, LAST_YEAR


def in_our_time(at: datetime) -> None:
    """Raise ValidationError for a moment that no row of ours may hold, before anything computes with it."""
    if not OUR_TIME[0] <= at <= OUR_TIME[1]:
        raise ValidationError(f"Give a day between the years {FIRST_YEAR} and {LAST_YEAR}.")


class MomentWidget(AdminSplitDateTime):
    """Django's pair of inputs, each with a label for screen readers."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name

    def decompress(self, value):
        return super().decompress(value if isinstance(value, datetime) else None)  # a query string may hold any text


class MomentField(forms.SplitDateTimeField):
    default_validators = [in_our_time]


MOMENTS = {models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget}}
