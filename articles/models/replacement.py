"""The replacements that editors made in many stories at once: what, by whom, in which rows, and what was undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Replacement(models.Model):
    """One press of *Replace*: the words that were looked for, what stands there now, and how many rows have it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    looked_for = models.CharField(max_length=300)
    written = models.CharField(max_length=300, blank=True, help_text="Empty: the words were taken out.")
    correction = models.TextField(blank=True, help_text="Readers were told so under each story. Empty: a minor edit.")
    places = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list, help_text="Rows that were left as they were: [title, address, reason].")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    not_undone = models.JSONField(default=list, help_text="Rows that Undo left: [title, address, reason].")

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view", "add")
        verbose_name = "replacement"
        verbose_name_plural = "search and replace"

    def __str__(self):
        return f"“{self.looked_for}” → “{self.written}”"


class ReplacedRow(models.Model):
    """A story, or another row, that a replacement changed.

    A story's earlier text is in the version before the one that this made; `before` and `after` have the texts that no
    version has, by their names.
    """

    replacement = models.ForeignKey(Replacement, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=20)
    number = models.BigIntegerField(help_text="Of the row; it may be gone.")
    title = models.CharField(max_length=300)
    places = models.PositiveIntegerField()
    version = models.BigIntegerField(null=True, help_text="Of a story: the version that the replacement made.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self):
        return self.title
