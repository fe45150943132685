"""Pairs of stories that look like versions of each other, and of which somebody said that they are none."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.utils import timezone


class NotVersionsQuerySet(models.QuerySet):
    def say(self, article: int, other: int, *, by) -> bool:
        """Record that the stories of these numbers are no versions of each other; return False if that was known."""
        numbers = {"one_id": min(article, other), "other_id": max(article, other)}
        return self.get_or_create(**numbers, defaults={"by": by})[1]

    def among(self, numbers: Collection[int]) -> set[tuple[int, int]]:
        """Return the pairs among the stories of these numbers, each with the smaller number first. One query."""
        return set(self.filter(one__in=numbers, other__in=numbers).values_list("one", "other"))


class NotVersions(models.Model):
    """That two stories are no versions of each other, though they look like it; `one` has the smaller number."""

    one = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NotVersionsQuerySet.as_manager()

    class Meta:
        default_permissions = ()  # whoever may link stories may say so
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="not_versions_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="not_versions_in_order"),
        ]

    def __str__(self):
        return f"{self.one_id} and {self.other_id}"
