"""The pages for an address that does not exist (404) and for a story that was withdrawn (410)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.repair import answer_repaired
from articles.reading.masthead import masthead
from articles.text.languages.site_languages import BY_PREFIX
from articles.web.languages import current_language, in_language


def page_not_found(request, exception):
    """Lead to the page that a damaged address meant; else render the 404 page, with sections and latest news.

    Below the prefix of a language it is in that language.
    """
    return answer_repaired(request) or _in_language_of_address(request)


def _in_language_of_address(request: HttpRequest) -> HttpResponse:
    tag = BY_PREFIX.get(request.path_info.split("/", 2)[1])
    site = masthead(request).languages.get(tag) if tag else None
    with in_language(site or current_language()):
        return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Return the answer for a story that was withdrawn."""
    return render(request, "410.html", status=410)
