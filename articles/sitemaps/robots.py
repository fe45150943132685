"""The view of robots.txt."""

from django.urls import reverse
from django.views.generic import View

from articles.reading.masthead import masthead
from articles.web.addresses import absolute, page_path
from articles.web.conditional import answer


class Robots(View):
    """robots.txt (RFC 9309): allows everything except the newsroom and the search, and names the sitemaps.

    It does so for all languages of the site.
    """

    def get(self, request):
        # A newsroom at another address is not named here: its own pages say that they must not be indexed.
        languages = masthead(request).languages
        searches = [page_path("articles:search", language=language) for language in languages]
        news = [page_path("articles:news_sitemap", language=language) for language in languages]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/admin/", *searches)), ""]
        lines += [f"Sitemap: {absolute(path)}" for path in (reverse("articles:sitemap"), *news)]
        return answer(request, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")
