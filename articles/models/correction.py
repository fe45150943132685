"""The notes on our own mistakes: appended, never changed."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.visibility import is_public


class CorrectionQuerySet(models.QuerySet):
    def public(self, at=None):
        """Return corrections of stories whose address readers may open at the aware moment `at` (now), newest first."""
        # Checked for each row, because SQLite would begin a join with all articles.
        public = Article.objects.filter(is_public(at), pk=OuterRef("article"))
        return self.filter(Exists(public)).select_related("article").order_by("-made_at", "-id")

    def departed(self, at=None):
        """Return the corrections readable before the aware moment `at` (now) that disappeared with their story."""
        return (
            self.filter(
                article__published_at__lte=at or timezone.now(),
                article__withdrawn_at__gte=F("article__published_at"),
            )
            .filter(article__withdrawn_at__gte=F("made_at"))
            .order_by("-made_at", "-id")
        )


class Correction(models.Model):
    """A dated note on an article. A retraction removes the article from every list, but its address stays."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        CORRECTION = "correction", _("Correction")
        RETRACTION = "retraction", _("Retraction")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong, and what is right. Readers see it under the story.")
    made_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="correction_text_not_empty")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:80]}"

    def save(self, *args, **kwargs):
        """Append the note and mark the article as changed in substance. Raises TypeError if it is saved already."""
        if self.pk is not None:
            raise TypeError("a correction is appended, never changed: add another one")
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.article.note_correction(self.made_at, retracts=self.retracts)

    @property
    def retracts(self) -> bool:
        return self.kind == self.Kind.RETRACTION
