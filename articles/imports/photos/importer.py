"""Photos and their stories, from what a photos.toml says (articles/imports/photos/catalogue.py)."""

from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from articles.imports.photos.catalogue import PhotoRecord, read_photos
from articles.models import Article, Photo
from articles.outside.errors import SourceError
from articles.outside.files import printable, read
from articles.photos import uploads
from articles.text.dates import local_day


@dataclass
class Report:
    """What an import of photos did."""

    created: int = 0
    unchanged: int = 0
    rejected: list[str] = field(default_factory=list)  # "file: reason"

    def lines(self) -> list[str]:
        """For a terminal: what was rejected, then the counts."""
        counts = f"{self.created:,} created, {self.unchanged:,} unchanged, {len(self.rejected):,} rejected"
        return [*(f"rejected {reason}" for reason in self.rejected), counts]


def import_photos(folder: Path) -> Report:
    """Makes a photo of each picture that has none yet and gives it to its story, if that has none.

    A picture is known by its bytes: one that is here already is left as an
    editor may have made it. Raises CatalogueError.
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
    """Whether the photo was new; raises SourceError and ValidationError for what cannot be imported."""
    file = ContentFile(read(folder / record.file, folder, uploads.BYTES_MAX), name=record.file)
    if Photo.objects.filter(digest=uploads.digest_of(file.read())).exists():
        return False
    article = _story(record)
    words = {"alt": record.alt, "caption": record.caption, "credit": record.credit}
    photo = Photo(image=uploads.read(file), **words, focal_x=record.focus[0], focal_y=record.focus[1])
    photo.full_clean(exclude=["image"])
    with transaction.atomic():
        photo.save()
        if article.photo_id is None:
            article.photo = photo
            article.save(update_fields=["photo"])
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
