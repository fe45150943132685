"""The versions of a story that readers could read. Versions seen only in the newsroom are not among them."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.history.compare import Difference, changes_substance, differences, field_paragraphs
from articles.history.photo_words import PHOTO, photo_differences, photos_of
from articles.models import Article
from articles.models.version import MINOR_EDIT
from articles.text.diff import StepBudget
from articles.text.typos import is_minor

MAX_VERSIONS = 100  # the newest saved versions, which are compared
TEXT_FIELDS = (
    "headline",
    "summary",
    "body",
    "source",
    "dateline_place",
)  # fields that make a version a different one for readers


class PublicVersion(NamedTuple):
    """A version that readers could read, compared with the one before it."""

    version: object  # the row of the history
    at: datetime  # aware: since when readers could read it
    differences: list[Difference]  # none for the first
    minor: bool
    words: dict[str, list[str]]  # of the first one; empty for the others


def published_rows(at: datetime | None = None):
    """Return the rows of the history of all stories that readers could read before the aware moment `at` (now).

    A version lasts until the next one is saved. A scheduled one that was replaced before its moment was never read.
    """
    rows = Article.history.all()
    later = rows.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id")).order_by("history_id")
    until = Coalesce(Subquery(later.values("history_date")[:1]), at or timezone.now())
    return rows.filter(withdrawn_at=None).annotate(until=until).filter(published_at__lt=F("until"))


def was_revised(at: datetime | None = None) -> Exists:
    """Return a condition for articles: readers could read it, before `at` (now), in other words than it has now."""
    return Exists(
        published_rows(at)
        .filter(id=OuterRef("pk"))
        .exclude(**{name: OuterRef(name) for name in TEXT_FIELDS})
        .order_by()
    )


def public_versions(article: Article) -> list[PublicVersion]:
    """Return the versions of a public story whose words differ from those before, newest first.

    One query, and another for photos if it had any.

    The list is empty for a story without saved versions: it still is as it was imported.
    """
    rows = list(published_rows().filter(id=article.pk).order_by("-history_id")[: MAX_VERSIONS + 1])
    found, before, work, photos = [], None, StepBudget(), photos_of(rows)
    for row in reversed(rows[:MAX_VERSIONS]):
        if before is None:
            at = row.published_at if len(rows) <= MAX_VERSIONS else row.history_date
            found.append(PublicVersion(row, at, [], False, field_paragraphs(row)))
        elif changed := differences(before, row, work) + photo_differences(before, row, photos, work):
            minor = _is_minor(before, row, changed)
            found.append(PublicVersion(row, max(row.history_date, row.published_at), changed, minor, {}))
        before = row
    return found[::-1]


def _is_minor(before, after, changed: list[Difference]) -> bool:
    """Return whether the newsroom called the edit minor or, if nobody was asked, whether it looks like a typo fixed."""
    if after.updated_at != before.updated_at:
        return False
    under_photos = [difference for difference in changed if difference.name == PHOTO]
    typos = is_minor(paragraph for difference in under_photos for paragraph in difference.paragraphs)
    return after.history_change_reason == MINOR_EDIT or (typos and not changes_substance(before, after))
