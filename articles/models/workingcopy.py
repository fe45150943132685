"""What somebody is writing and has not saved: kept every few seconds, offered after a closed tab or a lost session.

For the newsroom alone: it is no version of a story, and no reader's page knows it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article

PRESENT = timedelta(seconds=60)  # who was heard of since has the story open
KEPT = timedelta(days=7)
NEW_STORIES = 20  # of one account that are kept


class WorkingCopyQuerySet(models.QuerySet):
    def of_others(self, account):
        """Those of accounts that have the story open now, the longest first."""
        present = self.filter(seen_at__gte=timezone.now() - PRESENT).exclude(account=account)
        return present.select_related("account").order_by("opened_at")

    def offered(self):
        """Those that hold text, the newest first."""
        return self.exclude(fields="").filter(seen_at__gte=timezone.now() - KEPT).order_by("-kept_at")

    def keep(self, account, story: str, article: Article | None, fields: str | None, at: datetime) -> "WorkingCopy":
        """Notes at the moment `at` that the account has the story open, and its form's `fields`; None: unchanged."""
        seen = {"article": article, "seen_at": at}
        if fields is not None:
            seen |= {"fields": fields, "kept_at": at}
        own = self.filter(account=account, story=story)
        own.filter(seen_at__lt=at - PRESENT).update(opened_at=at)  # it was closed meanwhile
        copy, made = self.update_or_create(account=account, story=story, defaults=seen)
        if made:
            self.filter(seen_at__lt=at - KEPT).delete()
            new = self.filter(account=account, article=None).order_by("-seen_at", "-pk")
            self.filter(pk__in=list(new.values_list("pk", flat=True)[NEW_STORIES:])).delete()
        return copy


class WorkingCopy(models.Model):
    """One form that one account has open, or had."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Of a story that is deleted, the text is offered as a new one.
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="working_copies")
    story = models.CharField(max_length=40, help_text="The article's number; of a new story a name that its form has.")
    fields = models.TextField(blank=True, help_text="As the form sends them, URL-encoded. Empty: nothing is unsaved.")
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(db_index=True)
    kept_at = models.DateTimeField(null=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "working copies"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "story"], name="working_copy_once_a_story")]

    def __str__(self):
        return f"{self.account}: {self.story}"
