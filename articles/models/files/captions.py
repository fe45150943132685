"""The captions of a video or a sound, in one language."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from articles.database.django_internals import is_new_upload
from articles.files import renaming as file_renaming
from articles.files import uploads
from articles.models.files.file_chore import FileChore
from articles.models.files.media_file import MediaFile
from articles.photos import renaming
from articles.text.languages.tags import TAG_MAX


class Captions(models.Model):
    """Captions as a file in WebVTT, which we have read and written again (articles/files/captions.py)."""

    media_file = models.ForeignKey(MediaFile, on_delete=models.CASCADE, related_name="captions", db_index=False)
    language = models.CharField(max_length=TAG_MAX, help_text="A tag such as en, ru or hy.")
    file = models.FileField(upload_to=f"{file_renaming.FOLDER}/%Y/%m", max_length=200)

    class Meta:
        default_permissions = ()  # whoever may change the file may change its captions
        verbose_name_plural = "captions"
        ordering = ["media_file", "language"]
        constraints = [models.UniqueConstraint(fields=["media_file", "language"], name="captions_once_a_language")]

    def __str__(self):
        return f"captions ({self.language})"

    def save(self, *args, **kwargs):
        """Check and store new captions, and remove those before. Raises ValidationError."""
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
            if is_new_upload(self.file):
                checked = uploads.read_captions(self.file.file)
                self.file.save(checked.name, checked, save=False)
            elif before:
                self.file.name = before.file.name
            super().save(*args, **kwargs)
            if before and before.file.name != self.file.name:
                FileChore.objects.remove(self.media_file_id, [before.file.name])
            renaming.do_chores_after_commit()

    def delete(self, *args, **kwargs):
        number, name = self.media_file_id, self.file.name
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            FileChore.objects.remove(number, [name])
            renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        if self.media_file.kind == "document":
            raise ValidationError("A document has no captions.")
