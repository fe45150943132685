"""The part of a draft's form that moves it between colleagues: to whom, what is written to it, until when.

Its buttons save the form as Publish now does, and take the step in the same transaction. A site with one account, and
a story that is no draft, has no such part.
"""

from functools import cached_property

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from articles.admin.article.handover import rights
from articles.admin.common.datetimes import MomentField, MomentWidget
from articles.history.versions import display_name
from articles.models import Article, Assignment
from articles.models.handover.colleagues import writer_of
from articles.models.handover.handing_over import take_step, write_note
from articles.models.handover.note import NOTE_MAX, Step
from articles.text.dates import format_stamp
from articles.text.plain import visible

PREFIX = "handover"
NUMBER = "_handover"  # the hidden field: the number of the step on which the form was opened
BUTTONS = {"_ready": Step.READY, "_return": Step.RETURNED, "_take": Step.TAKEN, "_assign": Step.ASSIGNED}
LABELS = {Step.READY: "Ready: hand over", Step.RETURNED: "Return", Step.TAKEN: "Take it", Step.ASSIGNED: "Assign"}
DESK = "The desk"
NO_NOTE = "Say what is missing, then return the story."
NO_ASSIGNEE = "Choose who shall have the story, then assign it."
HAS_TIME = "A story that is handed over is a draft. Clear the time of publication, or schedule the story instead."
MAY_NOT = "Nothing was saved: you may not do this with the story any more. Look at where it stands now."
MARKED = "Nothing was saved: mend what is marked under “Hand over”."
MOVED = "Nothing was saved: {who} {did} on {at}. Look at where the story stands now, then press again what still fits."
LOGGED = {
    Step.READY: "Handed over to {to}.",
    Step.RETURNED: "Returned to {to}.",
    Step.TAKEN: "Taken.",
    Step.ASSIGNED: "Assigned to {to}.",
}
OUTCOMES = {
    Step.READY: "“{story}” is saved and handed over to {to}.",
    Step.RETURNED: "“{story}” is saved and returned to {to}.",
    Step.TAKEN: "“{story}” is saved, and yours now.",
    Step.ASSIGNED: "“{story}” is saved and assigned to {to}.",
}


class Panel(forms.Form):
    """The fields of the panel, bound if the article's form is; and what may be done with the draft."""

    to = forms.ChoiceField(label="To", required=False)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=NOTE_MAX,
        widget=AdminTextareaWidget(attrs={"rows": 2, "data-mention": ""}),
    )
    due = MomentField(label="Wanted by", required=False, widget=MomentWidget)

    def __init__(self, account, article: Article, data=None, *, people: list):
        self.account, self.article = account, article
        self.people = {str(person.pk): person for person in people}
        self.assignment = _assignment_of(article)
        due = self.assignment and self.assignment.due_at
        super().__init__(data, prefix=PREFIX, label_suffix="", initial={"due": due, "to": self._first_choice()})
        others = [(pk, display_name(person)) for pk, person in self.people.items() if person.pk != account.pk]
        myself = [(str(account.pk), "Myself")] if rights.is_desk(account) else []
        self.fields["to"].choices = [("", DESK), *others, *myself]
        for widget, part in zip(self.fields["due"].widget.widgets, ("date", "time"), strict=True):
            widget.attrs["aria-label"] = f"Wanted by: {part}"  # the time of publication has a date, too
        if not rights.is_desk(account):
            del self.fields["due"]

    def _first_choice(self) -> str:
        """Return who is chosen at first: whoever has the draft, if that is a colleague; otherwise the desk."""
        assignee = self.assignment.assignee_id if self.assignment else None
        return str(assignee) if assignee not in (None, self.account.pk) and str(assignee) in self.people else ""

    @cached_property
    def own(self) -> bool:
        """Whether the account began the draft; a new one is its own."""
        return self.article.pk is None or writer_of(self.article) == self.account.pk

    @property
    def number(self) -> int:
        return self.assignment.number if self.assignment else 0

    @property
    def is_late(self) -> bool:
        """Whether somebody took a step after the form was opened."""
        return self.assignment is not None and self.data.get(NUMBER, str(self.number)) != str(self.number)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The buttons of the steps that the account may take: each with its name and its words."""
        return [(button, LABELS[step]) for button, step in BUTTONS.items() if self._may(step)]

    def _may(self, step: Step) -> bool:
        if self.article.pk is None:
            return step == Step.READY or (step == Step.ASSIGNED and rights.is_desk(self.account))
        return rights.may_take(step, self.account, self.assignment, own=self.own)

    @property
    def recipient(self):
        """The chosen account; None: the desk."""
        return self.people.get(self.cleaned_data.get("to", ""))

    def clean_note(self):
        return visible(self.cleaned_data["note"].replace("\r\n", "\n")).strip()

    def check_step(self, step: Step) -> None:
        """Raise ValidationError if the step cannot be taken: somebody else was first, or something is missing."""
        if self.is_late:
            raise ValidationError(moved(self.assignment))
        if not self._may(step):
            raise ValidationError(MAY_NOT)
        if not self.is_valid():
            raise ValidationError(MARKED)
        if step == Step.RETURNED and not self.cleaned_data["note"]:
            self.add_error("note", NO_NOTE)
            raise ValidationError(NO_NOTE)
        if step == Step.ASSIGNED and self.recipient is None:
            self.add_error("to", NO_ASSIGNEE)
            raise ValidationError(NO_ASSIGNEE)

    def check_note(self) -> None:
        """Raise ValidationError if the note that is saved without a step cannot be."""
        self.full_clean()
        if "note" in self.errors:
            raise ValidationError(MARKED)

    def keep_note(self) -> None:
        """Write what was typed as a note on the saved story: no step was pressed, and nothing typed is lost."""
        if text := self.cleaned_data["note"]:
            write_note(self.article, self.account, text)

    def take(self, step: Step) -> tuple[str, str]:
        """Take the step that was checked with the saved story; return the message for the account, and the log's."""
        to = {Step.TAKEN: self.account, Step.RETURNED: self.assignment and self.assignment.by}.get(step, self.recipient)
        due = self.cleaned_data.get("due") if "due" in self.fields else (self.assignment and self.assignment.due_at)
        take_step(self.article, self.account, step, to=to, text=self.cleaned_data["note"], due_at=due)
        names = {"story": self.article, "to": display_name(to) or "the desk"}
        return OUTCOMES[step].format(**names), LOGGED[step].format(**names)


def _assignment_of(article: Article) -> Assignment | None:
    rows = Assignment.objects.filter(pk=article.pk).select_related("assignee", "by", "note")
    return rows.first() if article.pk else None


def moved(assignment: Assignment) -> str:
    """Return who was first, and what they did, for somebody whose press came later."""
    did = assignment.note.get_step_display() if assignment.note else "moved it"
    at = format_stamp(assignment.since)
    return MOVED.format(who=display_name(assignment.by) or "somebody", did=did, at=at)


def pressed(data) -> Step | None:
    """Return the step whose button is in the posted `data`; None for another button."""
    return next((step for button, step in BUTTONS.items() if button in data), None)


def written(data) -> str:
    """Return the note in the posted `data`; empty: none was typed."""
    return data.get(f"{PREFIX}-note", "").strip()


def panel_for(form, account) -> Panel | None:
    """Return the panel of a story's form for the account; None if there is nobody else, or the story is no draft."""
    if account is None or form.state_before != Article.State.DRAFT:
        return None
    people = form.people()
    if all(person.pk == account.pk for person in people):
        return None
    return Panel(account, form.instance, form.data if form.is_bound else None, people=people)


def moved_meanwhile(form) -> list[str]:
    """Return who has moved the draft since the form was opened, for a form whose text is older, too; often nothing."""
    panel = form.panel if pressed(form.data) else None
    late = panel is not None and panel.assignment and panel.is_late
    return [moved(panel.assignment)] if late else []


def checked_step(form, given: dict) -> Step | None:
    """Return the step that was pressed, if it can be taken with the valid form; None if none was.

    Raises ValidationError if it cannot be taken.
    """
    step = pressed(form.data)
    if step is None:
        if written(form.data) and form.panel is not None:
            form.panel.check_note()
        return None
    if form.panel is None:
        raise ValidationError(MAY_NOT)
    if given.get("published_at"):
        raise ValidationError({"published_at": HAS_TIME})
    form.panel.check_step(step)
    return step
