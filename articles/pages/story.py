"""The pages of one story."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import TemplateView

from articles.history.public_history import public_versions
from articles.models import Article, Redirect
from articles.reading.related import related_to
from articles.reading.story import whole_story

RELATED = 5  # stories under "More on"


class StoryPage(TemplateView):
    """A page of one public story: 410 if it was withdrawn, 404 if it is a draft or scheduled.

    The number of a brief that was merged into another story redirects to that story,
    if it is public. Subclasses return the page's URL from `address()`.
    """

    def address(self, article: Article) -> str:
        raise NotImplementedError

    def get(self, request, pk, slug=None):
        try:
            article = whole_story(pk)
        except Article.DoesNotExist:
            article = get_object_or_404(Redirect.objects.select_related("article"), pk=pk).article
        if article.state == Article.State.WITHDRAWN:
            return render(request, "410.html", status=410)
        if not article.is_public:
            raise Http404("not public")
        if article.pk != pk or slug not in (None, article.slug):
            return HttpResponsePermanentRedirect(self.address(article))
        return self.render_to_response(self.get_context_data(article=article))


class HistoryPage(StoryPage):
    """The versions of one story that readers could read."""

    template_name = "articles/history_page.html"

    def address(self, article):
        return reverse("articles:history", args=[article.pk])

    def get_context_data(self, article, **kwargs):
        return super().get_context_data(article=article, versions=public_versions(article), **kwargs)


class ArticlePage(StoryPage):
    """One story, found by its id; any other slug is redirected once, to the right one."""

    template_name = "articles/article_page.html"

    def address(self, article):
        return article.get_absolute_url()

    def get_context_data(self, article, **kwargs):
        related = None if article.is_brief else related_to(article, list(article.tags.all()), RELATED)
        return super().get_context_data(article=article, related=related, **kwargs)
