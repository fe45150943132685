"""The steps by which a story comes onto the site and leaves it: buttons of the form, actions of the list."""

from collections.abc import Callable
from typing import NamedTuple

from articles.models import Article

State = Article.State


class Step(NamedTuple):
    """One step: `publish` is the list's action, `_publish` the form's button."""

    name: str
    label: str
    states: frozenset[State]  # where it may start from
    take: Callable[[Article], None]
    done: str  # follows the number of stories in the list's message

    @property
    def button(self) -> str:
        return f"_{self.name}"


def wait(article: Article) -> None:
    """Nothing is left to do: the moment that the form saved lies ahead, and the story appears by itself."""


SCHEDULE = Step("schedule", "Schedule", frozenset({State.DRAFT, State.SCHEDULED}), wait, "scheduled")

# What the list can do with many stories at once. A moment belongs to one story, so scheduling is the form's alone.
STEPS = (
    Step("publish", "Publish now", frozenset({State.DRAFT, State.SCHEDULED}), Article.publish, "now on the site"),
    Step("withdraw", "Withdraw", frozenset({State.PUBLISHED, State.RETRACTED}), Article.withdraw, "off the site"),
    Step("restore", "Restore", frozenset({State.WITHDRAWN}), Article.restore, "back on the site"),
)


def steps_from(state: State) -> list[Step]:
    """The buttons of the form of a story in that state."""
    return [step for step in (SCHEDULE, *STEPS) if state in step.states]


def pressed(data) -> Step | None:
    """The step whose button stands in the posted `data`; None for a plain Save."""
    return next((step for step in (SCHEDULE, *STEPS) if step.button in data), None)
