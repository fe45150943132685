"""The readers' page of partner news, in addition to the sidebar box. It is wired in portal/urls.py."""

from collections import defaultdict
from collections.abc import Callable

from django.http import HttpRequest
from django.views.generic import TemplateView

from articles.text.collation import collation_key
from articles.web.languages import page_language
from portal.partners.models import PartnerStory


class PartnersPage(TemplateView):
    """The active partners of the page's language that have stories, by name, with all their stories, newest first.

    One query. The names are in the alphabet's order of the page's language, the same on every database.
    `site_languages` returns the tags of the site's languages, the default one first; the project knows them.
    """

    template_name = "partners/partners_page.html"
    site_languages: Callable[[HttpRequest], tuple[str, ...]]

    def get_context_data(self, **kwargs):
        language, (_, *others) = page_language(), self.site_languages(self.request)
        rows = PartnerStory.objects.showing()
        by_partner = defaultdict(list)
        for story in rows.in_language(language, *others) if others else rows:
            by_partner[story.partner].append(story)
        partners = sorted(by_partner.items(), key=lambda item: (collation_key(item[0].name, language), item[0].pk))
        return super().get_context_data(partners=partners, **kwargs)
