"""The press that replaces: what was chosen, in one transaction; a row is changed as a whole, or left and named."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.admin.article.open_elsewhere import who_has_open
from articles.admin.replacing.candidates import stories_of
from articles.admin.replacing.finding import Found, address_of, read_row
from articles.admin.replacing.rows import BLURB, STORY, Kind
from articles.admin.replacing.saving import clashes, save_row, save_story
from articles.imports.embeds.background import fetch_soon
from articles.models import ReplacedRow, Replacement
from articles.text.embeds.places import placed
from articles.text.replacing.wanted import Wanted

CHANGED = "It was changed since you searched."
OPEN = "It is open elsewhere: {}."
TWICE = "It would be a second version in its language."
COLLIDES = "The database refuses it."
Choices = dict[str, dict[str, set[int]]]  # by the row's name, by the text's key: the numbers of the chosen places


class Press(NamedTuple):
    """What was sent: what is looked for, which places were chosen, what the page had shown, what readers are told."""

    wanted: Wanted
    chosen: Choices
    seen: Mapping[str, str]
    correction: str


class Result(NamedTuple):
    """What was done: the rows of the record, and those that were left: title, address, reason."""

    rows: list[ReplacedRow]
    left: list[tuple[str, str, str]]


def read_choices(sent: Iterable[str]) -> Choices:
    """Return the choices in the posted values such as `story.12:body:0`; others are ignored."""
    found: Choices = {}
    for one in sent:
        name, _, rest = one.partition(":")
        key, _, at = rest.rpartition(":")
        if key and at.isdecimal() and len(at) < 6:
            found.setdefault(name, {}).setdefault(key, set()).add(int(at))
    return found


def numbers_of(kind: Kind, chosen: Choices) -> list[int]:
    """Return the numbers of the chosen rows of that kind."""
    names = (name.rpartition(".") for name in chosen)
    return [int(number) for found, _, number in names if found == kind.name and number.isdecimal() and len(number) < 19]


def replace(press: Press, kinds: Iterable[Kind], account) -> Result:
    """Replace what was chosen in rows of these kinds, and record it. Call it in a transaction that holds the locks."""
    at, rows, left = timezone.now(), [], []
    for kind in kinds:
        numbers = numbers_of(kind, press.chosen)
        has_open = who_has_open(account, numbers) if kind.name == STORY else {}
        for row in locked(kind, numbers):
            before = len(rows)
            reason = _replace_in(kind, row, press, at, has_open.get(row.pk, []), rows)
            if len(rows) == before:
                left.append((kind.title(row)[:300], address_of(kind, row), reason))
    if rows:
        _record(press, rows, left, at, account)
    return Result(rows, left)


def locked(kind: Kind, numbers: list[int]):
    """Return the rows of these numbers as they are now, locked; some may be gone."""
    if kind.name == STORY:
        return stories_of(numbers, lock=True)
    return list(kind.model.objects.filter(pk__in=numbers).order_by("pk").select_for_update(no_key=True))


def _replace_in(kind: Kind, row, press: Press, at: datetime, has_open: list[str], rows: list) -> str:
    """Replace what was chosen in the row, and add it to `rows`; or return why it was left."""
    found = read_row(kind, row, press.wanted)
    if found is None or found.seen != press.seen.get(found.name):
        return CHANGED
    if has_open:
        return OPEN.format("; ".join(has_open))
    new, places, reason = new_texts(found, press.chosen[found.name])
    if reason or not new:
        return reason or CHANGED
    if kind.name == STORY and clashes(row, new):
        return TWICE
    told = ReplacedRow(kind=kind.name, number=row.pk, title=kind.title(row)[:300], places=places)
    kept = {one.text.key: one.text.value for one in found.texts if kind.name != STORY or one.text.key == BLURB}
    told.before = {key: text for key, text in kept.items() if key in new}
    told.after = {key: new[key] for key in told.before}
    try:
        with transaction.atomic():
            _save(kind, row, new, press.correction, at)
    except IntegrityError:
        return COLLIDES
    told.version = row.version if kind.name == STORY else None
    rows.append(told)
    return ""


def _save(kind: Kind, row, new: dict[str, str], correction: str, at: datetime) -> None:
    if kind.name != STORY:
        save_row(row, new)
        return
    save_story(row, new, correction=correction, at=at)
    if "body" in new and placed(row.body):
        fetch_soon()


def new_texts(found: Found, chosen: dict[str, set[int]]) -> tuple[dict[str, str], int, str]:
    """Return the row's new texts by their keys, the number of places, and why they cannot stand; empty if they can."""
    new, places = {}, 0
    for one in found.texts:
        here = {at for at in chosen.get(one.text.key, ()) if at < len(one.places)}
        if not here:
            continue
        try:
            text = one.replaced(here)
        except ValidationError as error:
            return {}, 0, f"{one.text.label}: {' '.join(error.messages)}"
        if text != one.text.value:
            new[one.text.key] = text
            places += len(here)
    return new, places, ""


def _record(press: Press, rows: list[ReplacedRow], left: list, at: datetime, account) -> None:
    replacement = Replacement.objects.create(
        by=account,
        at=at,
        looked_for=press.wanted.text,
        written=press.wanted.by,
        correction=press.correction,
        places=sum(row.places for row in rows),
        left=left,
    )
    for row in rows:
        row.replacement = replacement
    ReplacedRow.objects.bulk_create(rows)
