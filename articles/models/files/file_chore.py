"""What remains to be done with files that readers may no longer see, or that no row names."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone

from articles.photos.renaming import REPLACED_FILES_KEPT


class FileChoreQuerySet(models.QuerySet):
    def remove(self, number: int, names: Iterable[str]) -> None:
        """Schedule the removal of the files `names`, which the row of that number no longer names.

        If readers see the file, the old one stays for REPLACED_FILES_KEPT, for pages that are open.
        """
        due = timezone.now() + REPLACED_FILES_KEPT
        self.bulk_create([self.model(media_file=number, name=name, due_at=due) for name in sorted(names)])

    def look(self, numbers: Iterable[int], at: datetime | None = None) -> None:
        """Schedule a check at the moment `at` (now) for each file: if readers may not see it, it is renamed."""
        due = at or timezone.now()
        self.bulk_create((self.model(media_file=number, due_at=due) for number in numbers), batch_size=1000)


class FileChore(models.Model):
    """A task that remains to be done with a stored file, written in the transaction that makes it necessary."""

    media_file = models.BigIntegerField(help_text="Its number; the file may be gone.")
    name = models.CharField(
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text="A file that no row names any more. Empty: look whether readers may still see the file.",
    )
    due_at = models.DateTimeField(db_index=True)

    objects = FileChoreQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name or f"file {self.media_file}"
