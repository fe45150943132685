"""The readers' page of partner news, in addition to the sidebar box. It is wired in portal/urls.py."""

from collections import defaultdict

from django.utils.translation import get_language
from django.views.generic import TemplateView

from articles.text.collation import collation_key
from portal.partners.models import PartnerStory


class PartnersPage(TemplateView):
    """A page of the active partners that have stories, by name, with all their stories, newest first, in one query.

    The names are in the alphabet's order of the page's language, the same on every database.
    """

    template_name = "partners/partners_page.html"

    def get_context_data(self, **kwargs):
        by_partner = defaultdict(list)
        for story in PartnerStory.objects.showing():
            by_partner[story.partner].append(story)
        language = get_language()
        partners = sorted(by_partner.items(), key=lambda item: (collation_key(item[0].name, language), item[0].pk))
        return super().get_context_data(partners=partners, **kwargs)
