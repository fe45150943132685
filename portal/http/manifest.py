"""/manifest.webmanifest: what a phone needs to put the site on its home screen."""

from django.conf import settings
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe


@require_safe
def manifest(request):
    """Return the site's name, colors and icons as a W3C Web Application Manifest."""
    front = reverse("articles:front")
    return JsonResponse(
        {
            "id": front,
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME,
            "description": settings.SITE_TAGLINE,
            "lang": get_language(),
            "start_url": front,
            "display": "minimal-ui",
            "background_color": "#fdfcf8",
            "theme_color": "#fdfcf8",
            "icons": [
                {"src": static("img/favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
                {"src": static("img/touch-icon.png"), "type": "image/png", "sizes": "180x180"},
            ],
        },
        content_type="application/manifest+json",
    )
