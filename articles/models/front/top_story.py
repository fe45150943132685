from django.db import models

from articles.models.article import Article
from articles.models.front.current import CurrentQuerySet
from articles.models.positioned import POSITION_HELP, Positioned, PositionedQuerySet
from articles.text.languages.site_languages import DEFAULT

TOP_STORIES = 10  # the most that a page shows


class TopStoryQuerySet(CurrentQuerySet, PositionedQuerySet):
    at_most = TOP_STORIES

    def in_language(self, language: str):
        return self.filter(language=language)

    def curated(self) -> bool:
        """Return whether an editor has arranged the list; if so, an import leaves it alone."""
        return self.filter(seeded_at=None).exists()

    def take_over(self) -> None:
        """Make the list the newsroom's instead of the import's, because an editor has changed it."""
        self.exclude(seeded_at=None).update(seeded_at=None)


class TopStory(Positioned):
    """A story in the Top stories sidebar of a language."""

    arranged_within = ("language",)
    language = models.CharField(
        max_length=35, default=DEFAULT, db_default=DEFAULT, editable=False, help_text="The story's site language."
    )
    position = models.PositiveSmallIntegerField(blank=True, help_text=POSITION_HELP)

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="top_story")
    blurb = models.TextField(blank=True, help_text="What the sidebar prints. Left empty: the story's summary.")
    until = models.DateTimeField(null=True, blank=True, help_text="From this moment on it no longer shows.")
    seeded_at = models.DateTimeField(
        null=True, editable=False, help_text="The moment of the seed that placed it; empty: an editor did."
    )

    objects = TopStoryQuerySet.as_manager()

    class Meta(Positioned.Meta):
        ordering = ["language", "position"]
        verbose_name_plural = "top stories"
        constraints = [models.UniqueConstraint(fields=["language", "position"], name="top_story_once_a_position")]

    def __str__(self):
        return self.line

    @property
    def line(self) -> str:
        """The text that the sidebar prints: the blurb, else the story's summary, else its headline."""
        return self.blurb or self.article.summary or self.article.headline
