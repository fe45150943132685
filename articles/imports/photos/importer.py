"""Import of photos and their links to stories, from a photos.toml (articles/imports/photos/catalogue.py)."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from articles.imports.photos.catalogue import PhotoRecord, read_photos
from articles.models import Article, Photo, PhotoUse, ShownPhoto
from articles.outside.errors import SourceError
from articles.outside.files import printable, read
from articles.photos import uploads
from articles.photos.limits import BYTES_MAX
from articles.text.dates import local_day


@dataclass
class Report:
    """The report of what an import of photos did."""

    created: int = 0
    unchanged: int = 0
    rejected: list[str] = field(default_factory=list)  # "file: reason"

    def lines(self) -> list[str]:
        """Return lines for a terminal: one for each rejected file, then the counts."""
        counts = f"{self.created:,} created, {self.unchanged:,} unchanged, {len(self.rejected):,} rejected"
        return [*(f"rejected {reason}" for reason in self.rejected), counts]


def import_photos(folder: Path) -> Report:
    """Create a photo for each picture that is new, and attach it to its story if the story has no photo.

    A picture is recognised by its bytes: if it exists already, it is left unchanged, because an
    editor may have worked on it. Raises CatalogueError.
    """
    report = Report()
    for record in read_photos(folder):
        try:
            new = _import(folder, record)
        except (SourceError, uploads.NotDrawn) as error:
            report.rejected.append(f"{printable(record.file)}: {error}")
        except ValidationError as error:
            report.rejected.append(f"{printable(record.file)}: {' '.join(error.messages)}")
        else:
            report.created += new
            report.unchanged += not new
    return report


def _import(folder: Path, record: PhotoRecord) -> bool:
    """Import one photo and return whether it was new. Raises SourceError or ValidationError if that is impossible."""
    file = ContentFile(read(folder / record.file, folder, BYTES_MAX), name=record.file)
    if Photo.objects.filter(digest=uploads.digest_of(file.read())).exists():
        return False
    article = _story(record)
    picture = uploads.read(file)
    texts = Photo.offered(picture.texts) | record.given()
    photo = Photo(image=picture, **texts, may_be_passed_on=record.may_be_passed_on)
    photo.focal_x, photo.focal_y = record.focus
    photo.full_clean(exclude=["image"])
    with transaction.atomic():
        photo.save()
        if not article.photo_uses.exists():
            PhotoUse.objects.show(article, [ShownPhoto(photo.pk)])
            article.save(update_fields=["slug"])  # writes a version, which knows the photo
    return True


def _story(record: PhotoRecord) -> Article:
    found = [
        article
        for article in Article.objects.filter(headline=record.headline).exclude(published_at=None)
        if local_day(article.published_at) == record.date
    ]
    story = f"“{record.headline}” of {record.date}"
    if not found:
        raise ValidationError(f"there is no story {story}: import it first")
    if len(found) > 1:
        raise ValidationError(f"there are {len(found)} stories {story}: give one of them this photo by hand")
    return found[0]
