"""The photos: what we store of an upload, and in which shapes and sizes pages show it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.database.django_internals import is_new_upload
from articles.models.photo_facts import PhotoFacts, offered
from articles.photos import renaming, uploads
from articles.photos.embedded import EmbeddedTexts
from articles.photos.renditions import Focus, Rendition, all_of, of_shape, social

ALT_MAX = 300  # characters
CAPTION_MAX = 500
CREDIT_MAX = 200


class Source(NamedTuple):
    """A photo in one size: pixels, and the addresses of its files; `webp` is empty if there is none."""

    width: int
    height: int
    jpeg: str
    webp: str = ""


class PhotoQuerySet(models.QuerySet):
    def delete(self):
        """Delete the rows as Django does; their files are removed once nothing can bring the rows back."""
        files = [(photo.pk, photo.files()) for photo in self]
        with transaction.atomic(using=self.db):
            deleted = super().delete()
            for number, names in files:
                PhotoChore.objects.using(self.db).remove(number, names)
            renaming.do_chores_after_commit(self.db)
        return deleted

    delete.alters_data = delete.queryset_only = True  # as in Django


def remove(storage: Storage, names: Iterable[str]) -> None:
    for name in names:
        storage.delete(name)


class Photo(PhotoFacts, models.Model):
    """A picture with what a reader must know about it. Stories may share it, each with texts of its own (PhotoUse).

    Its files are written before its row and removed after it: a row is never without them, though a transaction that
    was rolled back may leave files that no row names. Once readers may no longer see the photo, its files get other
    names (articles/photos/renaming.py).
    """

    image = models.ImageField(upload_to="photos/%Y/%m", width_field="width", height_field="height", max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=ALT_MAX,
        help_text="What the picture shows, for those who cannot see it. One sentence.",
    )
    caption = models.CharField(max_length=CAPTION_MAX, blank=True, help_text="Stands under the picture.")
    credit = models.CharField(
        max_length=CREDIT_MAX, blank=True, help_text="Who made it, such as Photo: Anahit Sargsyan."
    )
    focal_x = models.PositiveSmallIntegerField(
        "focal point, from the left",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="Percent. What must stay in sight when the picture is cut to another shape.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, from the top", default=50, validators=[MaxValueValidator(100)], help_text="Percent."
    )
    digest = models.CharField(
        max_length=64, blank=True, editable=False, db_index=True, help_text="SHA-256 of the file that came in."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    # For the newsroom alone. Empty: imported, or added before this was recorded and the log does not know either.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="photo_alt_not_empty"),
            models.CheckConstraint(condition=Q(focal_x__lte=100, focal_y__lte=100), name="photo_focus_within"),
        ]

    def __str__(self):
        return self.alt

    def save(self, *args, **kwargs):
        """Check and store a new image, make the missing renditions, and remove the stale ones.

        Raises ValidationError for an image that cannot be used (articles/photos/uploads.py), and OSError if the disk
        is full; no file is left then.
        """
        with transaction.atomic():
            before = type(self).objects.select_for_update(no_key=True).filter(pk=self.pk).first() if self.pk else None
            names = set(before.files()) if before else set()
            arrived = is_new_upload(self.image)
            if arrived:
                self._keep()
            elif before:  # its files may have been renamed since this object was read
                self.image.name, self.width, self.height = before.image.name, before.width, before.height
                self.digest = before.digest
            if arrived or before:  # otherwise the new row names files that are stored already
                try:
                    self._draw(but_not=names)
                except OSError:
                    remove(self.image.storage, set(self.files()) - names)
                    raise
            super().save(*args, **kwargs)
            if arrived:
                PhotoCredentials.objects.replace(self, self._picture.credentials)
            PhotoChore.objects.remove(self.pk, names.difference(self.files()))
            renaming.do_chores_after_commit()

    def delete(self, *args, **kwargs):
        number, names = self.pk, self.files()
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            PhotoChore.objects.remove(number, names)
            renaming.do_chores_after_commit()
        return deleted

    def clean(self):
        if not any(map(str.isalnum, self.alt)):
            raise ValidationError({"alt": "Say in words what the picture shows."})

    @classmethod
    def offered(cls, texts: EmbeddedTexts) -> dict[str, str]:
        """Return what a picture's file offers for the fields, by name; only what is not empty."""
        most = {field.name: field.max_length for field in cls._meta.local_fields if field.max_length}
        return offered(texts, most)

    def renditions(self) -> list[Rendition]:
        return all_of(self.image.name, (self.width, self.height), self.focus)

    def files(self) -> list[str]:
        """Return the names of all the photo's files in the storage, the original's first."""
        return [self.image.name, *(made.name for made in self.renditions())]

    def draw_missing(self) -> None:
        """Make and store the renditions that are not in the storage."""
        self._draw(but_not=set(filter(self.image.storage.exists, self.files())))

    def _keep(self) -> None:
        """Store the new image; remove the file if it could not be written completely."""
        self._picture = picture = uploads.read(self.image.file)
        self.digest = picture.digest
        storage, name = self.image.storage, self.image.field.generate_filename(self, picture.name)
        free = storage.get_available_name(name, self.image.field.max_length)
        try:
            self.image.save(picture.name, picture, save=False)
        except OSError:
            storage.delete(free)
            raise

    def _draw(self, but_not: set[str]) -> None:
        """Make and store the renditions, except those whose names are in `but_not`: they exist already."""
        missing = [made for made in self.renditions() if made.name not in but_not]
        if not missing:
            return
        storage = self.image.storage
        with storage.open(self.image.name) as original:
            for name, drawn in uploads.draw(original, missing, self.focus):
                storage.delete(name)  # left behind by a transaction that was rolled back
                storage.save(name, drawn)

    @property
    def focus(self) -> Focus:
        return (self.focal_x, self.focal_y)

    def sources(self, shape: str = "full") -> list[Source]:
        """Return the sizes that pages choose from, smallest first, without a query and without opening a file.

        `shape`: "full" is the whole picture, "wide" is 3:2, cut around the focal point.
        """
        made = of_shape(shape, self.image.name, (self.width, self.height), self.focus)
        return [
            Source(webp.width, webp.height, jpeg=self._url(jpeg), webp=self._url(webp))
            for webp, jpeg in zip(made[::2], made[1::2], strict=True)
        ]

    @property
    def social_card(self) -> Source | None:
        """The picture as a shared link shows it, 1200 by 630; None if the photo is too small for that."""
        made = social(self.image.name, (self.width, self.height), self.focus)
        return Source(made[0].width, made[0].height, jpeg=self._url(made[0])) if made else None

    def _url(self, rendition: Rendition) -> str:
        return self.image.storage.url(rendition.name)


class PhotoCredentialsQuerySet(models.QuerySet):
    def replace(self, photo: Photo, manifest: bytes) -> None:
        """Keep the manifest of the photo's new picture, empty if it has none, in place of that of the one before."""
        self.filter(photo=photo).delete()
        if manifest:
            self.create(photo=photo, manifest=manifest)


class PhotoCredentials(models.Model):
    """The Content Credentials that came in a picture's file: its C2PA manifest store, byte by byte.

    It is kept, for whoever doubts the picture, and never served: it is signed together with the file in which it came,
    and does not fit ours.
    """

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="credentials", primary_key=True)
    manifest = models.BinaryField()

    objects = PhotoCredentialsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "photo credentials"

    def __str__(self):
        return f"Content Credentials of photo {self.photo_id}"


class PhotoChoreQuerySet(models.QuerySet):
    def remove(self, number: int, names: Iterable[str]) -> None:
        """Schedule the removal of the files `names`, which the row of photo `number` no longer names.

        If readers see the photo, the files stay for REPLACED_FILES_KEPT, for pages that are open.
        """
        due = timezone.now() + renaming.REPLACED_FILES_KEPT
        self.bulk_create([self.model(photo=number, name=name, due_at=due) for name in sorted(names)])

    def look(self, numbers: Iterable[int], at: datetime | None = None) -> None:
        """Schedule a check at the moment `at` (now) for each photo: if readers may not see it, it is renamed."""
        due = at or timezone.now()
        self.bulk_create((self.model(photo=number, due_at=due) for number in numbers), batch_size=1000)


class PhotoChore(models.Model):
    """A task that remains to be done with a photo's files.

    It is written in the same transaction as the change that makes it necessary, and done after that
    (articles/photos/renaming.py): if the process is killed in between, nothing is forgotten.
    """

    photo = models.BigIntegerField(help_text="Its number; the photo may be gone.")
    name = models.CharField(
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text="A file that no row names any more. Empty: look whether readers may still see the photo.",
    )
    due_at = models.DateTimeField(db_index=True)

    objects = PhotoChoreQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name or f"photo {self.photo}"
