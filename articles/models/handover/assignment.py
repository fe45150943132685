"""The stage of a draft in the newsroom: who has it, since when, and until when it is wanted.

A draft without such a row is in work with whoever began it, so nobody who writes and publishes alone needs one.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models.article import Article
from articles.models.handover.note import Note


class Stage(models.TextChoices):
    IN_WORK = "work", "in work"
    READY = "ready", "ready"
    RETURNED = "returned", "returned"


ON_THE_DESK = Q(assignee=None, stage=Stage.READY)  # ready, and no one's yet


def _is_one_of(stories) -> Q:
    """Return the condition for assignments of these stories, each of which is looked up by its number."""
    return Q(Exists(stories.filter(pk=OuterRef("pk"))))


class AssignmentQuerySet(models.QuerySet):
    def of_drafts(self):
        """Return the assignments of stories that are still drafts."""
        return self.filter(_is_one_of(Article.objects.drafts()))

    def waiting_for(self, account, *, on_the_desk: bool):
        """Return the drafts that the account has and, with `on_the_desk`, those that anyone of the desk may take."""
        mine = Q(assignee=account)
        return self.of_drafts().filter(mine | ON_THE_DESK if on_the_desk else mine)

    def overdue(self, at: datetime | None = None):
        """Return the drafts that were wanted before the aware moment `at` (now)."""
        return self.of_drafts().filter(due_at__lt=at or timezone.now())

    def forget_finished(self) -> int:
        """Delete the rows of stories that came out or were withdrawn; return how many."""
        return self.filter(_is_one_of(Article.objects.due()) | _is_one_of(Article.objects.withdrawn())).delete()[0]


class Assignment(models.Model):
    """Where one draft stands between colleagues. `number` grows with each step, so that a later press can tell."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="assignment")
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.IN_WORK)
    # None and ready: whoever of the desk takes it.
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    since = models.DateTimeField(default=timezone.now)
    note = models.ForeignKey(Note, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.get_stage_display()}: {self.assignee or 'the desk'}"

    @property
    def on_the_desk(self) -> bool:
        """Whether the draft is ready and waits for anyone of the desk."""
        return self.stage == Stage.READY and self.assignee_id is None

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()
