"""The steps that bring a story onto the site and take it off: buttons of the form, actions of the list."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms

from articles.admin.common.one_line import readable_line
from articles.models import Article
from articles.models.article import REASON_MAX
from articles.text.dates import format_stamp

State = Article.State
NO_REASON = "Say why, then withdraw the story."


class Step(NamedTuple):
    """One step: `publish` is the list's action, `_publish` the form's button."""

    name: str
    label: str
    states: frozenset[State]  # from which it may start
    take: Callable[[Article], None]
    done: str  # follows the number of stories in the list's message
    wants_reason: bool = False

    @property
    def button(self) -> str:
        return f"_{self.name}"

    def said_of(self, article: Article) -> str:
        """Return the log's text for the step: the same as for the list's action, or the time for Schedule."""
        if self.wants_reason:
            return f"{self.label}: {article.withdrawn_because}"
        return f"{self.label}: {format_stamp(article.published_at)}" if self is SCHEDULE else f"{self.label}."


def wait(article: Article) -> None:
    """Do nothing, because the form has saved a future moment, at which the story appears by itself."""


def take_off(article: Article) -> None:
    """Withdraw the article for the reason that was set on it just before."""
    article.withdraw(article.withdrawn_because)


def reason(required=True) -> forms.Field:
    """Return the one-line field that asks why a story is withdrawn."""
    return ReasonField(
        label="Reason",
        max_length=REASON_MAX,
        required=required,
        help_text="Why the story goes off the site. For the newsroom alone; readers are not told.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class ReasonField(forms.CharField):
    default_error_messages = {"required": NO_REASON}

    def clean(self, value):
        text = super().clean(value)
        return readable_line(text) if text else ""


SCHEDULE = Step("schedule", "Schedule", frozenset({State.DRAFT, State.SCHEDULED}), wait, "scheduled")

PUBLISH = Step("publish", "Publish now", frozenset({State.DRAFT, State.SCHEDULED}), Article.publish, "now on the site")

WITHDRAW = Step("withdraw", "Withdraw", frozenset({State.PUBLISHED, State.RETRACTED}), take_off, "off the site", True)

# Steps that the list can take with many stories at once. A moment belongs to one story, so only the form schedules.
STEPS = (
    PUBLISH,
    WITHDRAW,
    Step("restore", "Restore", frozenset({State.WITHDRAWN}), Article.restore, "back on the site"),
)


def steps_from(state: State) -> list[Step]:
    """Return the steps whose buttons the form shows for a story in that state."""
    return [step for step in (SCHEDULE, *STEPS) if state in step.states]


def pressed(data) -> Step | None:
    """Return the step whose button is in the posted `data`; None for a plain Save."""
    return next((step for step in (SCHEDULE, *STEPS) if step.button in data), None)
