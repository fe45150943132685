"""The pages for an address that does not exist (404) and for a story that was withdrawn (410)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.repair import answer_repaired


def page_not_found(request, exception):
    """Lead to the page that a damaged address meant; else render the 404 page, with sections and latest news."""
    return answer_repaired(request) or render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Return the answer for a story that was withdrawn."""
    return render(request, "410.html", status=410)
