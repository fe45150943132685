"""The text that somebody is writing and has not saved, stored every few seconds.

It is offered after a closed tab or a lost session. It is for the newsroom alone: it is not a version of a story, and
no public page shows it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article

PRESENT = timedelta(seconds=60)  # an account seen within this time has the story open
COPIES_KEPT = timedelta(days=7)  # how long a copy is kept after its form was last open
COPIES_MAX = 20  # texts of one account that may wait for one story, or for new ones


class Full(Exception):
    """An error: the account has COPIES_MAX texts waiting for the story. Another is not stored, and none is removed."""


class WorkingCopyQuerySet(models.QuerySet):
    def open_now(self):
        """Return the copies whose form is open now, which was seen within PRESENT, longest first."""
        return self.filter(seen_at__gte=timezone.now() - PRESENT).select_related("account").order_by("opened_at")

    def of_others(self, account):
        """Return the copies of other accounts that have the story open now, longest first."""
        return self.open_now().exclude(account=account)

    def offered(self):
        """Return the copies that hold text, newest first."""
        return self.exclude(fields="").filter(seen_at__gte=timezone.now() - COPIES_KEPT).order_by("-kept_at")

    def keep(self, account, form: str, article: Article | None, fields: str | None, at: datetime) -> "WorkingCopy":
        """Record that the account's form is open at the moment `at`, and what its fields hold (None: unchanged).

        No other form's copy is touched. Raises Full if too many others hold text.
        """
        seen = {"article": article, "seen_at": at}
        if fields is not None:
            seen |= {"fields": fields, "kept_at": at}
        if fields and self.others_wait(account, form, article, at) >= COPIES_MAX:
            raise Full
        self.filter(account=account, form=form, seen_at__lt=at - PRESENT).update(
            opened_at=at
        )  # it was closed meanwhile
        copy, made = self.update_or_create(account=account, form=form, defaults=seen)
        if made:
            empty = models.Q(fields="", seen_at__lt=at - PRESENT)  # no longer of use
            self.filter(empty | models.Q(seen_at__lt=at - COPIES_KEPT)).delete()
        return copy

    def others_wait(self, account, form: str, article: Article | None, at: datetime) -> int:
        """Count the account's other texts for the story; return 0 for a form whose text is stored already."""
        holding = self.filter(account=account, article=article, seen_at__gte=at - COPIES_KEPT).exclude(fields="")
        forms = list(holding.values_list("form", flat=True))
        return 0 if form in forms else len(forms)

    def hand_on(self, form: str, to: str) -> None:
        """Give the copy of one form to another, which shows its text from now on."""
        self.filter(form=form).update(form=to)


class WorkingCopy(models.Model):
    """The content of one form that an account has open, or had. Only that form writes or discards it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # If the story is deleted, the text is offered as a new one.
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="working_copies")
    # The column keeps its old name, because processes of the previous release go on writing while `migrate` runs.
    form = models.CharField(max_length=40, db_column="story", help_text="The name that the page gave its form.")
    fields = models.TextField(blank=True, help_text="As the form sends them, URL-encoded. Empty: nothing is unsaved.")
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(db_index=True)
    kept_at = models.DateTimeField(null=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "working copies"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["account", "form"], name="working_copy_once_a_form")]

    def __str__(self):
        return f"{self.account}: {self.form}"
