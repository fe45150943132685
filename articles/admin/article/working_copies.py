"""Working copies: the text that each open form has not saved yet.

Every open form keeps its own text; the account's other forms offer it.

Each page gives its form a name of its own, and the copy belongs to that name: what is typed or saved in another form,
window or machine never touches it. A page that continues the text (after a refused save, or when a copy is taken up
again) has a new name and takes the copy over. The copy is deleted when its own form is saved, or by *Discard*.
"""

import re
from secrets import token_urlsafe
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from articles.admin.article.open_elsewhere import open_elsewhere
from articles.admin.common.unsaved_form import NotSaved
from articles.history.compare import Difference, differences
from articles.models import Article, WorkingCopy
from articles.models.working_copy import COPIES_KEPT, COPIES_MAX
from articles.text import richtext

FORM = "_form"  # the field that holds the form's name
STORY = "_story"  # the id of its article; empty for a new story
FIELDS = "_fields"  # the form's contents
TAKE_UP, TAKE_UP_HERE, DISCARD = "_take_up", "_take_up_here", "_discard"
TAKES_UP = {TAKE_UP, TAKE_UP_HERE}
KEPT_AT = "_kept_at"  # when the copy that the discarding page shows was stored
TEXT_FIELDS = ("headline", "summary", "source", "dateline_place")
TAKEN_UP = "Your unsaved text is back in the form. Nothing of it is saved yet."
WRITTEN_ON = "This text was written on since you looked, so it was not discarded. Look at it again."
# Copies were once named by the article's id or "new-…"; pages from that time are still open, and copies still wait.
NAME = re.compile(r"(form|new)-[\w-]{8,34}|\d{1,18}", re.ASCII)


class Offer(NamedTuple):
    """Unsaved text that can be taken up again."""

    copy: WorkingCopy
    headline: str
    differences: list[Difference]  # from the saved text to the copy's; empty for a new story

    @property
    def until(self):
        """The moment at which the offer expires."""
        return self.copy.seen_at + COPIES_KEPT


def copies_of(account):
    return WorkingCopy.objects.filter(account=account)


def copies_named(account, name: str):
    """Return the account's own copy of the form of that name; nothing if no page gives a form such a name."""
    own = copies_of(account)
    return own.filter(form=name) if NAME.fullmatch(name) else own.none()


def discard(model_admin, request) -> HttpResponse:
    """Delete the copy that the form's page names, and redirect to the page."""
    if not discard_copy(request):
        model_admin.message_user(request, WRITTEN_ON, messages.WARNING)
    return redirect(request.get_full_path())


def discard_copy(request) -> bool:
    """Delete the named copy, unless its text has changed since the page showed it; return False in that case."""
    copy = copies_named(request.user, request.POST[DISCARD]).first()
    if copy is None:
        return True
    shown = request.POST.get(KEPT_AT)
    if shown is not None and (copy.kept_at is None or copy.kept_at.isoformat() != shown):
        return False
    copies_of(request.user).filter(pk=copy.pk, kept_at=copy.kept_at).delete()
    return True


def take_up(request) -> None:
    """Put unsaved text in the place of what was posted; the form will show it, and save nothing."""
    request.POST = _taken_up(request)
    request.not_saved = NotSaved(TAKEN_UP, hides_errors=True)


def _taken_up(request) -> QueryDict:
    """Return the fields of the form whose text is taken up, with its name: the next form takes the copy over.

    If that form is in this browser, its page has the newest text; otherwise the stored copy has it.
    """
    sent, here = request.POST.get(FIELDS, ""), TAKE_UP_HERE in request.POST
    name = request.POST[TAKE_UP_HERE if here else TAKE_UP]
    copy = copies_named(request.user, name).first()
    kept = copy.fields if copy else ""
    fields = QueryDict((sent or kept) if here else (kept or sent), mutable=True)
    for field in [field for field in fields if field.startswith("_")]:
        del fields[field]  # a copy does not press a button
    fields[FORM] = name
    return fields


def is_taken_up(request) -> bool:
    """Return whether the form shows unsaved text that was taken up."""
    not_saved = getattr(request, "not_saved", None)
    return not_saved is not None and not_saved.because == TAKEN_UP


def context(request, form, article: Article | None, *, may_save: bool) -> dict:
    """Return what the form's page needs: a name for the form, who else has the story open, and what can be taken up.

    The copy of the form that the page continues, because it was refused or taken up, goes over to the new name.
    """
    found, sent = {}, request.POST.get(FORM, "")
    if may_save:
        found = {"form_name": new_name(), "story": str(article.pk) if article else ""}
        found |= {"others": open_elsewhere(request.user, article)}
        found |= {"copies_at_most": COPIES_MAX, "copies_days": COPIES_KEPT.days}
        if form.is_bound and NAME.fullmatch(sent):
            copies_of(request.user).hand_on(sent, to=found["form_name"])
            found["continues"] = sent
    waiting = copies_of(request.user).offered().filter(article=article).exclude(form=found.get("form_name", ""))
    found["offers"] = [offer(copy, article) for copy in waiting]
    return found | ({"taken_up": TAKEN_UP, "errors": None} if is_taken_up(request) else {})


def forget(request) -> None:
    """Delete the copy that the form just saved has stored, and no other."""
    copies_named(request.user, request.POST.get(FORM, request.POST.get(STORY, ""))).delete()


def new_name() -> str:
    """Return a new name for one form on one page."""
    return f"form-{token_urlsafe(12)}"


def offer(copy: WorkingCopy, article: Article | None) -> Offer:
    """Return the copy as it is offered, compared with the saved `article`."""
    fields = QueryDict(copy.fields)
    texts = {name: fields.get(name, "").replace("\r\n", "\n") for name in TEXT_FIELDS}
    written = Article(**texts, body=richtext.sanitise(fields.get("body", "")))
    return Offer(copy, written.headline, differences(article, written) if article else [])
