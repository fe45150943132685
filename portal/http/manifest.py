"""/manifest.webmanifest: what a phone needs to put the site on its home screen, in each language."""

from django.http import JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language_bidi
from django.views.generic import View

from articles.web.addresses import page_path
from articles.web.languages import current_language, page_language

SIZES = (192, 512)  # pixels; browsers ask for both before they offer to install the site


class Manifest(View):
    """The site's name, colors and icons as a W3C Web Application Manifest."""

    def get(self, request):
        site, front = current_language(), page_path("articles:front")
        return JsonResponse(
            {
                "id": front,
                "name": site.site_name,
                "short_name": site.site_name,
                "description": site.tagline,
                "lang": page_language(),
                "dir": "rtl" if get_language_bidi() else "ltr",
                "start_url": front,
                "display": "minimal-ui",
                "background_color": "#fdfcf8",
                "theme_color": "#fdfcf8",
                "icons": [
                    {"src": static("img/favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
                    *(
                        {"src": static(f"img/icon-{px}.png"), "type": "image/png", "sizes": f"{px}x{px}"}
                        for px in SIZES
                    ),
                    {
                        **{"src": static("img/icon-maskable.png"), "type": "image/png", "sizes": "512x512"},
                        "purpose": "maskable",
                    },
                ],
            },
            content_type="application/manifest+json",
        )
