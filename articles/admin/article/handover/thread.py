"""The notes below a story's form: what colleagues wrote and did, a box for one more, and who is offered after an @."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.admin.article.handover import rights
from articles.admin.article.handover.people import is_alone, people_of
from articles.admin.common.lookup_widgets import is_id
from articles.history.versions import display_name
from articles.models import Article, Note, Notice
from articles.models.handover.handing_over import write_note
from articles.models.handover.note import NOTE_MAX
from articles.text.plain import is_readable, visible

WRITE = "articles_article_notes"  # the name of the address
EMPTY = "Write at least one letter or digit."
TOO_LONG = f"A note has {NOTE_MAX:,} characters at most. Shorten it, or write two."
GONE = "Somebody has deleted this note meanwhile."
SHUT_OUT = "{names} cannot open this story, and was not told. Hand it over, or assign it, first."


class Outcome(NamedTuple):
    """Why nothing was done, or what else to know of what was; both often empty."""

    error: str = ""
    warning: str = ""


def context(request, article: Article | None) -> dict:
    """Return what the form's page needs: the `notes` on the story, if the account shares them, and whom to offer.

    Whatever the account was told about the story counts as seen from now on.
    """
    offered = [] if is_alone(request) else names_of(people_of(request))
    if article is None or not rights.shares_notes(request.user, article):
        return {"people": offered}
    Notice.objects.filter(account=request.user, article=article).mark_seen()
    notes = Note.objects.thread(article)
    return {"people": offered, "notes": shown(request, article, notes) if notes or offered else None}


def shown(request, article: Article, notes: list[Note], **said) -> dict:
    """Return the thread for its template.

    In `said`: `text` is what was typed and not written, because of `error`; `warning` says what else to know.
    """
    for note in notes:
        note.may_be_deleted = rights.may_delete_note(request.user, note)
        note.who, note.whom = display_name(note.by) or "Somebody", display_name(note.to)
        note.done_who = display_name(note.done_by)
    open_notes = sum(note.done_at is None and not note.step for note in notes)
    return {"article": article, "rows": notes, "open": open_notes, "most": NOTE_MAX} | said


def names_of(people: list) -> list[tuple[str, str]]:
    """Return the user name and the name of each account, which the form offers after an @."""
    return [(person.get_username(), display_name(person)) for person in people]


def write(model_admin, request, pk: int) -> HttpResponse:
    """Write a note (`text`), mark one as done (`done`), open it again (`reopen`) or delete it (`delete`).

    Return the thread as HTML if a script asks for it, with 422 if nothing was written; otherwise a redirect to the
    form. 404 for a story that the account does not see, 403 if it does not share its notes.
    """
    article = model_admin.get_object(request, str(pk))
    if article is None:
        return HttpResponse(status=404)
    if not rights.shares_notes(request.user, article):
        raise PermissionDenied
    outcome = _act(request, article)
    if outcome is None:
        return HttpResponseBadRequest("no note is meant")
    if "X-Requested-With" in request.headers:
        said = outcome._asdict() | {"text": request.POST.get("text", "") if outcome.error else ""}
        values = {"notes": shown(request, article, Note.objects.thread(article), **said)}
        return render(request, "admin/articles/article/_notes.html", values, status=422 if outcome.error else 200)
    for level, text in ((messages.ERROR, outcome.error), (messages.WARNING, outcome.warning)):
        if text:
            messages.add_message(request, level, text)
    return redirect(f"{reverse('admin:articles_article_change', args=[pk])}#notes")


def _act(request, article: Article) -> Outcome | None:
    """Do what was pressed; None if the request names no note."""
    action = next((name for name in ("done", "reopen", "delete") if name in request.POST), None)
    if action is None:
        return _write(request, article) if "text" in request.POST else None
    if not is_id(request.POST[action]):
        return None
    note = Note.objects.filter(article=article, pk=request.POST[action], step="").first()
    if note is None:
        return Outcome(error=GONE)
    if action == "delete":
        if not rights.may_delete_note(request.user, note):
            raise PermissionDenied
        note.delete()
    elif action == "done":
        note.mark_done(request.user)
    else:
        note.reopen()
    return Outcome()


def _write(request, article: Article) -> Outcome:
    text = visible(request.POST["text"].replace("\r\n", "\n")).strip()
    if not is_readable(text):
        return Outcome(error=EMPTY)
    if len(text) > NOTE_MAX:
        return Outcome(error=TOO_LONG)
    _, shut_out = write_note(article, request.user, text)
    names = ", ".join(display_name(account) for account in shut_out)
    return Outcome(warning=SHUT_OUT.format(names=names) if names else "")
