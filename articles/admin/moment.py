"""A moment in a form: a day and a clock."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import models


class MomentWidget(AdminSplitDateTime):
    """Django's pair of inputs; each says what it is also to those who hear the form."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name


MOMENTS = {models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": MomentWidget}}
