"""Every address of the site. The public pages are in articles/urls.py, /healthz and /readyz in middleware.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import media, securitytxt
from portal.manifest import manifest

urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("", include("articles.urls")),
    path(".well-known/security.txt", securitytxt.show, name="security_txt"),
    path(f"{settings.NEWSROOM_PATH}/", admin.site.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:name>", media.show, name="media"),
]
handler404 = "articles.views.page_not_found"
handler500 = "portal.unavailable.answer"
