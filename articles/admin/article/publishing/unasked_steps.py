"""What a plain Save would do to a story's state without being asked to: publish it, schedule it, take its time away.

Save keeps text. A story goes onto the site, or off its way there, only after a button that says so.
"""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.admin.article.publishing.steps import TOGETHER, pressed
from articles.models import Article
from articles.text.dates import format_stamp

DRAFT, SCHEDULED = Article.State.DRAFT, Article.State.SCHEDULED
KEEP_DRAFT = "draft"  # the value of the button that saves a draft without the time that was typed
PUBLISHES = "You pressed Save, but the time of publication, {}, has passed: the story would be on the site at once."
SCHEDULES = "You pressed Save, and the time of publication lies ahead: the story would appear by itself on {}."
UNSCHEDULES = "You pressed Save, and the time of publication is gone: the story would not appear on {} as scheduled."


class Unasked(NamedTuple):
    """What Save would do, as a sentence, and the words of the button that does it."""

    says: str
    button: str


def unasked_step(form, at: datetime | None) -> Unasked | None:
    """Return what saving the valid form with the moment of publication `at` would do unasked, or None.

    None, too, if the button of a step was pressed, or if the account cannot set the moment.
    """
    before, stood = form.state_before, form.instance_moment
    if not form.may_publish or pressed(form.data) is not None or at == stood:
        return None
    if before not in (DRAFT, SCHEDULED):
        return None
    if at is None:
        return Unasked(UNSCHEDULES.format(format_stamp(stood)), "Make it a draft")
    if at <= timezone.now():
        return Unasked(PUBLISHES.format(format_stamp(at)), "Publish it")
    return Unasked(SCHEDULES.format(format_stamp(at)), "Schedule it") if before == DRAFT else None


def keeps_draft(form) -> bool:
    """Return whether the editor wants the draft saved without the time that was typed."""
    sent = (form.data.get(name) for name in ("_save", "_continue", TOGETHER))
    return form.state_before == DRAFT and pressed(form.data) is None and KEEP_DRAFT in sent
