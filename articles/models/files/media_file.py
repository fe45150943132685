"""Audio, video and documents: what we store of an upload, and what readers must know about it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from articles.database.django_internals import is_new_upload
from articles.files import uploads
from articles.files.kinds import TYPES, FileType, Kind
from articles.files.uploads import TITLE_MAX
from articles.models.files.file_chore import FileChore
from articles.models.photo import CREDIT_MAX, Photo
from articles.photos import renaming
from articles.text.languages.tags import TAG_MAX


class MediaFileQuerySet(models.QuerySet):
    def delete(self):
        """Delete the rows as Django does; their files are removed once nothing can bring the rows back."""
        files = [(one.pk, one.stored_names()) for one in self]
        with transaction.atomic(using=self.db):
            deleted = super().delete()
            for number, names in files:
                FileChore.objects.using(self.db).remove(number, names)
            renaming.do_chores_after_commit(self.db)
        return deleted

    delete.alters_data = delete.queryset_only = True  # as in Django


class MediaFile(models.Model):
    """A sound, a video or a document. Stories may share it (FileUse); its captions are rows of their own (Captions).

    The file is written before its row and removed after it. Once readers may no longer see it, it gets another name
    (articles/files/renaming.py). Kind, type and length are what the check found, not what the upload was called.
    """

    KINDS = [(kind.value, kind.value.capitalize()) for kind in Kind]

    file = models.FileField(upload_to="files/%Y/%m", max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS, editable=False)
    type = models.CharField(max_length=10, editable=False)  # a key of TYPES
    title = models.CharField(
        max_length=TITLE_MAX, blank=True, help_text="What readers see. Left empty: the name of the file, without .mp3."
    )
    language = models.CharField(
        max_length=TAG_MAX, blank=True, default="", help_text="What is spoken or written in it: a tag such as ru or hy."
    )
    credit = models.CharField(max_length=CREDIT_MAX, blank=True, help_text="Who made it, such as Video: Ani Petrosyan.")
    poster = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The picture of a video before it plays.",
    )
    transcript = models.TextField(
        blank=True,
        default="",
        help_text="All that is said, for those who cannot hear it. An empty line begins a paragraph.",
    )
    size = models.PositiveBigIntegerField(editable=False)  # bytes
    seconds = models.PositiveIntegerField(null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)  # pixels
    height = models.PositiveIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=64, editable=False, db_index=True)  # SHA-256 of the file that came in
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = MediaFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="media_file_title_not_empty")]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Check and store a new file, and remove the one before.

        Raises ValidationError for a file that cannot be used (articles/files/uploads.py), and OSError if the disk is
        full; no file is left then.
        """
        with transaction.atomic():
            before = type(self).objects.select_for_update(no_key=True).filter(pk=self.pk).first() if self.pk else None
            arrived = is_new_upload(self.file)
            if arrived:
                self._keep()
            elif before:  # it may have been renamed since this object was read
                self.file.name = before.file.name
            super().save(*args, **kwargs)
            if before and before.file.name != self.file.name:
                FileChore.objects.remove(self.pk, [before.file.name])
            renaming.do_chores_after_commit()

    def delete(self, *args, **kwargs):
        number, names = self.pk, self.stored_names()
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            FileChore.objects.remove(number, names)
            renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        if self.poster_id and self.kind != Kind.VIDEO:
            raise ValidationError({"poster": "Only a video has a picture before it plays."})

    def take_facts(self, checked: uploads.CheckedFile) -> None:
        """Take what the check of a new file found. Does not save."""
        facts = checked.facts
        self.kind, self.type = TYPES[facts.type].kind, facts.type
        self.seconds, self.width, self.height = facts.seconds, facts.width, facts.height
        self.size, self.digest, self.title = checked.size, checked.digest, self.title or checked.title or "Untitled"

    def stored_names(self) -> list[str]:
        """Return the names of its file and of its captions in the storage."""
        return [self.file.name, *self.captions.values_list("file", flat=True)]

    @property
    def file_type(self) -> FileType:
        return TYPES[self.type]

    def _keep(self) -> None:
        """Store the new file; remove it if it could not be written completely."""
        checked = uploads.read(self.file.file)
        self.take_facts(checked)
        storage, name = self.file.storage, self.file.field.generate_filename(self, checked.name)
        try:
            self.file.save(checked.name, checked, save=False)
        except OSError:
            storage.delete(name)
            raise
