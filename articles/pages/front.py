"""The front page."""

from django.views.generic import TemplateView

from articles.front import composition
from articles.web.shared_rows import once_an_edition


class FrontPage(TemplateView):
    """The front page: its slots, and the sidebars that the template includes."""

    template_name = "articles/front_page.html"

    def get_context_data(self, **kwargs):
        front = composition.compose()
        once_an_edition(self.request, "masthead", lambda: front.head)  # which has come with it
        return super().get_context_data(front=front, sections=front.sections, **kwargs)
