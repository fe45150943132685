"""The newsroom: Django's admin under the site's own name and its own content policy."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class NewsroomSite(admin.AdminSite):
    """Django's admin site; its pages may run the editor, a reader's page may not."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Newsroom"

    def admin_view(self, view, cacheable=False):
        return csp_replace(settings.NEWSROOM_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(settings.NEWSROOM_CSP)(super().login)(request, extra_context)


class NewsroomConfig(AdminConfig):
    """Puts NewsroomSite in the place of `django.contrib.admin.site`."""

    default_site = "portal.newsroom.NewsroomSite"
