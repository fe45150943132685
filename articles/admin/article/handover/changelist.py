"""Stages in the list of stories: where each draft stands, who began the story, who has its form open; and filters.

On a site with one account, none of it is shown.
"""

from collections import defaultdict

from django.contrib import admin
from django.db.models import Min, Q, Value
from django.utils.html import format_html, format_html_join

from articles.admin.article.handover.people import is_alone, people_of
from articles.admin.common.lookup_widgets import is_id
from articles.history.versions import display_name
from articles.models import Article, Assignment, WorkingCopy
from articles.models.handover.assignment import ON_THE_DESK, Stage
from articles.text.dates import format_stamp

MINE, DESK, LATE = "mine", "desk", "late"


class OfColleagues(admin.SimpleListFilter):
    """A filter that a site with one account does not show."""

    def lookups(self, request, model_admin):
        return [] if is_alone(request) else self.choices_for(request)

    def choices_for(self, request) -> list[tuple[str, str]]:
        return [(str(person.pk), display_name(person)) for person in people_of(request)]


class StageFilter(OfColleagues):
    """Drafts at a stage, and those that were wanted by now. One that nobody was ever handed is in work."""

    title = "stage"
    parameter_name = "stage"

    def choices_for(self, request):
        return [*((value, label.capitalize()) for value, label in Stage.choices), (LATE, "Late")]

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen == LATE:
            return queryset.filter(pk__in=Assignment.objects.overdue().values("pk"))
        if chosen == Stage.IN_WORK:
            return queryset.drafts().filter(Q(assignment=None) | Q(assignment__stage=chosen))
        if chosen in Stage.values:
            return queryset.filter(pk__in=Assignment.objects.of_drafts().filter(stage=chosen).values("pk"))
        return queryset


class AssigneeFilter(OfColleagues):
    """Drafts that somebody has, or that wait for anyone of the desk."""

    title = "who has it"
    parameter_name = "has"

    def choices_for(self, request):
        return [(MINE, "Me"), (DESK, "The desk"), *super().choices_for(request)]

    def queryset(self, request, queryset):
        chosen, rows = self.value(), Assignment.objects.of_drafts()
        if chosen == DESK:
            return queryset.filter(pk__in=rows.filter(ON_THE_DESK).values("pk"))
        account = request.user.pk if chosen == MINE else chosen
        return queryset.filter(pk__in=rows.filter(assignee=account).values("pk")) if is_id(str(account)) else queryset


class WriterFilter(OfColleagues):
    """Stories that somebody began: the account that saved the first version."""

    title = "writer"
    parameter_name = "writer"

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset.written_by(chosen) if is_id(chosen) else queryset


def with_stages(rows):
    """Return the rows of articles with what `stage_of` and `writers` read, in the same query."""
    people = ("assignee", "by")
    return rows.select_related(*(f"assignment__{name}" for name in people))


def stage_of(article: Article) -> str:
    """Return the stage of a draft in HTML: as a word, who has it, and until when; empty if there is nothing to say."""
    assignment = getattr(article, "assignment", None) if article.state == Article.State.DRAFT else None
    if assignment is None:
        return ""
    parts = [format_html('<span class="state stage-{}">{}</span>', assignment.stage, assignment.get_stage_display())]
    if assignment.assignee_id or assignment.on_the_desk:
        parts.append(display_name(assignment.assignee) or "the desk")
    if assignment.due_at:
        late = '<b class="late">late</b>, by {}'
        parts.append(format_html(late if assignment.is_overdue else "by {}", format_stamp(assignment.due_at)))
    return format_html_join(" ", "{}", ([part] for part in parts))


def load_people(rows: list[Article]) -> None:
    """Set on each of the loaded rows `writer`, the name of who began it, and `open_by`, who has its form open now.

    One query for all rows.
    """
    ids = [row.pk for row in rows]
    firsts = Article.history.filter(id__in=ids).order_by().values("id").annotate(first=Min("history_id"))
    writers = Article.history.filter(history_id__in=firsts.values("first"), history_user__isnull=False).order_by()
    forms = WorkingCopy.objects.open_now().filter(article__in=ids).select_related(None).order_by()
    found = {kind: defaultdict(dict) for kind in ("writer", "form")}  # by article, the names by account
    for kind, article, *names in _named(writers, "writer", "id", "history_user").union(
        _named(forms, "form", "article_id", "account")
    ):
        found[kind][article][tuple(names)] = None
    for row in rows:
        row.writer = ", ".join(map(_called, found["writer"][row.pk]))
        row.open_by = ", ".join(map(_called, found["form"][row.pk]))


def _named(rows, kind: str, article: str, account: str):
    names = (f"{account}__{name}" for name in ("username", "first_name", "last_name"))
    return rows.values_list(Value(kind), article, *names)


def _called(names: tuple[str, str, str]) -> str:
    """Return the name that the newsroom uses for an account, as `display_name`."""
    username, first_name, last_name = names
    return f"{first_name} {last_name}".strip() or username
