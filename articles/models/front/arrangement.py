"""The front page as editors have arranged it, as plain data: the slots and the Top stories. Imports no Django."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import blake2b

PLACE_NAMES = ("Lead", "Second, first place", "Second, middle place", "Second, last place")
_MOMENTS = ("until", "published_at")


@dataclass(frozen=True)
class Placed:
    """A story in a slot or among the Top stories, with what was known of it then."""

    article: int
    headline: str = ""
    blurb: str = ""  # of a Top story; empty: the story's summary
    until: datetime | None = None
    published_at: datetime | None = None
    off: bool = False  # withdrawn or retracted

    def shows(self, at: datetime) -> bool:
        """Return whether readers see the story at the aware moment `at`."""
        published = self.published_at is not None and self.published_at <= at
        return published and not self.off and (self.until is None or self.until > at)


@dataclass(frozen=True)
class Arrangement:
    """The front page at one moment: `slots` by place (0 is the lead), `top` in order."""

    slots: dict[int, Placed] = field(default_factory=dict)
    top: list[Placed] = field(default_factory=list)

    @property
    def placed(self) -> list[Placed]:
        return [*self.slots.values(), *self.top]

    @property
    def token(self) -> str:
        """The editors' decisions as 32 hexadecimal digits: two arrangements that agree in them have the same token."""
        chosen = [(place, one.article, _iso(one.until)) for place, one in sorted(self.slots.items())]
        chosen += [(one.article, one.blurb, _iso(one.until)) for one in self.top]
        return blake2b(repr(chosen).encode(), digest_size=16).hexdigest()

    def to_json(self) -> dict:
        """Return the arrangement as dictionaries, lists, texts and numbers alone, with moments in ISO 8601."""
        return {
            "slots": {str(place): _told(one) for place, one in sorted(self.slots.items())},
            "top": [_told(one) for one in self.top],
        }

    @classmethod
    def from_json(cls, told: dict) -> "Arrangement":
        """Read back what `to_json` returned."""
        slots = {int(place): _read(one) for place, one in told["slots"].items()}
        return cls(slots, [_read(one) for one in told["top"]])


def changes(before: Arrangement, after: Arrangement) -> list[str]:
    """Return what changed, one sentence each, in the order of the page."""
    said = []
    for place, name in enumerate(PLACE_NAMES):
        old, new = before.slots.get(place), after.slots.get(place)
        if (old and old.article) != (new and new.article):
            said.append(f"{name}: {_quote(new)} in place of {_quote(old)}.")
    old, new = ([one.article for one in arrangement.top] for arrangement in (before, after))
    said += [f"Top stories: {_quote(one)} added." for one in after.top if one.article not in old]
    said += [f"Top stories: {_quote(one)} removed." for one in before.top if one.article not in new]
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        said.append(f"Top stories: a new order, {_quote(after.top[0])} first.")
    return said + _changes_of_rows(before, after)


def _changes_of_rows(before: Arrangement, after: Arrangement) -> list[str]:
    """Return what changed about the stories that stayed, one sentence each."""
    pairs = [(before.slots[place], one) for place, one in after.slots.items() if place in before.slots]
    known = {one.article: one for one in before.top}
    pairs += [(known[one.article], one) for one in after.top if one.article in known]
    said = []
    for old, new in pairs:
        if old.article != new.article:
            continue
        facts = {
            "another end": old.until != new.until,
            "another blurb": old.blurb != new.blurb,
            f"it was {_quote(old)}": old.headline != new.headline,
            "taken off the site": new.off > old.off,
            "back on the site": new.off < old.off,
            "another time of publication": old.published_at != new.published_at,
        }
        said += [f"{_quote(new)}: {fact}." for fact, true in facts.items() if true]
    return list(dict.fromkeys(said))


def _quote(one: Placed | None) -> str:
    return f"“{one.headline}”" if one else "the newest story"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _told(one: Placed) -> dict:
    return {name: _iso(value) if name in _MOMENTS else value for name, value in asdict(one).items()}


def _read(told: dict) -> Placed:
    moments = {name: datetime.fromisoformat(told[name]) if told[name] else None for name in _MOMENTS}
    return Placed(**(told | moments))
