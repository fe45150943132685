"""Form field and widget for a moment, entered as a date and a time (articles/text/typed_moments.py reads them)."""

from datetime import date, datetime

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import models

from articles.models.article import OUR_TIME
from articles.text.dates import local_day
from articles.text.plain import FIRST_YEAR, LAST_YEAR
from articles.text.typed_moments import CLOCK_HINT, DAY_HINT, Clock, moment_of, parse_clock, parse_day, typed_clock

NOT_OURS = f"Give a day between the years {FIRST_YEAR} and {LAST_YEAR}."


def in_our_time(at: datetime) -> None:
    """Raise ValidationError for a moment that no row of ours may hold, before anything computes with it."""
    if not OUR_TIME[0] <= at <= OUR_TIME[1]:
        raise ValidationError(NOT_OURS)


def typed_moment(day: date, clock: Clock) -> datetime:
    """Return the moment that was typed. Raises ValidationError if there was none, or if there were two."""
    try:
        return moment_of(day, clock)
    except OverflowError as error:
        raise ValidationError(NOT_OURS) from error
    except ValueError as error:
        raise ValidationError(str(error)) from error


class _TypedField(forms.Field):
    """A field for what `read` makes of the typed text; it raises ValueError with what to write instead."""

    read = None

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return value or None
        if "\0" in value or not value.strip():
            raise ValidationError(self.hint)
        try:
            return type(self).read(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DayField(_TypedField):
    read, hint = staticmethod(parse_day), DAY_HINT


class ClockField(_TypedField):
    read, hint = staticmethod(parse_clock), CLOCK_HINT


class MomentWidget(AdminSplitDateTime):
    """Django's pair of inputs, each with a label for screen readers and a sample of what may be typed.

    A time that the clock showed twice has its distance from UTC behind it, so that it comes back as the same moment.
    """

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name, sample in zip(self.widgets, ("Date", "Time"), ("2026-11-30", "19:30"), strict=True):
            widget.attrs |= {"aria-label": name, "placeholder": sample}

    def decompress(self, value):
        if not isinstance(value, datetime) or value.tzinfo is None:  # a query string may hold any text
            return [None, None]
        return [local_day(value), typed_clock(value)]


class MomentField(forms.SplitDateTimeField):
    """A field for an aware moment. It is read as people write it, and never guessed."""

    default_validators = [in_our_time]
    default_error_messages = {"invalid_date": DAY_HINT, "invalid_time": CLOCK_HINT}

    def __init__(self, *, input_date_formats=None, input_time_formats=None, **kwargs):
        super(forms.SplitDateTimeField, self).__init__((DayField(), ClockField()), **kwargs)

    def compress(self, data_list):
        if not data_list:
            return None
        day, clock = data_list
        if day in self.empty_values:
            raise ValidationError(self.error_messages["invalid_date"], "invalid_date")
        if clock in self.empty_values:
            raise ValidationError(self.error_messages["invalid_time"], "invalid_time")
        return typed_moment(day, clock)


MOMENTS = {models.DateTimeField: {"form_class": MomentField, "widget": MomentWidget}}
