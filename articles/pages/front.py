"""The front page."""

from django.views.generic import TemplateView

from articles.front import composition


class FrontPage(TemplateView):
    """The front page: its slots, and the sidebars that the template includes."""

    template_name = "articles/front_page.html"

    def get_context_data(self, **kwargs):
        front = composition.compose()
        return super().get_context_data(front=front, sections=front.sections, **kwargs)
