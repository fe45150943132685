"""The newsroom's start page: unsaved text, drafts, scheduled and published stories, ending places, failures."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Value
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.handover.changelist import with_stages
from articles.admin.front.languages import query_for
from articles.admin.languages.own import ALL, names_of, own_languages, within
from articles.models import Article, Front, FrontSlot, ImportRun, Notice, TopStory
from articles.text.languages.site_languages import DEFAULT, name_of
from portal import job_records
from portal.contact.models import Message
from portal.newsroom import waiting
from portal.partners.models import Partner

LANGUAGES = "languages"  # in the page's address: "all" shows the stories of all languages
COLUMN_LENGTH = 5  # rows of a column
State = Article.State
STORIES = (  # the columns of stories, with the text for an empty one
    (State.DRAFT, "Drafts", "No drafts."),
    (State.SCHEDULED, "Scheduled", "No scheduled stories."),
    (State.PUBLISHED, "Just published", "No story has been published yet."),
)
ENDING_WITHIN = timedelta(hours=24)
ON_TOP = -1  # the place of a Top story among those of slots


def columns(site, request) -> list[dict]:
    """Return the columns that the account may see in the admin `site`.

    Each has `title` and `key`; some have `address` (the list with all rows) and `empty` (a text for an empty
    column). The rows are in `articles`; or in `copies`, the account's unsaved texts, each with its `headline`, the
    `url` of the form that takes it up, and whether it is `open` in another window; or in `standing`, Top stories and
    slots with their `url`, `place_name` and whether their time is `over`; or in `messages`, which readers wrote; or
    in `partners`; or in what portal/newsroom/waiting.py names; or in `jobs`, each with `title`, `trouble` and `record`.
    The column of the last import has the ImportRun `run` (None: there was none) and, for accounts that may import,
    `upload` (the address of the form).
    """
    return [
        *waiting.columns(site, request),
        *stories(site, request),
        *ending(site, request),
        *imports(site, request),
        *messages(site, request),
        *feeds(site, request),
        *failing_jobs(request),
    ]


def languages_shown(request) -> list[str]:
    """Return the tags of the languages whose stories the page shows: the account's own; empty: all."""
    return [] if request.GET.get(LANGUAGES) == ALL else own_languages(request)


def beginning(request) -> dict:
    """Return the names of the account's `languages`, if it works in some, and whether `all` are shown instead."""
    own = own_languages(request)
    return {"languages": names_of(own), "all": not languages_shown(request)} if own else {}


def stories(site, request) -> list[dict]:
    """Return columns of drafts (the account's own first, as `mine`), scheduled and published stories. One query."""
    admin = site.get_model_admin(Article)
    if not admin.has_view_permission(request):
        return []
    shown = languages_shown(request)
    rows = admin.get_queryset(request)
    rows = rows.filter(within(shown)) if shown else rows
    own = Exists(Article.objects.written_by(request.user).filter(pk=OuterRef("pk")))
    columns_of = {
        State.DRAFT: rows.drafts().annotate(mine=own).order_by("-mine", "-id"),
        State.SCHEDULED: rows.scheduled().order_by("published_at", "id"),
        State.PUBLISHED: rows.dispatches().newest_first(),  # the time of an imported brief only orders lists
    }
    found = with_stages(_first_of(columns_of.values()).for_cards()).annotate(mine=own)
    by_state = {state: [article for article in found if article.state == state] for state in columns_of}
    by_state[State.DRAFT].sort(key=lambda article: (article.mine, article.pk), reverse=True)
    by_state[State.SCHEDULED].sort(key=lambda article: (article.published_at, article.pk))
    by_state[State.PUBLISHED].sort(key=lambda article: (article.published_at, article.pk), reverse=True)
    address = reverse("admin:articles_article_changelist")
    everything = f"&language={ALL}" if own_languages(request) and not shown else ""
    return [
        {
            "title": title,
            "key": state,
            "address": f"{address}?state={state}{everything}",
            "empty": empty,
            "articles": by_state[state],
        }
        for state, title, empty in STORIES
    ]


def _first_of(lists):
    """Return the stories that are among the first COLUMN_LENGTH of one of the ordered lists, as one queryset."""
    firsts = [
        Article.objects.filter(pk__in=rows.values("pk")[:COLUMN_LENGTH]).order_by().values("pk") for rows in lists
    ]
    return Article.objects.filter(pk__in=firsts[0].union(*firsts[1:], all=True)).order_by()


def ending(site, request) -> list[dict]:
    """Return Top stories and slots that end within ENDING_WITHIN, the next first, then expired ones, the latest first.

    Only accounts that may arrange the front page get this column. Each row links to its part of the desk.
    """
    if not site.get_model_admin(Front).has_change_permission(request):
        return []
    now = timezone.now()
    shown, named = languages_shown(request), bool(own_languages(request))
    rows = [row for row in _ending_rows(now + ENDING_WITHIN) if not shown or row.language in shown]
    rows = sorted(rows, key=lambda row: (row.until <= now, abs(row.until - now)))[:COLUMN_LENGTH]
    stories = Article.objects.defer("body").in_bulk([row.article_id for row in rows]) if rows else {}
    rows = [row for row in rows if row.article_id in stories]
    address = reverse("admin:articles_front_changelist")
    for row in rows:
        row.article, on_top = stories[row.article_id], isinstance(row, TopStory)
        row.over = row.until <= now
        row.place_name = "Top stories" if on_top else row.get_place_display()
        if row.language != DEFAULT:
            row.place_name = f"{name_of(row.language)}: {row.place_name}"
        row.url = f"{address}{query_for(row.language, named=named)}#zone-{'top' if on_top else row.place}"
    return [
        {
            "title": "Ending on the front page",
            "key": "ending",
            "address": address,
            "empty": "Nothing ends within 24 hours.",
            "standing": rows,
        }
    ]


def _ending_rows(until: datetime) -> list[TopStory | FrontSlot]:
    """Return the Top stories and slots that end by the aware moment `until`, without their stories. One query."""
    names = ("language", "article_id", "until")
    tops, slots = (model.objects.filter(until__lte=until).order_by() for model in (TopStory, FrontSlot))
    found = slots.values_list("place", *names).union(tops.values_list(Value(ON_TOP), *names), all=True)
    return [
        TopStory(**dict(zip(names, values, strict=True)))
        if place == ON_TOP
        else FrontSlot(place=place, **dict(zip(names, values, strict=True)))
        for place, *values in found
    ]


def imports(site, request) -> list[dict]:
    """Return the last import for accounts that may change articles, and where to upload seeds for those who may import.

    Return nothing for others, and for accounts that may not import if there was no import.
    """
    admin = site.get_model_admin(ImportRun)
    if not request.user.has_perm("articles.change_article"):
        return []
    column = {"title": "Last import", "key": "import", "run": ImportRun.objects.first()}
    column["empty"] = "Nothing has been imported yet."
    if admin.has_view_permission(request):
        column["address"] = reverse("admin:articles_importrun_changelist")
    if admin.has_add_permission(request):
        column["upload"] = reverse("admin:articles_importrun_add")
    return [column] if column["run"] or "upload" in column else []


def messages(site, request) -> list[dict]:
    """Return the newest open messages of readers, for accounts that may see them; nothing if there are none."""
    if not site.get_model_admin(Message).has_view_permission(request):
        return []
    found = list(Message.objects.open().with_headlines()[:COLUMN_LENGTH])
    address = reverse("admin:contact_message_changelist")
    column = {"title": "Messages from readers", "key": "messages", "address": address, "messages": found}
    return [column] if found else []


def feeds(site, request) -> list[dict]:
    """Return partners whose feed is in trouble, for accounts that may change partners; nothing if there are none."""
    if not site.get_model_admin(Partner).has_change_permission(request):
        return []
    partners = list(Partner.objects.in_trouble()[:COLUMN_LENGTH])
    address = reverse("admin:partners_partner_changelist")
    column = {"title": "Failing partner feeds", "key": "feeds", "address": address, "partners": partners}
    return [column] if partners else []


def failing_jobs(request) -> list[dict]:
    """Return jobs that fail or do not run, for accounts that may change users; often nothing.

    Jobs that would have nothing to do are left out: fetches without a feed, jobs of every minute without a mail.
    """
    if not request.user.has_perm("auth.change_user"):
        return []
    needed = {job_records.FETCH: Partner.objects.fetchable().exists, job_records.EVERY_MINUTE: is_anything_mailed}
    rows = [
        {"title": job.title, "trouble": trouble, "record": job_records.read(job)}
        for job in job_records.JOBS
        if (trouble := job_records.trouble(job)) and (job not in needed or needed[job]())
    ]
    return [{"title": "Failing jobs", "key": "jobs", "jobs": rows}] if rows else []


def is_anything_mailed() -> bool:
    """Return whether the jobs of every minute may have something to do: messages of readers, news of colleagues."""
    return Message.objects.exists() or (settings.NOTICE_MAIL and Notice.objects.exists())
