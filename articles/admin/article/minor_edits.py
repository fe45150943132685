"""The distinction between a minor edit of a published story, which readers are not told about, and an update."""

from django import forms
from django.utils import timezone

from articles.history.compare import changes_substance
from articles.models import Article
from articles.models.article import opening
from articles.models.version import MINOR_EDIT

SUBSTANCE = ("headline", "summary", "body")
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


class MinorEdit(forms.Form):
    """A mixin for the form of articles that asks, for published stories only, if an edit is minor; it dates updates.

    It needs `state_before`, the story's state when the form was opened.
    """

    minor = forms.ChoiceField(label="Minor edit", choices=CHOICES, required=False, help_text=HELP)

    def date_update(self) -> None:
        """Set when the story was last changed in substance, or note in its version that the edit was minor."""
        article, given = self.instance, self.cleaned_data
        if self.state_before != Article.State.PUBLISHED or all(self.initial[name] == given[name] for name in SUBSTANCE):
            return
        if self._is_update(given.get("minor")):
            article.updated_at = timezone.now()
        else:
            article._change_reason = MINOR_EDIT

    def _is_update(self, minor: str) -> bool:
        if minor != BY_SIZE:
            return minor == NO
        before, after = (
            Article(**{name: texts[name] for name in SUBSTANCE}) for texts in (self.initial, self.cleaned_data)
        )
        after.summary = after.summary or opening(after.body)  # as it will be saved
        return changes_substance(before, after)


class AsksIfMinor:
    """A mixin for the ModelAdmin of articles that puts the question next to the time of publication."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.state != Article.State.PUBLISHED or not self.has_change_permission(request, obj):
            return fieldsets
        return [
            (name, options | {"fields": [*options["fields"], "minor"]} if name == BESIDE else options)
            for name, options in fieldsets
        ]
