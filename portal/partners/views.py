"""The readers' page of partner news, in addition to the sidebar box. It is wired in portal/urls.py."""

from collections.abc import Callable
from itertools import groupby

from django.http import HttpRequest
from django.views.generic import TemplateView

from articles.web.languages import page_language
from portal.partners.models import PartnerStory


class PartnersPage(TemplateView):
    """The active partners of the page's language that have stories, by name, with all their stories, newest first.

    One query. `site_languages` returns the tags of the site's languages, the default one first; the project knows them.
    """

    template_name = "partners/partners_page.html"
    site_languages: Callable[[HttpRequest], tuple[str, ...]]

    def get_context_data(self, **kwargs):
        _, *others = self.site_languages(self.request)
        rows = PartnerStory.objects.showing().order_by("partner__name", "-published_at", "-id")
        rows = rows.in_language(page_language(), *others) if others else rows
        partners = [(partner, list(stories)) for partner, stories in groupby(rows, key=lambda story: story.partner)]
        return super().get_context_data(partners=partners, **kwargs)
