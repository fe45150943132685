"""The way back from a replacement: each row says again what it said, unless somebody has changed it since."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.admin.article.open_elsewhere import who_has_open
from articles.admin.replacing.finding import address_of
from articles.admin.replacing.rows import KINDS, STORY, Kind
from articles.admin.replacing.saving import clashes, save_row, save_story
from articles.admin.replacing.writing import COLLIDES, OPEN, TWICE, locked
from articles.models import Article, ReplacedRow, Replacement
from articles.models.derived_values import SUBSTANCE
from articles.text.dates import format_stamp

CHANGED = "It was changed since."
GONE = "It is gone."


def undo(replacement: Replacement, account) -> list[ReplacedRow]:
    """Undo the replacement where that was not done yet, and note which rows were left.

    Return the rows that say again what they said. Call it in a transaction that holds the locks.
    """
    at, done, left = timezone.now(), [], []
    rows = list(replacement.rows.filter(undone=False))
    for kind in KINDS.values():
        own = [row for row in rows if row.kind == kind.name]
        there = {row.pk: row for row in locked(kind, [row.number for row in own])} if own else {}
        has_open = who_has_open(account, [*there]) if kind.name == STORY else {}
        for row in own:
            now = there.get(row.number)
            reason = _undo_row(kind, row, now, has_open.get(row.number, []), replacement, at)
            if reason:
                left.append((row.title, address_of(kind, now) if now else "", reason))
            else:
                done.append(row)
    replacement.rows.filter(pk__in=[row.pk for row in done]).update(undone=True)
    replacement.undone_at, replacement.undone_by, replacement.not_undone = at, account, left
    replacement.save(update_fields=["undone_at", "undone_by", "not_undone"])
    return done


def _undo_row(kind: Kind, row: ReplacedRow, now, has_open: list[str], replacement: Replacement, at: datetime) -> str:
    """Give the row `now` its earlier texts, or return why it is left."""
    if now is None:
        return GONE
    if has_open:
        return OPEN.format("; ".join(has_open))
    texts = {text.key: text.value for text in kind.texts_of(now)}
    if any(texts.get(key) != text for key, text in row.after.items()):
        return CHANGED
    if kind.name == STORY and now.version_when_locked != row.version:
        return CHANGED
    try:
        with transaction.atomic():
            if kind.name == STORY:
                return _undo_story(now, row, texts, replacement, at)
            save_row(now, row.before)
    except IntegrityError:
        return COLLIDES
    return ""


def _undo_story(article: Article, row: ReplacedRow, texts: dict[str, str], replacement: Replacement, at) -> str:
    earlier = article.history.filter(history_id__lt=row.version).order_by("-history_id").first()
    if earlier is None:
        return GONE
    new = row.before | earlier_texts(earlier, texts)
    if clashes(article, new):
        return TWICE
    corrected = bool(replacement.correction) and article.corrections.filter(made_at=replacement.at).exists()
    said = _taken_back(article, replacement) if corrected else ""
    save_story(article, new, correction=said, at=at, headline_known=earlier.headline_known)
    return ""


def earlier_texts(earlier, texts: dict[str, str]) -> dict[str, str]:
    """Return what the version `earlier` says else than a story's `texts` do, by their keys."""
    told = {name: getattr(earlier, name) for name in SUBSTANCE}
    for position, shown in enumerate(earlier.shown_photos, start=1):
        told |= {f"photo-{position}-{name}": text for name, text in shown.texts.items()}
    return {key: text for key, text in told.items() if key in texts and texts[key] != text}


def _taken_back(article: Article, replacement: Replacement) -> str:
    """Return what readers are told in the story's language: no correction is removed, so another one follows it."""
    with translation.override(article.site_language):
        said = _("The correction of %(moment)s was made by mistake. The text is again as it was before.")
        return said % {"moment": format_stamp(replacement.at, language=article.site_language)}
