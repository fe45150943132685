"""What the number of a story gives: the story, a redirect, 404 or 410; the same for its pages and its data."""

from urllib.parse import unquote

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404

from articles.models import Article, Redirect
from articles.pages.errors import gone
from articles.reading.story import whole_story


class StoryByNumber:
    """Mixin for a view of one public story, found by its number.

    A withdrawn story answers 410; a draft, a scheduled story and an unknown number 404. The number of a brief that was
    merged into another story redirects to that story, if it is public; another slug, or another spelling of the number,
    redirects to the story's address.
    Subclasses return their own URL for a story from `address()`, and the answer from `respond()`.
    """

    shows_briefs = True  # else a brief answers 404

    def address(self, article: Article) -> str:
        raise NotImplementedError

    def respond(self, article: Article) -> HttpResponse:
        raise NotImplementedError

    def get(self, request, pk, slug=None):
        try:
            article = whole_story(pk)
        except Article.DoesNotExist:
            article = get_object_or_404(Redirect.objects.select_related("article"), pk=pk).article
        if article.state == Article.State.WITHDRAWN:
            return gone(request)
        if not article.is_public or (article.is_brief and not self.shows_briefs):
            raise Http404("not public")
        address = self.address(article)
        if request.path != unquote(address.partition("?")[0]):  # never to the address that was asked for
            return HttpResponsePermanentRedirect(address)
        return self.respond(article)
