"""Stories that are language versions of each other, and which text each of them follows."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models.correction import Correction

# Notes that say the text was wrong. An update changes the text too, and a retraction takes the source back.
MISLED = (Correction.Kind.CLARIFICATION, Correction.Kind.CORRECTION)


class TranslationGroup(models.Model):
    """The language versions of one story: at most one in each language that is not withdrawn."""

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Language versions {self.pk}"


class TranslationQuerySet(models.QuerySet):
    """Which versions need work; each of them may be several of these at once."""

    def orphaned(self):
        """Return those whose source was withdrawn, retracted or deleted."""
        gone = Q(source__withdrawn_at__isnull=False) | Q(source__retracted_at__isnull=False)
        return self.filter(Q(source=None) | gone)

    def _with_source(self):
        return self.filter(source__isnull=False, source__withdrawn_at=None, source__retracted_at=None)

    def behind(self):
        """Return those whose source is still readable and has a later version of its text than they follow."""
        return self._with_source().filter(source__text_version__gt=F("source_version"))

    def wrong(self):
        """Return those whose source is still readable and was corrected since the version that they follow."""
        notes = Correction.objects.filter(article=OuterRef("source"), kind__in=MISLED)
        return self._with_source().filter(Exists(notes.filter(pk__gt=OuterRef("source_correction")).order_by()))

    def in_need(self):
        """Return those that are behind, wrong or orphaned."""
        parts = (part.values("pk") for part in (self.behind(), self.wrong(), self.orphaned()))
        return self.filter(reduce(or_, (Q(pk__in=part) for part in parts)))


class Translation(models.Model):
    """That a story follows the text of another one, its source, and which version of that text."""

    class Kind(models.TextChoices):
        TRANSLATION = "translation", "Translation"
        ADAPTATION = "adaptation", "Adaptation"

    article = models.OneToOneField("articles.Article", on_delete=models.CASCADE, related_name="translation")
    source = models.ForeignKey(
        "articles.Article",
        on_delete=models.SET_NULL,
        null=True,
        related_name="translations",
        help_text="The story whose text it follows; empty: that was deleted.",
    )
    source_version = models.PositiveIntegerField(
        default=1, help_text="The version of the source's text (Article.text_version) that it follows."
    )
    source_correction = models.PositiveBigIntegerField(
        default=0, help_text="The number of the source's newest correction that it takes into account; 0: none."
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TRANSLATION)
    translator = models.ForeignKey(
        "articles.Author", on_delete=models.SET_NULL, null=True, blank=True, related_name="translations"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was linked or last checked.")

    objects = TranslationQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.article_id} follows {self.source_id}, version {self.source_version}"

    @property
    def is_orphaned(self) -> bool:
        """True if the source was withdrawn, retracted or deleted."""
        source = self.source
        return source is None or source.withdrawn_at is not None or source.retracted_at is not None

    @property
    def is_behind(self) -> bool:
        """True if the source is still readable and has a later version of its text than this follows."""
        return not self.is_orphaned and self.source.text_version > self.source_version

    def new_corrections(self):
        """Return the source's corrections that this does not take into account yet, the oldest first."""
        return Correction.objects.filter(article=self.source_id, kind__in=MISLED, pk__gt=self.source_correction)
