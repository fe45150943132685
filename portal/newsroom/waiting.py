"""What waits for an account on the start page: drafts that it has, notes that mention it, its unsaved texts.

And who else writes what now. Nothing of it is shown where nothing waits.
"""

from django.db.models import Case, F, Q, TextField, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from articles.admin.article import permissions
from articles.admin.article.handover.rights import is_desk
from articles.history.versions import display_name
from articles.models import Article, Assignment, Notice, WorkingCopy
from articles.models.working_copy import PRESENT

ROWS = 8  # of a column
UNSAVED = 5  # unsaved texts


def columns(site, request) -> list[dict]:
    """Return the columns that are not empty, for accounts that may see stories; three queries.

    The rows are in `assignments` (those with a time first), in `notices`, in `forms` (who has which story open), or
    in `copies` (the account's unsaved texts).
    """
    admin = site.get_model_admin(Article)
    own, others = copies(request)
    found = [unsaved(admin, request, own)]
    if admin.has_view_permission(request):
        found = [waiting(request), notes(request), *found, open_forms(admin, request, others)]
    rows = ("assignments", "notices", "forms", "copies")
    return [column for column in found if any(column.get(name) for name in rows)]


def copies(request) -> tuple[list[WorkingCopy], list[WorkingCopy]]:
    """Return the account's unsaved texts, newest first, and the open forms of others, longest first. One query."""
    rows = WorkingCopy.objects.all()
    own = rows.filter(account=request.user).offered().values("pk")
    others = rows.of_others(request.user).filter(article__isnull=False).order_by().values("pk")
    found = rows.filter(Q(pk__in=own.order_by()) | Q(pk__in=others)).select_related("article", "account")
    typed = Case(
        When(account=request.user, then="fields"), default=Value(""), output_field=TextField()
    )  # others' texts are not read
    found = list(found.annotate(typed=typed).defer("fields", "article__body"))
    mine = [copy for copy in found if copy.account_id == request.user.pk]
    return sorted(mine, key=lambda copy: copy.kept_at, reverse=True), sorted(
        (copy for copy in found if copy.account_id != request.user.pk), key=lambda copy: copy.opened_at
    )


def unsaved(admin, request, own: list[WorkingCopy]) -> dict:
    """Return the account's texts that were typed and not saved, the newest first."""
    add, may_add = reverse("admin:articles_article_add"), admin.has_add_permission(request)
    found = []
    for copy in own:
        story = copy.article
        if len(found) == UNSAVED:
            break
        if not (admin.has_change_permission(request, story) if story else may_add):
            continue
        copy.headline = QueryDict(copy.typed).get("headline", "").strip()
        copy.url = reverse("admin:articles_article_change", args=[story.pk]) if story else add
        copy.open = copy.seen_at >= timezone.now() - PRESENT
        found.append(copy)
    return {"title": "Unsaved", "key": "unsaved", "copies": found}


def waiting(request) -> dict:
    """Return the drafts that the account has, or that anyone of the desk may take: by whom, and since when."""
    rows = Assignment.objects.waiting_for(request.user, on_the_desk=is_desk(request.user))
    rows = rows.select_related("article", "assignee", "by", "note").defer("article__body")
    rows = list(rows.order_by(F("due_at").asc(nulls_last=True), "since")[:ROWS])
    for row in rows:
        row.who = display_name(row.by)
    address = f"{reverse('admin:articles_article_changelist')}?has=mine"
    return {"title": "Waiting for you", "key": "waiting", "address": address, "assignments": rows}


def notes(request) -> dict:
    """Return the notes that mention the account and that nobody has marked as done, the newest first."""
    rows = Notice.objects.filter(account=request.user).open_mentions().with_stories()
    rows = list(rows[:ROWS])
    for row in rows:
        row.who = display_name(row.by)
    return {"title": "Notes to you", "key": "notes", "notices": rows}


def open_forms(admin, request, others: list[WorkingCopy]) -> dict:
    """Return who else has the form of which story open now, as far as the account sees the stories."""
    if others and not permissions.may(request.user, "change"):
        numbers = [copy.article_id for copy in others]
        seen = set(admin.get_queryset(request).filter(pk__in=numbers).values_list("pk", flat=True))
        others = [copy for copy in others if copy.article_id in seen]
    once = {(copy.account_id, copy.article_id): copy for copy in reversed(others)}
    forms = sorted(once.values(), key=lambda copy: copy.opened_at)[:ROWS]
    for copy in forms:
        copy.who = display_name(copy.account)
    return {"title": "Open now", "key": "open", "forms": forms}
