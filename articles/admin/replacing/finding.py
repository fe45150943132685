"""The rows in which something is found, with the places: each candidate (candidates.py) is read to be sure.

Stories come newest first, that is by their number. A page reads at most STORIES_READ candidates and shows STORIES_MAX
stories and PLACES_MAX places; it says where the next one goes on.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.admin.article.open_elsewhere import who_has_open
from articles.admin.replacing.candidates import STORIES_READ, others_with, stories_of, stories_with
from articles.admin.replacing.rows import KINDS, STORY, Kind, Text
from articles.text.replacing.markup import unusable_link
from articles.text.replacing.places import Place
from articles.text.replacing.wanted import Wanted

STORIES_MAX = 500  # stories that a page shows
PLACES_MAX = 900  # places that a page shows; Django refuses a form of more than 1,000 fields
PLACES_BESIDE = 200  # of these in photos, topics and sections
PLACES_OF_TEXT = 600  # of one text
BATCH = 100  # stories that are read at a time
BAD_LINK = "Readers could not follow “{}”."


@dataclass(frozen=True)
class FoundText:
    """A text in which something was found."""

    text: Text
    wanted: Wanted
    places: list[tuple[str, Place]]  # the name of each place in the page's form

    @cached_property
    def refused(self) -> str:
        """Why it cannot be replaced in all places; empty: it can."""
        try:
            self.replaced(range(len(self.places)))
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def replaced(self, chosen: Collection[int]) -> str:
        """Return what the text says once the chosen places are replaced. Raises ValidationError if it cannot stand."""
        bad = next((place for at, (_, place) in enumerate(self.places) if at in chosen and unusable_link(place)), None)
        if bad is not None:
            raise ValidationError(BAD_LINK.format(bad.by))
        return self.text.replaced(self.wanted, chosen)


class Found(NamedTuple):
    """A row in which something was found. `seen` says what the page showed of it; `open`, who has its form open."""

    kind: Kind
    row: object
    texts: list[FoundText]
    seen: str
    open: list[str] = []

    @property
    def name(self) -> str:
        return name_of_row(self.kind, self.row.pk)

    @property
    def title(self) -> str:
        return self.kind.title(self.row)

    @property
    def address(self) -> str:
        return address_of(self.kind, self.row)

    @property
    def is_story(self) -> bool:
        return self.kind.name == STORY


class Findings(NamedTuple):
    """What a page shows. `next_before`: the number of the story before which the next page begins; None: no more."""

    rows: list[Found]
    next_before: int | None
    more_beside: bool  # photos, topics and sections do not all fit

    @property
    def places(self) -> int:
        return _number_of_places(self.rows)

    @property
    def stories(self) -> int:
        return sum(row.is_story for row in self.rows)

    @property
    def others(self) -> int:
        return len(self.rows) - self.stories


def name_of_row(kind: Kind, number: int) -> str:
    return f"{kind.name}.{number}"


def address_of(kind: Kind, row) -> str:
    name, number = kind.address(row)
    return reverse(f"admin:{name}", args=[number])


def _stories(visible, wanted: Wanted, before: int | None, most: int) -> tuple[list[Found], int | None]:
    """Return the stories of a page, with `most` places, and the number before which the next page begins."""
    numbers = stories_with(visible, wanted, before)
    found, places = [], 0
    for begin in range(0, min(len(numbers), STORIES_READ), BATCH):
        for row in stories_of(numbers[begin : min(begin + BATCH, STORIES_READ)]):
            one = read_row(KINDS[STORY], row, wanted)
            if one is None:
                continue
            own = _number_of_places([one])
            if found and (len(found) >= STORIES_MAX or places + own > most):
                return found, row.pk + 1
            found.append(one)
            places += own
    return found, numbers[STORIES_READ] + 1 if len(numbers) > STORIES_READ else None


def find(kinds: Iterable[Kind], visible, wanted: Wanted, account, before: int | None = None) -> Findings:
    """Return the rows of these kinds in which it stands; of stories, the `visible` ones with a number below `before`.

    Other rows are on the first page alone.
    """
    others, more = _others(kinds, wanted) if before is None else ([], False)
    rows, next_before = _stories(visible, wanted, before, PLACES_MAX - _number_of_places(others))
    return Findings(with_open(rows, account) + others, next_before, more)


def _others(kinds: Iterable[Kind], wanted: Wanted) -> tuple[list[Found], bool]:
    """Return photos, topics and sections, as many as fit, and whether there are more."""
    rows = (read_row(kind, row, wanted) for kind in kinds if kind.name != STORY for row in others_with(kind, wanted))
    found: list[Found] = []
    for row in filter(None, rows):
        if _number_of_places([*found, row]) > PLACES_BESIDE:
            return found, True
        found.append(row)
    return found, False


def _number_of_places(rows: Iterable[Found]) -> int:
    return sum(len(one.places) for row in rows for one in row.texts)


def read_row(kind: Kind, row, wanted: Wanted) -> Found | None:
    """Return the row with the places in which it stands; None if it stands nowhere."""
    texts = [found for text in kind.texts_of(row) if (found := _read_text(kind, row, text, wanted))]
    return Found(kind, row, texts, seen_of(kind, row)) if texts else None


def _read_text(kind: Kind, row, text: Text, wanted: Wanted) -> FoundText | None:
    places = text.places(wanted)[:PLACES_OF_TEXT]
    if not places:
        return None
    named = [(f"{name_of_row(kind, row.pk)}:{text.key}:{at}", place) for at, place in enumerate(places)]
    return FoundText(text, wanted, named)


def seen_of(kind: Kind, row) -> str:
    """Return a digest of what the row says, and of the number of a story's newest version."""
    told = [(text.key, text.value) for text in kind.texts_of(row)]
    return blake2b(repr((getattr(row, "version_when_locked", 0), told)).encode(), digest_size=6).hexdigest()


def with_open(rows: list[Found], account) -> list[Found]:
    """Return the rows, each story with who else has its form open."""
    has_open = who_has_open(account, [found.row.pk for found in rows if found.is_story])
    return [found._replace(open=has_open.get(found.row.pk, [])) if found.is_story else found for found in rows]
