"""The page for an address that does not exist."""

from django.shortcuts import render


def page_not_found(request, exception):
    """Render the site's own 404 page, which links to the sections and the latest news."""
    return render(request, "404.html", status=404)
