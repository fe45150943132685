"""The pages of one story."""

from django.views.generic import TemplateView

from articles.history.public_history import public_versions
from articles.pages.story_by_number import StoryByNumber
from articles.reading.neighbors import neighbors_of
from articles.reading.related import related_to
from articles.web.addresses import page_path

RELATED = 5  # stories under "More on"


class StoryPage(StoryByNumber, TemplateView):
    """A page of one public story; the context has it as `article`."""

    def respond(self, article):
        return self.render_to_response(self.get_context_data(article=article))


class HistoryPage(StoryPage):
    """The versions of one story that readers could read."""

    template_name = "articles/history_page.html"

    def address(self, article):
        return page_path("articles:history", article.pk, language=article.site_language)

    def get_context_data(self, article, **kwargs):
        return super().get_context_data(article=article, versions=public_versions(article), **kwargs)


class ArticlePage(StoryPage):
    """One story, found by its id; any other slug is redirected once, to the right one."""

    template_name = "articles/article_page.html"
    names_versions = True  # to search engines (articles/templating/language_links.py)

    def address(self, article):
        return article.get_absolute_url()

    def get_context_data(self, article, **kwargs):
        if not article.is_brief:
            kwargs["related"] = related_to(article, list(article.tags.all()), RELATED)
            kwargs["neighbors"] = neighbors_of(article)
        return super().get_context_data(article=article, **kwargs)
