"""News that other sites publish: headlines that lead away from ours."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F
from django.utils import timezone

web_address = URLValidator(schemes=["http", "https"])


class Partner(models.Model):
    """A site whose headlines we show."""

    name = models.CharField(max_length=100, unique=True)
    site_url = models.URLField("site", max_length=500, validators=[web_address])
    active = models.BooleanField(default=True, help_text="Off: its stories do not show.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PartnerStoryQuerySet(models.QuerySet):
    def showing(self):
        """What readers see now, newest first, the partner at hand."""
        return (
            self.filter(partner__active=True, published_at__lte=timezone.now())
            .select_related("partner")
            .order_by("-published_at", "-id")
        )


class PartnerStory(models.Model):
    """One headline of a partner, and where it leads."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=300)
    url = models.URLField("address", max_length=1000, validators=[web_address])
    published_at = models.DateTimeField(default=timezone.now)

    objects = PartnerStoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "partner stories"
        constraints = [models.UniqueConstraint(fields=["partner", "url"], name="partner_story_once")]
        indexes = [models.Index(F("published_at").desc(), F("id").desc(), name="partner_story_newest")]

    def __str__(self):
        return self.title
