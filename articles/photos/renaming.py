"""New names for the files of photos that readers may no longer see; the old files are removed.

A picture's name is random, so nobody knows its address before a public page shows it. When the last public page that
shows it is gone (its story is withdrawn, deleted, a draft again; another photo has replaced it), anybody may know the
address: then the files are copied under new names, the row takes those, and the old ones are removed once that is
certain. So no page names a file that is missing, and no file remains that a withdrawn story showed.

A task is a row (PhotoChore), which triggers write in the transaction of the change itself, whatever causes it
(articles/database/photo_chores.py). It is done after that transaction or, if the process is killed or the storage is
not available just then, by the next change in the newsroom or by `tidy_photos`.
"""

import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import inf
from pathlib import PurePosixPath

from django.apps import apps
from django.core.files.storage import FileSystemStorage, Storage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from articles.photos import uploads
from articles.photos.renditions import SHAPES, SOCIAL, all_of

REPLACED_FILES_KEPT = timedelta(hours=1)  # for pages that are open and show the picture that was replaced
CHORE_SECONDS_MAX = 10.0  # the most seconds that an editor waits for other people's chores
DIGEST_PREFIX_LENGTH = 20  # hexadecimal digits of the digest that names began with before they were random
_RENDITION = re.compile(rf"-(?:{'|'.join((*SHAPES, SOCIAL))})[-\d]*$")
log = logging.getLogger(__name__)


@dataclass
class ChoresResult:
    """The result: photos renamed, files removed, and by a photo's number the error if it could not be done.

    `what` is "photo", or what else was renamed.
    """

    what: str = "photo"
    renamed: list[int] = field(default_factory=list)
    removed: int = 0
    failed: dict[int, Exception] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return the result as lines for a terminal."""
        failures = [f"{self.what} {number}: {type(error).__name__}: {error}" for number, error in self.failed.items()]
        return [*failures, f"{len(self.renamed):,} {self.what}s renamed, {self.removed:,} files removed"]


_others: list[Callable[[str, float], ChoresResult]] = []


def also(do: Callable[[str, float], ChoresResult]) -> None:
    """Have another room's chores done whenever those of photos are."""
    _others.append(do)


class _TimeBudget:
    """The time that all calls after one commit may take together."""

    def __init__(self):
        self.ends: float | None = None

    def do_chores(self, using: str) -> None:
        """Do the chores that are due, within the time that is left, and log errors instead of raising them.

        What was saved is saved, whatever the storage raises: the chores wait for the next time.
        """
        self.ends = self.ends or time.monotonic() + CHORE_SECONDS_MAX
        try:
            results = [do(using, self.ends) for do in (do_chores, *_others)]
        except Exception:
            log.exception("Pictures of withdrawn stories may still be readable. Run: manage.py tidy_photos")
            return
        for done in results:
            for number, error in done.failed.items():
                log.error(
                    "The files of %s %s keep their names: %s. Run: manage.py tidy_photos", done.what, number, error
                )


def do_chores_after_commit(using: str = "default") -> None:
    """Do the chores that are due once the current transaction has committed. Call it in whatever may hide a picture."""
    waiting = (
        call.func.__self__ for _, call, *_ in transaction.get_connection(using).run_on_commit if _is_budget(call)
    )
    transaction.on_commit(partial(next(waiting, _TimeBudget()).do_chores, using), using=using)


def _is_budget(call) -> bool:
    return isinstance(call, partial) and isinstance(getattr(call.func, "__self__", None), _TimeBudget)


def do_chores(using: str = "default", ends: float = inf) -> ChoresResult:
    """Rename photos that readers may no longer see and remove files that no row names; newest first, until `ends`.

    `ends` is a moment of time.monotonic(). A photo that fails does not hold up others. Raises the database's errors.
    """
    done = ChoresResult()
    if not _rows("PhotoChore", using).exists():  # as after nearly every save
        return done
    return do_each(((_due_checks, _rename_if_hidden), (_due_removals, _remove_files)), "photo", done, using, ends)


def do_each(steps: Iterable[tuple], owner: str, done: ChoresResult, using: str, ends: float) -> ChoresResult:
    """Take each step, of (chores that are due, what to do), for the rows that the chores name in the field `owner`."""
    for chores, act in steps:
        for number in dict.fromkeys(chores(using).order_by("-id").values_list(owner, flat=True)):
            if time.monotonic() > ends:
                return done
            try:
                act(using, number, done)
            except Exception as error:  # from a storage, which may be of any make
                done.failed[number] = error
    return done


def shown(using: str = "default") -> Q:
    """Return a condition for photos: a page that readers may open shows it now."""
    return _shown("pk", using)


def _shown(name: str, using: str) -> Q:
    names = ("Article", "Author", "Byline", "TopicPage", "TaggedArticle")
    Article, Author, Byline, TopicPage, TaggedArticle = (apps.get_model("articles", model) for model in names)
    known = Byline.objects.filter(author=OuterRef("pk"), published_at__lte=timezone.now()).order_by()
    stories = Article.objects.using(using).readable().filter(photo_uses__photo=OuterRef(name))
    authors = Author.objects.using(using).filter(Exists(known), photo=OuterRef(name))
    due = TaggedArticle.objects.filter(
        tag=OuterRef("tag"), site_language=OuterRef("language"), published_at__lte=timezone.now()
    )
    topics = TopicPage.objects.using(using).filter(Exists(due), photo=OuterRef(name))
    posters = Article.objects.using(using).readable().filter(file_uses__media_file__poster=OuterRef(name))
    return Q(Exists(stories)) | Q(Exists(authors.order_by())) | Q(Exists(topics)) | Q(Exists(posters))


def _rows(model: str, using: str) -> QuerySet:
    """Return the rows of `model`, looked up by its name because the models import this module."""
    return apps.get_model("articles", model).objects.using(using)


def _storage() -> Storage:
    return apps.get_model("articles", "Photo")._meta.get_field("image").storage


def _due_checks(using: str) -> QuerySet:
    return _rows("PhotoChore", using).filter(name="", due_at__lte=timezone.now())


def _due_removals(using: str) -> QuerySet:
    """Return the chores for files to remove now: their hour is over, or readers may not see the picture."""
    chores = _rows("PhotoChore", using).exclude(name="")
    return chores.filter(Q(due_at__lte=timezone.now()) | ~_shown("photo", using))


def _rename_if_hidden(using: str, number: int, done: ChoresResult) -> None:
    """Rename the photo's files unless readers may see it."""
    chores = list(_due_checks(using).filter(photo=number).values_list("pk", flat=True))
    hidden = _rows("Photo", using).filter(~shown(using), pk=number)
    photo = hidden.first()
    if photo:
        storage, old = photo.image.storage, photo.files()
        name = str(PurePosixPath(photo.image.name).with_name(uploads.new_name()))
        new = [name, *(made.name for made in all_of(name, (photo.width, photo.height), photo.focus))]
        try:
            for source, target in zip(old, new, strict=True):
                copy(storage, source, target)
        except Exception:
            delete(storage, new)
            raise
        # From here on an error removes nothing, because nobody knows whether a commit that raised has really failed.
        with transaction.atomic(using=using):
            same = {"image": photo.image.name, "focal_x": photo.focal_x, "focal_y": photo.focal_y}
            renamed = hidden.select_for_update(of=("self",), no_key=True).filter(**same).first()
            if renamed:
                _rows("Photo", using).filter(pk=number).update(image=name)
                _rows("PhotoChore", using).remove(number, old)
        if not renamed:  # meanwhile somebody changed it, or showed it again
            delete(storage, new)
            return
        done.renamed.append(number)
        _remove_files(using, number, done)
    _rows("PhotoChore", using).filter(pk__in=chores).delete()


def _remove_files(using: str, number: int, done: ChoresResult) -> None:
    """Remove the photo's files that are due, but none that its row names again."""
    with transaction.atomic(using=using):
        photo = _rows("Photo", using).select_for_update(no_key=True).filter(pk=number).first()
        named = set(photo.files()) if photo else set()
        storage = _storage()
        chores = dict(_due_removals(using).filter(photo=number).values_list("pk", "name"))
        names = set(chores.values()) - named
        delete(storage, names)
        _rows("PhotoChore", using).filter(pk__in=chores).delete()
    done.removed += len(names)


def copy(storage: Storage, source: str, target: str) -> None:
    """Store the file under a second name, without using more space on a disk; do nothing if it is missing.

    Raises OSError, or what the storage raises.
    """
    with suppress(FileNotFoundError):
        if hasattr(storage, "copy"):
            storage.copy(source, target)
        elif isinstance(storage, FileSystemStorage):
            _link(storage.path(source), storage.path(target))
        else:
            with storage.open(source) as file:
                storage.save(target, file)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # this disk has no hard links
        shutil.copy2(source, target)


def delete(storage: Storage, names: Iterable[str]) -> None:
    """Remove the files from the storage, as far as they are there."""
    for name in names:
        storage.delete(name)


# --- For operators ----------------------------------------------------------------------------


def check_digest_names(using: str = "default") -> None:
    """Schedule a check of the hidden photos whose names an older release derived from their digests."""
    rows = _rows("Photo", using).exclude(digest="").filter(~shown(using))
    named_by_digest = rows.filter(image__contains=Substr(F("digest"), 1, DIGEST_PREFIX_LENGTH))
    _rows("PhotoChore", using).look(list(named_by_digest.values_list("pk", flat=True)))


def check_all_hidden(using: str = "default") -> None:
    """Schedule a check of every hidden photo.

    After a restore, the addresses of photos that were public since the backup are known outside.
    """
    _rows("PhotoChore", using).look(list(_rows("Photo", using).filter(~shown(using)).values_list("pk", flat=True)))


def names_by_photo(using: str = "default") -> dict[int, list[str]]:
    """Return the digest of each photo and the name of its file, by the photo's number: for `restore_names`."""
    return {
        number: (digest, name) for number, digest, name in _rows("Photo", using).values_list("pk", "digest", "image")
    }


def restore_names(known: dict[int, list[str]], using: str = "default") -> int:
    """Point photos whose files are missing to those of `known`, if it is the same picture; return how many there were.

    Call it after a restore of the rows alone: what was renamed since the backup is not in the bucket under the name
    that the backup knows.
    """
    storage, found = _storage(), 0
    for photo in _rows("Photo", using).iterator() if known else ():
        digest, name = known.get(photo.pk, ("", photo.image.name))
        if (
            digest == photo.digest
            and name != photo.image.name
            and not storage.exists(photo.image.name)
            and storage.exists(name)
        ):
            photo.image.name = name
            photo.draw_missing()
            _rows("Photo", using).filter(pk=photo.pk).update(image=name)
            found += 1
    return found


def remove_unnamed_files(using: str = "default", at: datetime | None = None) -> int:
    """Remove photo files that no row names and that existed a day before `at` (now); return how many there were.

    They come from transactions that were rolled back, and from what was added between a backup and its restore.
    """
    named = {_stem(name) for name in _rows("Photo", using).values_list("image", flat=True).iterator()}
    storage, before, removed = _storage(), (at or timezone.now()) - timedelta(days=1), 0
    for name in files_below(storage, "photos"):
        # A second name (a hard link) is as old as the first one, but the disk records when it was given.
        created = storage.get_created_time if isinstance(storage, FileSystemStorage) else storage.get_modified_time
        if _stem(name) not in named and created(name) < before:
            storage.delete(name)
            removed += 1
    return removed


def _stem(name: str) -> str:
    """Return the beginning that the names of all files of one photo share."""
    return _RENDITION.sub("", name.rpartition(".")[0])


def files_below(storage: Storage, folder: str) -> Iterator[str]:
    """Yield the names of all files in the folder of the storage and in those below it."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # no photo was ever stored
        return
    yield from (f"{folder}/{name}" for name in names)
    for below in folders:
        yield from files_below(storage, f"{folder}/{below}")
