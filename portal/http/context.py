"""Template context processor with the site's name and address."""

from django.conf import settings


def site(request):
    """Return `site_name`, `site_tagline` and `site_url` (no trailing slash) for every template."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": settings.SITE_URL,
    }
