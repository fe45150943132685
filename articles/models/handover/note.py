"""What colleagues write to each other about a story, in the order of writing: questions, answers and steps."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article

NOTE_MAX = 2000  # characters
NOTES_SHOWN = 100  # the newest of a story


class Step(models.TextChoices):
    """A press that moves a draft between colleagues; what was written with it is a note."""

    READY = "ready", "handed it over"
    RETURNED = "returned", "returned it"
    TAKEN = "taken", "took it"
    ASSIGNED = "assigned", "assigned it"


class NoteQuerySet(models.QuerySet):
    def open(self):
        """Return the notes that nobody has marked as done; steps are not asked for."""
        return self.filter(done_at=None, step="")

    def thread(self, article: Article) -> list["Note"]:
        """Return the newest NOTES_SHOWN notes of the story with their accounts, the oldest first."""
        newest = self.filter(article=article).select_related("by", "to", "done_by").order_by("-id")
        return [*newest[:NOTES_SHOWN]][::-1]


class Note(models.Model):
    """A note for the newsroom alone, or a step with what was written to it. No version and no public page has it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="newsroom_notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    text = models.TextField(max_length=NOTE_MAX, blank=True)
    step = models.CharField(max_length=8, choices=Step, blank=True)
    to = models.ForeignKey(  # of a step; none: the desk
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        default_permissions = ("delete",)  # of others' notes; everyone deletes their own

    def __str__(self):
        return f"a note for the newsroom: {self.text or self.get_step_display()}"

    def mark_done(self, account) -> None:
        """Record who has done what the note asks for."""
        self.done_at, self.done_by = timezone.now(), account
        self.save(update_fields=["done_at", "done_by"])

    def reopen(self) -> None:
        self.done_at = self.done_by = None
        self.save(update_fields=["done_at", "done_by"])
