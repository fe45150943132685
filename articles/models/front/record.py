"""The record of the front page: every change that editors make is appended, and nothing in it is changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.front.arrangement import Arrangement
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import DEFAULT


class Front(models.Model):
    """The front page of a language as it was arranged from a moment on."""

    language = models.CharField(max_length=35, default=DEFAULT, db_default=DEFAULT, editable=False)

    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    told = models.JSONField(
        editable=False, help_text="The arrangement as plain data (articles/models/front/arrangement.py)."
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index("language", models.F("id").desc(), name="front_by_language")]
        verbose_name = verbose_name_plural = "front page"

    def __str__(self):
        return f"Front page of {format_stamp(self.made_at)}"

    def save(self, *args, **kwargs):
        """Append the arrangement. Raises TypeError if it is saved already."""
        if self.pk is not None:
            raise TypeError("the record of the front page is appended, never changed")
        super().save(*args, **kwargs)

    @property
    def arrangement(self) -> Arrangement:
        return Arrangement.from_json(self.told)
