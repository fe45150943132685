"""Stories that are language versions of each other, and which text each of them follows."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class TranslationGroup(models.Model):
    """The language versions of one story: at most one in each language that is not withdrawn."""

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Language versions {self.pk}"


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

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.article_id} follows {self.source_id}, version {self.source_version}"
