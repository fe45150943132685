"""The newsroom: Django's admin under the site's own name and its own content policy."""

import importlib

from csp.decorators import csp_replace
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate

from portal import roles

ROOMS = ("articles", "partners", "auth")  # what one comes for stands first


class NewsroomSite(admin.AdminSite):
    """Django's admin site; its pages may run the editor, a reader's page may not."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Newsroom"
    enable_nav_sidebar = False  # headlines need the room; the way to each list stands above (admin/base_site.html)

    def get_app_list(self, request, app_label=None):
        """Django's list of apps and their models, the news first; apps not named in ROOMS last."""
        places = {label: place for place, label in enumerate(ROOMS)}
        return sorted(
            super().get_app_list(request, app_label), key=lambda app: places.get(app["app_label"], len(places))
        )

    def admin_view(self, view, cacheable=False):
        """The view for staff; its attribute `csp`, where it has one, is what its policy says otherwise."""
        policy = settings.NEWSROOM_CSP | getattr(view, "csp", {})
        return csp_replace(policy)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(settings.NEWSROOM_CSP)(super().login)(request, extra_context)

    def index(self, request, extra_context=None):
        desk = importlib.import_module("portal.desk")  # only now, since this module is read before the models are
        return super().index(request, {"desk": desk.columns(self, request), **(extra_context or {})})


class NewsroomConfig(AdminConfig):
    """Puts NewsroomSite in the place of `django.contrib.admin.site`."""

    default_site = "portal.newsroom.NewsroomSite"

    def ready(self):
        super().ready()
        importlib.import_module("portal.accounts")  # after all apps have registered theirs
        post_migrate.connect(roles.ensure_roles, sender=self)
        apps.get_app_config("auth").verbose_name = "Accounts"  # not "Authentication and Authorization"
