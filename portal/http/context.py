"""Template context processor with the site's name and address."""

from django.conf import settings

from articles.web.languages import current_language


def site(request):
    """Return `site_name`, `site_tagline` (in the page's language) and `site_url` (no trailing slash) for templates."""
    site = current_language()
    return {
        "site_name": site.site_name,
        "site_tagline": site.tagline,
        "site_url": settings.SITE_URL,
    }
