"""A folder of photos with `photos.toml`, which says of each what it shows and to which story it belongs.

    [[photo]]
    file = "vineyard.jpg"
    alt = "..."
    caption = "..."
    credit = "..."
    focus = [60, 40]
    headline = "..."
    date = 2020-09-16

`focus` is the focal point in percent from the left and from the top; `headline` and `date` (the day of
publication by the site's clock) name the story. All but `caption`, `credit` and `focus` are needed.
"""

import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from articles import photos
from articles.dates import local_day
from articles.models import Article, Photo

CATALOGUE = "photos.toml"


class CatalogueError(Exception):
    """The folder's catalogue cannot be used; the message says where and why."""


@dataclass(frozen=True)
class PhotoRecord:
    """What the catalogue says of one photo."""

    file: str
    alt: str
    headline: str
    date: date
    caption: str = ""
    credit: str = ""
    focus: list[int] = field(default_factory=lambda: [50, 50])

    def __post_init__(self):
        texts = (self.file, self.alt, self.headline, self.caption, self.credit)
        if not all(isinstance(text, str) for text in texts) or type(self.date) is not date:
            raise CatalogueError("date is a day such as 2020-09-16, focus two numbers, and all else is text")
        if Path(self.file).name != self.file:
            raise CatalogueError(f"file = {self.file!r} leads out of the folder")
        within = [type(part) is int and 0 <= part <= 100 for part in self.focus]
        if within != [True, True]:
            raise CatalogueError(f"focus = {self.focus!r}: give two numbers from 0 to 100")


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


def read_catalogue(folder: Path) -> list[PhotoRecord]:
    """What the folder's photos.toml lists; raises CatalogueError when it cannot be read as the module says."""
    path = folder / CATALOGUE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["photo"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    except KeyError as error:
        raise CatalogueError(f"{path}: holds no [[photo]]") from error
    known = ", ".join(entry.name for entry in fields(PhotoRecord))
    records = []
    for number, entry in enumerate(entries, start=1):
        try:
            records.append(PhotoRecord(**entry))
        except TypeError as error:
            raise CatalogueError(f"{path}: photo {number}: known are {known}; {error}") from error
        except CatalogueError as error:
            raise CatalogueError(f"{path}: photo {number}: {error}") from error
    return records


def import_photos(folder: Path) -> Report:
    """Makes a photo of each picture that has none yet and gives it to its story, if that has none.

    A picture is known by its bytes: one that is here already is left as an
    editor may have made it. Raises CatalogueError.
    """
    report = Report()
    for record in read_catalogue(folder):
        try:
            new = _import(folder / record.file, record)
        except OSError as error:
            report.rejected.append(f"{record.file}: {error.strerror or error}")
        except ValidationError as error:
            report.rejected.append(f"{record.file}: {' '.join(error.messages)}")
        else:
            report.created += new
            report.unchanged += not new
    return report


def _import(path: Path, record: PhotoRecord) -> bool:
    """Whether the photo was new; raises OSError and ValidationError for what cannot be imported."""
    file = ContentFile(path.read_bytes(), name=record.file)
    if Photo.objects.filter(digest=photos.digest_of(file.read())).exists():
        return False
    article = _story(record)
    words = {"alt": record.alt, "caption": record.caption, "credit": record.credit}
    photo = Photo(image=photos.read(file), **words, focal_x=record.focus[0], focal_y=record.focus[1])
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
    if len(found) != 1:
        raise ValidationError(
            f"{len(found) or 'no'} stories “{record.headline}” of {record.date}; import its seed first"
        )
    return found[0]
