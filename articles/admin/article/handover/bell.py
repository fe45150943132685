"""The bell: what is new for an account. Each page of the newsroom asks for the number, and one page lists the news."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.history.versions import display_name
from articles.models import Notice
from articles.web import conditional

PAGE, POLL, SEEN = "articles_article_news", "articles_article_bell", "articles_article_seen"
LISTED = 50  # the newest notices on the page


def poll(model_admin, request) -> HttpResponse:
    """Return how many notices are `new` for the account, the `newest` one's number, and if it has `colleagues`; or 304.

    One query besides those of the session. The script (static/js/newsroom/bell.js) keeps the ETag.
    """
    body = json.dumps(Notice.objects.bell(request.user)._asdict()).encode()
    return conditional.answer(request, body, "application/json")


def page(model_admin, request) -> HttpResponse:
    """Return the page with the newest notices of the account; they count as seen when their story is opened."""
    rows = list(Notice.objects.filter(account=request.user).with_stories()[:LISTED])
    for row in rows:
        row.who = display_name(row.by) or "Somebody"
    values = {"title": "New for you", "rows": rows, "unseen": any(row.seen_at is None for row in rows), "most": LISTED}
    context = model_admin.admin_site.each_context(request) | {"opts": model_admin.opts} | values
    return TemplateResponse(request, "admin/articles/article/news.html", context)


def mark_seen(model_admin, request) -> HttpResponse:
    """Mark everything that is new for the account as seen."""
    Notice.objects.filter(account=request.user).mark_seen()
    return redirect(f"admin:{PAGE}")
