"""The steps that bring a story onto the site and take it off: buttons of the form, actions of the list."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.utils.html import format_html

from articles.admin.common.one_line import readable_line
from articles.models import Article
from articles.models.article import REASON_MAX
from articles.models.story_type import StoryType
from articles.text.dates import format_stamp

State = Article.State
TOGETHER = "_together"  # the button that saves and leads to the page on which several versions are published
NO_REASON = "Say why, then withdraw the story."
OUTCOMES = {
    State.DRAFT: "is saved as a draft.",
    State.SCHEDULED: "is scheduled. It appears by itself on {stamp}.",
    State.PUBLISHED: 'is on the site. <a href="{url}">View it</a>',
    State.RETRACTED: 'is retracted: only its address shows it. <a href="{url}">View it</a>',
    State.WITHDRAWN: "is off the site. Its address says that it was withdrawn.",
}
FLASH_OUTCOMES = OUTCOMES | {
    State.SCHEDULED: "is scheduled as a flash, a headline without a text. It appears by itself on {stamp}.",
    State.PUBLISHED: 'is on the site as a flash, a headline without a text. <a href="{url}">View it</a>',
}
BRIEF_OUTCOMES = OUTCOMES | {
    State.SCHEDULED: "is scheduled as a brief: it will stand in Latest news alone, from {stamp} on.",
    State.PUBLISHED: 'is on the site as a brief: it stands in Latest news alone. <a href="{url}">View it</a>',
}


class Step(NamedTuple):
    """One step: `publish` is the list's action, `_publish` the form's button."""

    name: str
    label: str
    states: set[State]  # from which it may start
    mark: Callable[[Article], None]  # sets the story's fields; the form saves them with all else
    take: Callable[[Article], None] | None = None  # sets and saves them, for the list
    done: str = ""  # follows the number of stories in the list's message
    wants_reason: bool = False

    @property
    def button(self) -> str:
        return f"_{self.name}"

    def log_text(self, article: Article) -> str:
        """Return the log's text for the step: the same as for the list's action, or the time for Schedule."""
        if self.wants_reason:
            return f"{self.label}: {article.withdrawn_because}"
        return f"{self.label}: {format_stamp(article.published_at)}" if self is SCHEDULE else f"{self.label}."


def wait(article: Article) -> None:
    """Do nothing, because the form saves a future moment, at which the story appears by itself."""


def mark_withdrawn(article: Article) -> None:
    """Mark the article as withdrawn for the reason that was set on it just before."""
    article.mark_withdrawn(article.withdrawn_because)


def withdraw(article: Article) -> None:
    """Withdraw the article for the reason that was set on it just before."""
    article.withdraw(article.withdrawn_because)


BEFORE, ON_SITE, OFF = {State.DRAFT, State.SCHEDULED}, {State.PUBLISHED, State.RETRACTED}, {State.WITHDRAWN}
SCHEDULE = Step("schedule", "Schedule", BEFORE, mark=wait)
PUBLISH = Step("publish", "Publish now", BEFORE, Article.mark_published, Article.publish, "now on the site")
WITHDRAW = Step("withdraw", "Withdraw", ON_SITE, mark_withdrawn, withdraw, "off the site", wants_reason=True)
RESTORE = Step("restore", "Restore", OFF, Article.mark_restored, Article.restore, "back on the site")
# Steps that the list can take with many stories at once. A moment belongs to one story, so only the form schedules.
STEPS = (PUBLISH, WITHDRAW, RESTORE)


def steps_from(state: State) -> list[Step]:
    """Return the steps whose buttons the form shows for a story in that state."""
    return [step for step in (SCHEDULE, *STEPS) if state in step.states]


def pressed(data) -> Step | None:
    """Return the step whose button is in the posted `data`; None for a plain Save."""
    return next((step for step in (SCHEDULE, *STEPS) if step.button in data), None)


def outcome(article: Article) -> str:
    """Return the message, in HTML, that tells an editor the state of the story just saved."""
    stamp = format_stamp(article.published_at) if article.published_at else ""
    outcomes = {StoryType.BRIEF: BRIEF_OUTCOMES, StoryType.FLASH: FLASH_OUTCOMES}.get(article.story_type, OUTCOMES)
    said = format_html(outcomes[article.state], url=article.get_absolute_url(), stamp=stamp)
    return format_html("“{}” {}", article, said)


class ReasonField(forms.CharField):
    default_error_messages = {"required": NO_REASON}

    def clean(self, value):
        text = super().clean(value)
        return readable_line(text) if text else ""


def reason_field(required=True) -> forms.Field:
    """Return the one-line field that asks why a story is withdrawn."""
    return ReasonField(
        label="Reason",
        max_length=REASON_MAX,
        required=required,
        help_text="Why the story goes off the site. For the newsroom alone; readers are not told.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
