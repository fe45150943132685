"""New names for files that readers may no longer see; the old ones are removed. As articles/photos/renaming.py.

A file's captions get new names with it. The tasks are rows (FileChore), which triggers write
(articles/database/photo_chores.py); they are done when those of photos are, and by `tidy_photos`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import inf
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.files.uploads import new_name
from articles.photos.renaming import ChoresResult, also, copy, delete, do_each, files_below

FOLDER = "files"  # in the storage, of files and captions


def do_chores(using: str = "default", ends: float = inf) -> ChoresResult:
    """Rename files that readers may no longer see and remove those that no row names; newest first, until `ends`.

    `ends` is a moment of time.monotonic(). A file that fails does not hold up others. Raises the database's errors.
    """
    done = ChoresResult(what="file")
    if not _rows("FileChore", using).exists():
        return done
    return do_each(((_due_checks, _rename_if_hidden), (_due_removals, _remove)), "media_file", done, using, ends)


def shown(using: str = "default") -> Q:
    """Return a condition for files: the page of a story that readers may open shows it now."""
    return _shown("pk", using)


def _shown(name: str, using: str) -> Q:
    stories = apps.get_model("articles", "Article").objects.using(using).readable()
    return Q(Exists(stories.filter(file_uses__media_file=OuterRef(name))))


def _rows(model: str, using: str) -> QuerySet:
    """Return the rows of `model`, looked up by its name because the models import this module."""
    return apps.get_model("articles", model).objects.using(using)


def _storage() -> Storage:
    return apps.get_model("articles", "MediaFile")._meta.get_field("file").storage


def _due_checks(using: str) -> QuerySet:
    return _rows("FileChore", using).filter(name="", due_at__lte=timezone.now())


def _due_removals(using: str) -> QuerySet:
    """Return the chores for files to remove now: their hour is over, or readers may not see the file."""
    chores = _rows("FileChore", using).exclude(name="")
    return chores.filter(Q(due_at__lte=timezone.now()) | ~_shown("media_file", using))


def _rename_if_hidden(using: str, number: int, done: ChoresResult) -> None:
    """Give the file and its captions new names unless readers may see them."""
    chores = list(_due_checks(using).filter(media_file=number).values_list("pk", flat=True))
    hidden = _rows("MediaFile", using).filter(~shown(using), pk=number)
    renamed = False
    if hidden.exists():
        storage, old = _storage(), _names(using, number)
        new = {name: str(PurePosixPath(name).with_name(new_name(PurePosixPath(name).suffix))) for name in old}
        try:
            for source, target in new.items():
                copy(storage, source, target)
        except Exception:
            delete(storage, new.values())
            raise
        # From here on an error removes nothing, because nobody knows whether a commit that raised has really failed.
        with transaction.atomic(using=using):
            locked = hidden.select_for_update(of=("self",), no_key=True).first()
            renamed = bool(locked) and _names(using, number) == old
            if renamed:
                _rows("MediaFile", using).filter(pk=number).update(file=new[locked.file.name])
                for captions in _rows("Captions", using).filter(media_file=number):
                    _rows("Captions", using).filter(pk=captions.pk).update(file=new[captions.file.name])
                _rows("FileChore", using).remove(number, old)
        if not renamed:  # meanwhile somebody changed it, or showed it again
            delete(storage, new.values())
            return
        done.renamed.append(number)
        _remove(using, number, done)
    _rows("FileChore", using).filter(pk__in=chores).delete()


def _names(using: str, number: int) -> list[str]:
    """Return the names of the file and its captions in the storage."""
    own = _rows("MediaFile", using).filter(pk=number).values_list("file", flat=True)
    return [*own, *_rows("Captions", using).filter(media_file=number).order_by("pk").values_list("file", flat=True)]


def _remove(using: str, number: int, done: ChoresResult) -> None:
    """Remove the files that are due, but none that a row names again."""
    with transaction.atomic(using=using):
        list(_rows("MediaFile", using).select_for_update(no_key=True).filter(pk=number))
        chores = dict(_due_removals(using).filter(media_file=number).values_list("pk", "name"))
        names = set(chores.values()) - set(_names(using, number))
        delete(_storage(), names)
        _rows("FileChore", using).filter(pk__in=chores).delete()
    done.removed += len(names)


also(do_chores)


# --- For operators ----------------------------------------------------------------------------


def check_all_hidden(using: str = "default") -> None:
    """Schedule a check of every hidden file: after a restore, addresses that were public since are known outside."""
    hidden = _rows("MediaFile", using).filter(~shown(using)).values_list("pk", flat=True)
    _rows("FileChore", using).look(list(hidden))


def names_by_digest(using: str = "default") -> dict[str, str]:
    """Return the names of the files in the storage by the digest of what came in: for `restore_names`."""
    return dict(_rows("MediaFile", using).values_list("digest", "file"))


def restore_names(known: dict[str, str], using: str = "default") -> int:
    """Point files that are missing to those of `known`, if they are the same; return how many there were.

    Call it after a restore of the rows alone, as that of photos. Captions that were renamed have to be added again.
    """
    storage, found = _storage(), 0
    for file in _rows("MediaFile", using).iterator() if known else ():
        name = known.get(file.digest, file.file.name)
        if name != file.file.name and not storage.exists(file.file.name) and storage.exists(name):
            found += _rows("MediaFile", using).filter(pk=file.pk).update(file=name)
    return found


def remove_unnamed_files(using: str = "default", at: datetime | None = None) -> int:
    """Remove files that no row names and that existed a day before `at` (now); return how many there were."""
    named = {name for model in ("MediaFile", "Captions") for name in _rows(model, using).values_list("file", flat=True)}
    storage, before, removed = _storage(), (at or timezone.now()) - timedelta(days=1), 0
    created = storage.get_created_time if isinstance(storage, FileSystemStorage) else storage.get_modified_time
    for name in _unnamed(storage, named):
        if created(name) < before:
            storage.delete(name)
            removed += 1
    return removed


def _unnamed(storage: Storage, named: set[str]) -> Iterator[str]:
    return (name for name in files_below(storage, FOLDER) if name not in named)
