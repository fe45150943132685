"""The distinction between a minor edit of a published story, which readers are not told about, and an update."""

from django import forms

from articles.history.compare import changes_substance
from articles.models import Article
from articles.models.derived_values import SUBSTANCE

BESIDE = "Publication"  # the part of the form that contains the question
BY_SIZE, YES, NO = "", "yes", "no"
CHOICES = [
    (BY_SIZE, "By the size of the change"),
    (YES, "Yes, nobody has missed anything"),
    (NO, "No, the story is marked as updated"),
]
HELP = (
    "By its size, an edit is minor when it puts up to three typos right: "
    "words that keep nearly the same letters. A word that comes or goes, and a number, is an update."
)


def minor_edit_field() -> forms.Field:
    """Return the field that asks whether an edit is minor."""
    return forms.ChoiceField(label="Minor edit", choices=CHOICES, required=False, help_text=HELP)


def with_question(fieldsets: list) -> list:
    """Return the form's fieldsets with the question next to the time of publication."""
    return [
        (name, options | {"fields": [*options["fields"], "minor"]} if name == BESIDE else options)
        for name, options in fieldsets
    ]


def changes_words(before: dict, after: dict) -> bool:
    """Return whether the form's values differ in headline, summary or text."""
    return any(before[name] != after[name] for name in SUBSTANCE)


def is_update(before: dict, after: dict) -> bool:
    """Return whether readers are told that the story changed from the form's values `before` to those `after`.

    The editor's answer decides; without one, the size of the change.
    """
    answer = after.get("minor")
    if answer != BY_SIZE:
        return answer == NO
    old, new = (Article(**{name: texts[name] for name in SUBSTANCE}) for texts in (before, after))
    return changes_substance(old, new)
