"""News that other sites publish: headlines that lead away from ours."""

import unicodedata
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

web_address = URLValidator(schemes=["http", "https"])


FIRST, END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
OUR_TIME = "Give a day between the years 1990 and 2199."


def in_our_time(at: datetime) -> None:
    """Refuses a moment that can only be a mistake."""
    if not FIRST <= at < END:
        raise ValidationError(OUR_TIME)


def readable(text: str) -> None:
    """Refuses a line in which there is nothing to read."""
    if not any(character.isalnum() for character in text):
        raise ValidationError("Write at least one letter or digit.")


def one_line(text: str) -> str:
    """The text with single spaces, without controls and other characters that nobody sees."""
    seen = (mark for mark in text if mark.isspace() or unicodedata.category(mark) not in ("Cc", "Cf"))
    return " ".join("".join(seen).split())


class Partner(models.Model):
    """A site whose headlines we show."""

    name = models.CharField(max_length=100, unique=True, validators=[readable])
    site_url = models.URLField("site", max_length=500, validators=[web_address])
    active = models.BooleanField(default=True, help_text="Off: its stories do not show.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        self.name = one_line(self.name)


class PartnerStoryQuerySet(models.QuerySet):
    def showing(self, at: datetime | None = None):
        """What readers see at the aware moment `at` (now), newest first, the partner at hand."""
        return (
            self.filter(partner__active=True, published_at__lte=at or timezone.now())
            .select_related("partner")
            .order_by("-published_at", "-id")
        )


class PartnerStory(models.Model):
    """One headline of a partner, and where it leads."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=300, validators=[readable])
    url = models.URLField("address", max_length=1000, validators=[web_address])
    published_at = models.DateTimeField(default=timezone.now, validators=[in_our_time])

    objects = PartnerStoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "partner stories"
        constraints = [
            models.UniqueConstraint(fields=["partner", "url"], name="partner_story_once"),
            models.CheckConstraint(
                condition=Q(published_at__gte=FIRST, published_at__lt=END),
                name="partner_story_in_our_time",
                violation_error_message=OUR_TIME,
            ),
        ]
        indexes = [models.Index(F("published_at").desc(), F("id").desc(), name="partner_story_newest")]

    def __str__(self):
        return self.title

    def clean(self):
        self.title = one_line(self.title)
