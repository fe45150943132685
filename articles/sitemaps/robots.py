"""The view of robots.txt."""

from django.urls import reverse
from django.views.generic import View

from articles.models import SitePageKind
from articles.reading.masthead import masthead
from articles.web.addresses import absolute, page_path
from articles.web.conditional import answer


class Robots(View):
    """robots.txt (RFC 9309): allows all but the newsroom, the search and the contact form, and names the sitemaps.

    It does so for all languages of the site.
    """

    def get(self, request):
        # A newsroom at another address is not named here: its own pages say that they must not be indexed.
        languages = masthead(request).languages
        searches = [page_path("articles:search", language=language) for language in languages]
        news = [page_path("articles:news_sitemap", language=language) for language in languages]
        # A form for every story, which is not for robots; it begins where the page *Contact* does (portal/urls.py).
        contact = [page_path("articles:site_page", SitePageKind.CONTACT, language=one) for one in languages]
        closed = ["/admin/", *searches, *(f"{path}write/" for path in contact)]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
        lines += [f"Sitemap: {absolute(path)}" for path in (reverse("articles:sitemap"), *news)]
        return answer(request, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")
