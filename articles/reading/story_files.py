"""The files of stories as two JSON columns of each, where queries for them would be two more."""

from collections import defaultdict

from django.db.models import Subquery

from articles.database.django_internals import set_related
from articles.database.json_list import gathered, read_list
from articles.models import Captions, FileUse, MediaFile, Photo
from articles.reading.story_photos import PHOTO_FIELDS

FILE_FIELDS = (
    *("id", "file", "kind", "type", "title", "language", "credit", "transcript"),
    *("size", "seconds", "width", "height"),
)


def files_of_story() -> dict[str, Subquery]:
    """Return the columns of the files of the outer row, a story, which `read_files` reads."""
    file = {f"file__{name}": f"media_file__{name}" for name in FILE_FIELDS}
    poster = {f"poster__{name}": f"media_file__poster__{name}" for name in PHOTO_FIELDS}
    captions = {name: name for name in ("id", "media_file", "language", "file")}
    return {
        "found_files": gathered(FileUse.objects, "article", id="id", **file, **poster),
        "found_captions": gathered(Captions.objects, "media_file__uses__article", **captions),
    }


def read_files(found, found_captions) -> list[FileUse]:
    """Return a story's uses of files, each with its file, poster and captions, from what `files_of_story` has found."""
    captions = defaultdict(list)
    for row in sorted(read_list(found_captions), key=lambda row: row["language"]):
        captions[row["media_file"]].append(Captions(pk=row["id"], language=row["language"], file=row["file"]))
    return [_file_use(row, captions) for row in sorted(read_list(found), key=lambda row: row["id"])]


def _file_use(row: dict, captions: dict[int, list[Captions]]) -> FileUse:
    poster = {name: row[f"poster__{name}"] for name in PHOTO_FIELDS}
    file = MediaFile(**{name: row[f"file__{name}"] for name in FILE_FIELDS})
    file.poster = Photo(**poster) if poster["id"] else None
    set_related(file, "captions", captions[file.pk])
    return FileUse(pk=row["id"], media_file=file)
