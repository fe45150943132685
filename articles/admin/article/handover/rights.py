"""Who may take which step with a draft, and who reads and writes the notes on a story.

Whoever may change a draft may hand it over and take it; only the desk (accounts that may change every story) and
whoever has it may return it, and only the desk assigns it. The desk, and whoever began a story or has it, share its
notes.
"""

from articles.admin.article import permissions
from articles.models import Article, Assignment, Note
from articles.models.handover.assignment import Stage
from articles.models.handover.note import Step


def is_desk(account) -> bool:
    return permissions.may(account, "change")


def may_take(step: Step, account, assignment: Assignment | None, *, own: bool) -> bool:
    """Return whether an account that may change the draft may take the step; `own`: it began the draft."""
    if step == Step.ASSIGNED:
        return is_desk(account)
    if step == Step.RETURNED:
        return _may_return(account, assignment)
    if step == Step.TAKEN:
        return not own if assignment is None else not _has_in_work(account, assignment)
    return step == Step.READY


def _may_return(account, assignment: Assignment | None) -> bool:
    """Return whether the account may give a ready draft back; not to itself."""
    if assignment is None or assignment.stage != Stage.READY or assignment.by_id in (None, account.pk):
        return False
    return assignment.assignee_id == account.pk or is_desk(account)


def _has_in_work(account, assignment: Assignment) -> bool:
    return assignment.assignee_id == account.pk and assignment.stage == Stage.IN_WORK


def shares_notes(account, article: Article) -> bool:
    """Return whether the account reads and writes the notes on the story."""
    if is_desk(account):
        return True
    own = Article.objects.written_by(account).filter(pk=article.pk)
    has = Assignment.objects.filter(pk=article.pk, assignee=account)
    return permissions.may(account, "draft") and (own.exists() or has.exists())


def may_delete_note(account, note: Note) -> bool:
    """Return whether the account may delete the note: its own, or any with the permission. Steps stay on record."""
    return not note.step and (note.by_id == account.pk or account.has_perm("articles.delete_note"))
