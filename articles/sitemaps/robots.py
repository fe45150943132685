"""The view of robots.txt."""

from django.urls import reverse
from django.views.generic import View

from articles.web.addresses import absolute
from articles.web.conditional import answer


class Robots(View):
    """robots.txt (RFC 9309): allows everything except the newsroom and the search, and names the sitemaps."""

    def get(self, request):
        # A newsroom at another address is not named here: its own pages say that they must not be indexed.
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", ""]
        lines += [f"Sitemap: {absolute(reverse(f'articles:{name}'))}" for name in ("sitemap", "news_sitemap")]
        return answer(request, "\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")
