"""No lost edits: a form that was opened on an older version of a story is not saved, and both texts are shown."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from articles.admin.article.lead_photo import LABELS, TEXTS
from articles.admin.article.story_language import own_language
from articles.history.compare import Difference, differences
from articles.history.versions import display_name
from articles.models import Article, PhotoUse
from articles.text.dates import format_stamp

VERSION = "version"  # the hidden field: the number of the version on which the form was opened
STALE = "Nothing was saved: the story was changed while you wrote. Compare, and save again what shall stand."


class Conflict(NamedTuple):
    """The data shown to an editor whose form started from an older version."""

    who: str  # who saved the newest version; empty if nobody with a name here did, such as for an import
    at: datetime
    reason: str
    differences: list[Difference]  # from the saved text to that of the form
    others: list[tuple[str, str, str]]  # label, as saved, as in the form


def is_stale(article: Article, data) -> bool:
    """Return whether the posted `data` comes from a form that was not opened on the newest version.

    The article was loaded and locked for this POST.
    """
    return data.get(VERSION) != str(article.version_when_locked)


def has_lost_rows(article: Article, data, prefix: str, saved: QuerySet) -> bool:
    """Return whether a stale form's rows, posted under `prefix`, include one that is not among those `saved` now."""
    if not is_stale(article, data):
        return False
    sent = data.get(f"{prefix}-INITIAL_FORMS", "0")
    return sent.isdecimal() and int(sent) > saved.filter(article=article).count()


def context(form) -> dict:
    """Return what the form's page needs: the `version` on which it is opened and, if it was stale, the `conflict`."""
    version = form.instance.version if form.instance.pk else ""
    conflict = {"conflict": conflict_of(form)} if form.is_bound and form.is_stale else {}
    return {"version": version, **conflict}


def conflict_of(form) -> Conflict:
    """Return how the saved story differs from the contents of the stale form."""
    mine, given = form.instance, form.cleaned_data
    saved = Article.objects.select_related("section").get(pk=mine.pk)
    newest = saved.history.select_related("history_user").order_by("-history_id").first()
    rows = [
        ("Section", saved.section, given.get("section", saved.section)),
        *_photo_rows(saved.lead_photo, given),
        ("Publication", _stamp(saved.published_at), _stamp(mine.published_at)),
        ("Language", saved.language, mine.language or own_language(mine)),
        ("Tags", _names(saved.tags.all()), _names(given.get("tags", saved.tags.all()))),
    ]
    return Conflict(
        who=display_name(newest and newest.history_user),
        at=newest.history_date if newest else timezone.now(),
        reason=(newest and newest.history_change_reason) or "",
        differences=differences(saved, mine),
        others=[(name, str(one or "none"), str(other or "none")) for name, one, other in rows if one != other],
    )


def _photo_rows(saved: PhotoUse | None, given: dict) -> list[tuple]:
    photo = saved and saved.photo
    rows = [("Photo", photo, given.get("photo", photo))]
    for name, text in TEXTS.items():
        own = getattr(saved, text) if saved else ""
        rows.append((LABELS[name], own, given.get(name, own)))
    return rows


def _stamp(at: datetime | None) -> str:
    return format_stamp(at) if at else ""


def _names(tags) -> str:
    return ", ".join(sorted(tag.name for tag in tags))
