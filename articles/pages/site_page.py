"""The pages that say who we are: about, contact, policies."""

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from articles.database.prepared import Prepared
from articles.models import SitePage, SitePageKind
from articles.reading.masthead import Masthead
from articles.web.languages import page_language

_page = Prepared(lambda kind, language: SitePage.objects.published().filter(kind=kind, language=language))


class SitePageKinds:
    """A path converter for what such a page is for, such as `about`; nothing else matches."""

    regex = "|".join(sorted(SitePageKind.values, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SitePageView(TemplateView):
    """A page that says who we are, in the page's language; 404 if there is none, or if it is a draft."""

    template_name = "articles/site_page.html"

    @cached_property
    def site_page(self) -> SitePage:
        for found in _page(self.kwargs["kind"], page_language()):
            return found
        raise Http404("no such page")

    def counterparts(self, head: Masthead) -> dict[str, str]:
        """Return the paths of the same page in the languages that have it, by tag."""
        same = [page for page in head.pages if page.kind == self.kwargs["kind"] and page.language in head.languages]
        return {page.language: page.get_absolute_url() for page in same}

    def get_context_data(self, **kwargs):
        return super().get_context_data(site_page=self.site_page, **kwargs)
