"""The page for an address that leads nowhere."""

from django.shortcuts import render


def page_not_found(request, exception):
    """The site's own 404 page, with the sections and the latest news as a way on."""
    return render(request, "404.html", status=404)
