"""Previews of stories that are not public, for the newsroom and for anyone who has a preview link.

Links are meant for a source or a lawyer. Each link is a row (models/preview_link.py) that the newsroom sees and can
revoke; its address is the row's name, signed with the site's secret key. So someone who reads the database, or an
old backup, gets no working link, and an address that we never made costs no query.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from articles.models import Article, PreviewLink
from articles.models.preview_link import OPEN_AT_ONCE
from articles.reading.story import whole_story
from articles.web.addresses import absolute

SIGNER = "articles.preview"
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # following a link on the page does not reveal the token
}
log = logging.getLogger(__name__)


class TooManyLinks(Exception):
    """The story already has OPEN_AT_ONCE open links."""


def make_link(article: Article, account) -> PreviewLink:
    """Create a link that shows the saved article for PREVIEW_HOURS. Call it inside a transaction.

    Raises TooManyLinks if OPEN_AT_ONCE links to the article are open.
    """
    PreviewLink.objects.forget_old()
    now = timezone.now()
    recent = article.preview_links.filter(until__gte=now).select_related("by", "article")
    if sum(not link.over_because for link in recent) >= OPEN_AT_ONCE:
        raise TooManyLinks
    until = now + timedelta(hours=settings.PREVIEW_HOURS)
    return PreviewLink.objects.create(article=article, by=account, made_at=now, until=until)


def address_of(link: PreviewLink) -> str:
    """Return the absolute URL that shows the link's story to anyone who has it."""
    return absolute(reverse("articles:preview", args=[token_of(link)]))


def token_of(link: PreviewLink) -> str:
    """Return the part of the URL that names the link, signed."""
    return Signer(salt=SIGNER).sign(link.name)


def named_in(token: str) -> PreviewLink | None:
    """Return the link that a token names; None if we made the token but its row no longer exists.

    Raises BadSignature if we never made the token. Links of releases before November 2026 named the story and a
    moment: their signature is ours, but no row has such a name.
    """
    name = Signer(salt=SIGNER).unsign(token)
    return PreviewLink.objects.select_related("by", "article").filter(name=name).first()


def preview(request, pk: int) -> HttpResponse:
    """Show article `pk` under a banner; redirect to its page if it is public; answer 404 if it does not exist."""
    try:
        article = whole_story(pk)
    except Article.DoesNotExist:
        return unkept(render(request, "404.html", status=404))
    if article.is_public:
        return unkept(HttpResponseRedirect(article.get_absolute_url()))
    return shown(request, article)


def shown(request, article: Article) -> HttpResponse:
    return unkept(render(request, "articles/preview_page.html", {"article": article}))


def unkept(response: HttpResponse) -> HttpResponse:
    """Add headers that keep the response out of caches and search engines; return the response."""
    for name, value in HEADERS.items():
        response[name] = value
    return response


class PreviewPage(View):
    """The page that a preview link opens: 410 if the link is over, 404 if its signature is not ours."""

    def get(self, request, token):
        try:
            link = named_in(token)
        except BadSignature:
            return unkept(render(request, "404.html", status=404))
        if link is None or link.over_because:
            story = link.article if link and link.article.is_public else None
            return unkept(render(request, "articles/preview_over.html", {"story": story}, status=410))
        try:
            response = shown(request, whole_story(link.article_id))
        except Article.DoesNotExist:  # deleted at this very moment
            return unkept(render(request, "articles/preview_over.html", status=410))
        if request.method == "GET":
            count(link)
        return response


def count(link: PreviewLink) -> None:
    """Count one more opening of the link; if that cannot be written, only log it, because the page is shown anyway."""
    try:
        with transaction.atomic():
            PreviewLink.objects.count_opening(link.pk)
    except DatabaseError as error:
        log.warning("An opening of preview link %s was not counted: %s", link.pk, error)
