"""The notes on our own mistakes: appended, never changed."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.visibility import is_public


class CorrectionQuerySet(models.QuerySet):
    def public(self, at=None, language: str = ""):
        """Return corrections of stories whose address readers may open at the aware moment `at` (now), newest first.

        `language`: only those of stories in the lists of that language.
        """
        return self._of(Article.objects.filter(is_public(at)), language).select_related("article")

    def departed(self, at=None, language: str = ""):
        """Return the corrections readable before the aware moment `at` (now) that disappeared with their story."""
        gone = Article.objects.filter(published_at__lte=at or timezone.now(), withdrawn_at__gte=F("published_at"))
        return self._of(gone.filter(withdrawn_at__gte=OuterRef("made_at")), language)

    def _of(self, stories: models.QuerySet, language: str):
        """Return the corrections of the stories, newest first.

        The story is looked up for each correction: a join with conditions SQLite would begin with all stories.
        """
        stories = stories.in_language(language) if language else stories
        return self.filter(Exists(stories.filter(pk=OuterRef("article")))).order_by("-made_at", "-id")


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
