"""The public pages. A view says which rows, which template, and what extra."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, TemplateView

from articles import frontpage
from articles.models import Article, Redirect, Section, Tag
from articles.querysets import Cursor
from articles.wholestory import whole_story


class FrontPage(TemplateView):
    """The front page: its slots, and the sidebars that the template asks for."""

    template_name = "articles/front_page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(front=frontpage.compose(), **kwargs)


class StoryList(ListView):
    """Stories newest first, a page at a time by keyset cursor: `?before=<cursor>`.

    Subclasses give `stories()`. The context has `stories`, and `older`, the
    cursor of the next page (None on the last). A cursor that is none is 404.
    """

    context_object_name = "stories"
    page_length = 30

    def stories(self):
        return Article.objects.published()

    def get_queryset(self):
        stories = self.stories().for_cards().newest_first()
        before = self.request.GET.get("before")
        if before is None:
            return stories
        try:
            return stories.before(Cursor.parse(before))
        except (ValueError, OverflowError) as error:
            raise Http404("no such page of this list") from error

    def get_context_data(self, **kwargs):
        rows = list(self.object_list[: self.page_length + 1])
        page = rows[: self.page_length]
        older = str(Cursor.of(page[-1])) if len(rows) > len(page) else None
        return super().get_context_data(object_list=page, older=older, **kwargs)


class LatestPage(StoryList):
    """Everything, briefs too."""

    template_name = "articles/latest_page.html"


class SectionPage(StoryList):
    """One section's stories."""

    template_name = "articles/section_page.html"

    @cached_property
    def section(self):
        return get_object_or_404(Section, slug=self.kwargs["slug"])

    def stories(self):
        return super().stories().without_briefs().in_section(self.section)


class TagPage(StoryList):
    """The stories about one thing."""

    template_name = "articles/tag_page.html"

    @cached_property
    def tag(self):
        return get_object_or_404(Tag, slug=self.kwargs["slug"])

    def stories(self):
        return super().stories().without_briefs().tagged(self.tag)


class ArticlePage(DetailView):
    """One story. The id decides: another slug is one redirect; withdrawn is 410, draft and scheduled 404."""

    template_name = "articles/article_page.html"
    context_object_name = "article"

    def get(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Article.DoesNotExist:
            redirect = get_object_or_404(Redirect.objects.select_related("article"), pk=kwargs["pk"])
            return HttpResponsePermanentRedirect(redirect.article.get_absolute_url())
        if self.object.state == Article.State.WITHDRAWN:
            return render(request, "410.html", status=410)
        if not self.object.is_public:
            raise Http404("not public")
        if self.object.slug != kwargs["slug"]:
            return HttpResponsePermanentRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data())

    def get_object(self, queryset=None):
        return whole_story(self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(tags=self.object.tags.all(), **kwargs)


def page_not_found(request, exception):
    """The site's own 404 page, with the sections and the latest news as a way on."""
    return render(request, "404.html", status=404)
