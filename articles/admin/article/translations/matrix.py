"""The matrix of stories and languages: what each story of the last days has in each language of the site."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.article.translations.offers import is_within
from articles.admin.article.translations.together import waits
from articles.admin.languages.names import site_languages
from articles.admin.languages.own import ALL, own_languages
from articles.models import Article, Section, Translation
from articles.text.languages.site_languages import DEFAULT, name_of

DAYS = (1, 3, 7, 30)
USUAL_DAYS = 3
STORIES_MAX = 200  # that are read; the newest
DRAFTS_MAX = 20  # drafts of versions that are read, the newest
NEEDS = ("behind", "wrong", "orphaned")


class Cell(NamedTuple):
    """What a story has in a language."""

    tag: str
    name: str  # of the language
    article: Article | None
    needs: tuple[str, ...] = ()
    may_translate: bool = False


class Row(NamedTuple):
    """A story with its versions; `head` is the one that the others follow."""

    head: Article
    cells: list[Cell]

    @property
    def together(self) -> bool:
        """True if several versions wait to be published."""
        return sum(cell.article is not None and waits(cell.article) for cell in self.cells) > 1


class Filters(NamedTuple):
    """What the page's form asks for; what it does not know is ignored."""

    days: int
    missing: str  # a language; empty: all stories
    need: str  # one of NEEDS or "any"; empty: all stories
    section: int | None
    shown: list[str]  # the tags of the languages that have a column


def page(model_admin, request):
    """Show the stories that were published in the last days or will be, newest first, in the languages with a column.

    These are all, or the account's own. First come those that are translated now. Seven queries.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    tags = [DEFAULT, *site_languages(request)]
    if len(tags) == 1:
        return redirect("admin:articles_article_changelist")
    sections = list(Section.objects.all())
    own = own_languages(request)
    filters = _read(request.GET, tags, sections, own)
    rows = _rows(model_admin.get_queryset(request), filters, tags, may_add=model_admin.has_add_permission(request))
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Languages",
        "rows": [row for row in rows if _wanted(row, filters)],
        "may_pair": request.user.has_perm("articles.change_article"),
        "may_publish": model_admin.has_publish_permission(request),
        "languages": [(tag, name_of(tag)) for tag in tags],
        "columns": [(tag, name_of(tag)) for tag in filters.shown],
        "own": [name_of(tag) for tag in own],
        "all_shown": filters.shown == tags,
        "filters": filters,
        "days": DAYS,
        "needs": ("any", *NEEDS),
        "sections": sections,
        "at_most": STORIES_MAX,
    }
    return TemplateResponse(request, "admin/articles/article/languages.html", context)


def _read(sent, tags: list[str], sections: list[Section], own: list[str]) -> Filters:
    days = {str(number): number for number in DAYS}.get(sent.get("days"), USUAL_DAYS)
    missing = sent.get("missing", "") if sent.get("missing") in tags else ""
    need = sent.get("need", "") if sent.get("need") in ("any", *NEEDS) else ""
    section = {str(one.pk): one.pk for one in sections}.get(sent.get("section"))
    return Filters(days, missing, need, section, tags if sent.get("columns") == ALL or not own else own)


def _rows(visible, filters: Filters, tags: list[str], *, may_add: bool) -> list[Row]:
    """Return the stories among the rows that the account sees, in the order of their newest version.

    Those with drafts among their versions come first.
    """
    since = timezone.now() - timedelta(days=filters.days)
    stories = visible.without_briefs().filter(withdrawn_at=None).defer("body")
    if filters.section:
        stories = stories.filter(section=filters.section)
    drafts = stories.drafts().filter(translation_group__isnull=False).order_by("-id")[:DRAFTS_MAX]
    recent = [*drafts, *stories.filter(published_at__gte=since).newest_first()[:STORIES_MAX]]
    groups = {one.translation_group_id for one in recent if one.translation_group_id}
    members = list(visible.defer("body").filter(translation_group__in=groups).order_by("pk"))
    by_group = defaultdict(list)
    for one in members:
        by_group[one.translation_group_id].append(one)
    followed = Translation.objects.filter(article__in=[one.pk for one in members]).with_needs()
    following = {one.article_id: one for one in followed}
    found, seen = [], set()
    for one in recent:
        group = one.translation_group_id
        if group and group in seen:
            continue
        seen.add(group)
        versions = by_group[group] if group else [one]
        head = next((version for version in versions if version.pk not in following), versions[0])
        found.append(Row(head, [_cell(tag, versions, head, following, may_add) for tag in tags]))
    return found


def _cell(tag: str, versions: list[Article], head: Article, following: dict[int, Translation], may_add: bool) -> Cell:
    live = [one for one in versions if one.withdrawn_at is None] + [one for one in versions if one.withdrawn_at]
    article = next((one for one in live if is_within(one.language, tag)), None)
    followed = following.get(article.pk) if article else None
    own = tuple(name for name in NEEDS if followed and getattr(followed, f"is_{name}"))
    free = article is None or article.withdrawn_at is not None
    return Cell(
        tag, name_of(tag), article, own, may_add and free and head.withdrawn_at is None and head.retracted_at is None
    )


def _wanted(row: Row, filters: Filters) -> bool:
    if filters.missing and any(cell.article and cell.tag == filters.missing for cell in row.cells):
        return False
    needs = {name for cell in row.cells if cell.tag in filters.shown for name in cell.needs}
    return not filters.need or bool(needs if filters.need == "any" else filters.need in needs)
