"""Breaking news: one line at the top of every page of a language, until a moment. The table is also its record."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models.article import Article
from articles.text.languages.site_languages import DEFAULT
from articles.text.plain import HEADLINE_MAX


class BreakingQuerySet(models.QuerySet):
    def shown(self, at: datetime | None = None):
        """Return the lines that readers see at the aware moment `at` (now), one a language at most.

        A line that leads to a story shows only while lists show the story: a scheduled one brings its line with it, and
        one that is withdrawn, retracted or deleted takes it away.
        """
        at = at or timezone.now()
        stories = Article.objects.published(at).filter(pk=OuterRef("article"))
        return self.filter(Q(article=None) | Exists(stories), ended_at=None, until__gt=at)

    def standing(self, at: datetime | None = None):
        """Return the lines whose time is not over at the aware moment `at` (now), with their stories.

        `is_shown` says of each whether readers see it.
        """
        at = at or timezone.now()
        shown = Exists(self.model.objects.shown(at).filter(pk=OuterRef("pk")))
        return self.filter(ended_at=None, until__gt=at).with_stories().annotate(is_shown=shown)

    def shown_then(self, at: datetime):
        """Return the lines that readers saw at the earlier aware moment `at`, as far as the record can tell."""
        stories = Article.objects.listed_at(at).filter(pk=OuterRef("article"))
        ended = Q(ended_at=None) | Q(ended_at__gt=at)
        return self.filter(Q(article=None) | Exists(stories), ended, made_at__lte=at, until__gt=at)

    def with_stories(self):
        """Annotate each line with `headline`, that of its story; None if it leads to none, or the story is gone."""
        return self.annotate(headline=F("article__headline"))

    def announce(self, language: str, text: str, until: datetime, by, article: Article | None = None) -> "Breaking":
        """Set the line of a site language, in place of the one that it has. Call it in a transaction."""
        self.end(language, by)
        return self.create(language=language, text=text, until=until, by=by, article=article)

    def end(self, language: str, by) -> bool:
        """End the line of a site language now; return False if its time was over already, or it has none."""
        now = timezone.now()
        standing = self.filter(language=language, ended_at=None)
        standing.filter(until__lte=now).update(ended_at=F("until"))  # by itself, so by nobody
        return bool(standing.update(ended_at=now, ended_by=by))


class Breaking(models.Model):
    """A line of breaking news. Rows are ended, never changed or deleted: they are the record of who said what when."""

    language = models.CharField(max_length=35, default=DEFAULT, db_default=DEFAULT, editable=False)
    text = models.CharField(max_length=HEADLINE_MAX)
    article = models.ForeignKey(  # keeps its number when a story is deleted: a line without a link would show again
        Article, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    until = models.DateTimeField(help_text="From this moment on it no longer shows.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False, help_text="Set by a press, or when the next one is set.")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = BreakingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view", "change")
        verbose_name = verbose_name_plural = "breaking news"
        constraints = [
            models.UniqueConstraint(
                fields=["language"], condition=Q(ended_at__isnull=True), name="breaking_once_a_language"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="breaking_text_not_empty"),
        ]
        indexes = [models.Index("language", models.F("id").desc(), name="breaking_by_language")]

    def __str__(self):
        return self.text
