"""One press that moves a draft between colleagues, and one note: everything they write, in one transaction.

1. note        who did what, with what was written to it
2. assignment  the stage, who has the draft now, and the number of the step
3. notices     those of the step before are over, and all of whoever may not open the draft any more; whoever has the
               draft now, and whoever is mentioned, is told
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models.article import Article
from articles.models.handover.assignment import Assignment, Stage
from articles.models.handover.colleagues import colleagues, desk, writer_of
from articles.models.handover.mentions import mentioned_in
from articles.models.handover.note import Note, Step
from articles.models.handover.notice import News, Notice

_STAGES = {Step.READY: Stage.READY, Step.RETURNED: Stage.RETURNED}  # after other steps the draft is in work
_NEWS = {Step.READY: News.HANDED, Step.RETURNED: News.RETURNED, Step.ASSIGNED: News.ASSIGNED}
_OF_STEPS = set(_NEWS.values())


def take_step(article: Article, by, step: Step, *, to=None, text="", due_at: datetime | None = None) -> Note:
    """Record that the account `by` took the step, and that the account `to` has the draft now (None: the desk).

    `text` is what `by` wrote to it; `due_at`, an aware moment, is when the draft is wanted, None that there is no
    such moment. The article's row must be locked: two steps do not mix. Return the note.
    """
    with transaction.atomic():
        note = Note.objects.create(article=article, by=by, text=text, step=step, to=to)
        assignment, _ = Assignment.objects.get_or_create(article=article)
        had_it, assignment.stage = assignment.assignee_id, _STAGES.get(step, Stage.IN_WORK)
        assignment.assignee, assignment.by, assignment.note = to, by, note
        assignment.since, assignment.due_at = timezone.now(), due_at
        assignment.number += 1
        assignment.save()
        of_story = Notice.objects.filter(article=article)
        of_story.filter(news__in=_OF_STEPS).unseen().delete()
        of_story.filter(account=by).mark_seen()
        if had_it not in (None, to and to.pk) and not _may_open(had_it, article):
            of_story.filter(account=had_it).delete()  # its headline and its notes are for others now
        told = _told(step, to)
        if step in _NEWS:
            Notice.objects.tell(told, article, _NEWS[step], by, note)
        _tell_mentioned(note, assignment, told)
    return note


def _may_open(account: int, article: Article) -> bool:
    """Return whether the account that no longer has the draft still sees it: as its writer, or on the desk."""
    return account == writer_of(article) or desk().filter(pk=account).exists()


def _told(step: Step, to) -> set[int]:
    """Return the ids of the accounts that the step concerns: the one that has the draft now, or the whole desk."""
    if to is not None:
        return {to.pk}
    return set(desk().values_list("pk", flat=True)) if step == Step.READY else set()


def write_note(article: Article, by, text: str) -> tuple[Note, list]:
    """Add a note to the story, and tell whoever is mentioned, who began the story, and who has it.

    Return the note, and the mentioned accounts that may not open the story, who were not told.
    """
    with transaction.atomic():
        note = Note.objects.create(article=article, by=by, text=text)
        assignment = Assignment.objects.filter(article=article).first()
        mentioned, shut_out = _tell_mentioned(note, assignment, set())
        Notice.objects.filter(article=article, account=by).mark_seen()
        concerned = {writer_of(article), assignment.assignee_id if assignment else None} - {None}
        Notice.objects.tell(concerned - mentioned, article, News.ANSWERED, by, note)
    return note, shut_out


def _tell_mentioned(note: Note, assignment: Assignment | None, told: set[int]) -> tuple[set[int], list]:
    """Tell the accounts that the note mentions, but not those `told` already; return their ids, and who is shut out."""
    found = mentioned_in(note.text, colleagues()) if "@" in note.text else []
    involved = {writer_of(note.article), assignment.assignee_id if assignment else None} if found else set()
    may_open = {account.pk for account in found if account.is_desk or account.pk in involved}
    Notice.objects.tell(may_open - told, note.article, News.MENTIONED, note.by, note)
    return may_open, [account for account in found if account.pk not in may_open]


def tell_of_correction(article: Article, by) -> None:
    """Tell whoever began the story, and the accounts of its authors, that `by` has corrected it."""
    Notice.objects.tell({writer_of(article)} | _authors(article), article, News.CORRECTED, by)


def _authors(article: Article) -> set[int]:
    return set(article.bylines.filter(author__account__isnull=False).values_list("author__account", flat=True))
