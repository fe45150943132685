"""Template context processor with the site's name, address and languages."""

from functools import partial

from django.conf import settings

from articles.reading.masthead import masthead
from articles.web.languages import current_language


def site(request):
    """Return what every template knows of the site.

    `site_name` and `site_tagline` are in the page's language, `site_url` has no trailing slash, and
    `site_languages()` is as below.
    """
    site = current_language()
    return {
        "site_name": site.site_name,
        "site_tagline": site.tagline,
        "site_url": settings.SITE_URL,
        "site_languages": partial(site_languages, request),
    }


def site_languages(request) -> tuple[str, ...]:
    """Return the tags of the site's languages, the default one first."""
    return tuple(masthead(request).languages)
