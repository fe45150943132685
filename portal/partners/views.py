"""The readers' page of partner news, in addition to the sidebar box. It is wired in portal/urls.py."""

from itertools import groupby

from django.views.generic import TemplateView

from portal.partners.models import PartnerStory


class PartnersPage(TemplateView):
    """A page of the active partners that have stories, by name, with all their stories, newest first, in one query."""

    template_name = "partners/partners_page.html"

    def get_context_data(self, **kwargs):
        rows = PartnerStory.objects.showing().order_by("partner__name", "-published_at", "-id")
        partners = [(partner, list(stories)) for partner, stories in groupby(rows, key=lambda story: story.partner)]
        return super().get_context_data(partners=partners, **kwargs)
