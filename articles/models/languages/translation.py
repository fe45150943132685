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


def corrections_since(source, number):
    """Return the corrections of the story `source` that are newer than the one with that number and say it was wrong.

    Both are numbers, or an OuterRef to one.
    """
    return Correction.objects.filter(article=source, kind__in=MISLED, pk__gt=number)


_GONE = Q(source__withdrawn_at__isnull=False) | Q(source__retracted_at__isnull=False)
_HAS_SOURCE = Q(source__isnull=False, source__withdrawn_at=None, source__retracted_at=None)
_ORPHANED = Q(source=None) | _GONE
_BEHIND = _HAS_SOURCE & Q(source__text_version__gt=F("source_version"))


def _wrong() -> Q:
    notes = corrections_since(OuterRef("source"), OuterRef("source_correction"))
    return _HAS_SOURCE & Q(Exists(notes.order_by()))


class TranslationQuerySet(models.QuerySet):
    """Which versions need work. No other place says when one does: a row knows it if it comes from `with_needs`."""

    def with_needs(self):
        """Annotate each with `is_behind`, `is_wrong` and `is_orphaned`; it may be behind and wrong at once."""
        return self.annotate(is_behind=_BEHIND, is_wrong=_wrong(), is_orphaned=_ORPHANED)

    def orphaned(self):
        """Return those whose source was withdrawn, retracted or deleted."""
        return self.filter(_ORPHANED)

    def behind(self):
        """Return those whose source is not gone and has a later version of its text than they follow."""
        return self.filter(_BEHIND)

    def wrong(self):
        """Return those whose source is not gone and was corrected since the version that they follow."""
        return self.filter(_wrong())

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

    def new_corrections(self):
        """Return the source's corrections that this does not take into account yet, the oldest first."""
        return corrections_since(self.source_id, self.source_correction)
