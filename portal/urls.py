"""Every address of the site. The public pages are in articles/urls.py."""

from django.contrib import admin
from django.urls import include, path

from portal import health

urlpatterns = [
    path("", include("articles.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
handler404 = "articles.views.page_not_found"
