"""The pages for an address that does not exist (404) and for a story that was withdrawn (410)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page_not_found(request, exception):
    """Render the site's own 404 page, which links to the sections and the latest news."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest) -> HttpResponse:
    """Return the answer for a story that was withdrawn."""
    return render(request, "410.html", status=410)
