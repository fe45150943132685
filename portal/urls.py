"""URL patterns of the site; most public pages are in articles/urls.py, /healthz and /readyz in middleware."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from articles.pages.languages import in_every_language
from articles.web.public_page import METHODS, PublicPage
from portal.contact.views import ContactPage
from portal.http import media, security_txt, text_files
from portal.http.context import site_languages
from portal.http.manifest import Manifest
from portal.http.offline import OfflinePage, ServiceWorker
from portal.partners.views import PartnersPage


class PartnersOfSite(PartnersPage):
    """The page of partner news, which knows the site's languages from us."""

    site_languages = staticmethod(site_languages)


contact_page = PublicPage(ContactPage, cacheable=False, may_use_replica=False, methods=[*METHODS, "post"])
in_a_language = [
    path("contact/write/", contact_page, name="contact_form"),
    path("manifest.webmanifest", PublicPage(Manifest), name="manifest"),
    path("offline/", PublicPage(OfflinePage), name="offline"),
    path("partners/", PublicPage(PartnersOfSite), name="partners"),
]
urlpatterns = [
    *in_every_language(in_a_language),
    path("", include("articles.urls")),
    path("serviceworker.js", PublicPage(ServiceWorker), name="service_worker"),
    path(".well-known/security.txt", security_txt.show, name="security_txt"),
    path("ads.txt", text_files.show, {"text": settings.ADS_TXT}, name="ads_txt"),
    path("trust.txt", text_files.show, {"text": settings.TRUST_TXT}, name="trust_txt"),
    path(f"{settings.NEWSROOM_PATH}/", admin.site.urls),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:name>", media.show, name="media"),
]
handler404 = "articles.pages.errors.page_not_found"
handler500 = "portal.http.unavailable.handle_error"
