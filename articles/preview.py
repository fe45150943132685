"""A story that is not on the site as its page would show it: to the newsroom, and to whoever has a signed link.

The link is for a source or a lawyer. It names the story and the moment it was
made, is signed with the site's secret key and ends after PREVIEW_HOURS.
"""

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from articles.addresses import absolute
from articles.models import Article
from articles.wholestory import whole_story

SIGNER = "articles.preview"
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",  # a link on the page does not carry the token away
}


def link_to(article: Article) -> str:
    """The whole address that shows the saved article to whoever has it, from now on for PREVIEW_HOURS."""
    token = TimestampSigner(salt=SIGNER).sign(str(article.pk))
    return absolute(reverse("articles:preview", args=[token]))


def number_in(token: str) -> int:
    """The article's id. Raises SignatureExpired when the link is over, BadSignature when we never made it."""
    return int(TimestampSigner(salt=SIGNER).unsign(token, max_age=settings.PREVIEW_HOURS * 3600))


def preview(request, pk: int) -> HttpResponse:
    """The page of article `pk` under a banner; the way to the real one when the story is on the site; 404 for none."""
    try:
        article = whole_story(pk)
    except Article.DoesNotExist:
        return unkept(render(request, "404.html", status=404))
    if article.is_public:
        return unkept(HttpResponseRedirect(article.get_absolute_url()))
    return unkept(render(request, "articles/preview_page.html", {"article": article}))


def unkept(response: HttpResponse) -> HttpResponse:
    """The response with headers by which no cache keeps it and no search engine lists it."""
    for name, value in HEADERS.items():
        response[name] = value
    return response


class PreviewPage(View):
    """What a signed link opens: 410 when it is over, 404 when its signature is not ours."""

    def get(self, request, token):
        try:
            pk = number_in(token)
        except SignatureExpired:
            return unkept(render(request, "articles/preview_over.html", status=410))
        except BadSignature:
            return unkept(render(request, "404.html", status=404))
        return preview(request, pk)
