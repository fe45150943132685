"""Previews of stories that are not public, for the newsroom and for anyone who has a preview link."""

import logging

from django.core.signing import BadSignature
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import View

from articles.models import Article, PreviewLink
from articles.models.preview_link import named_in
from articles.reading.masthead import masthead
from articles.reading.story import whole_story
from articles.web.languages import in_language

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # following a link on the page does not reveal the token
}
log = logging.getLogger(__name__)


def preview(request, pk: int) -> HttpResponse:
    """Show article `pk` under a banner; redirect to its page if it is public; answer 404 if it does not exist."""
    try:
        article = whole_story(pk)
    except Article.DoesNotExist:
        return unkept(render(request, "404.html", status=404))
    if article.is_public:
        return unkept(HttpResponseRedirect(article.get_absolute_url()))
    return shown(request, article)


def shown(request, article: Article, *, state: str = "", is_saved: bool = True) -> HttpResponse:
    """Return the story's page under a banner that says how it stands; `state` is that of the saved story."""
    context = {"article": article, "state": state or article.state, "is_saved": is_saved}
    with in_language(masthead(request).language(article.site_language)):
        return unkept(render(request, "articles/preview_page.html", context))


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
