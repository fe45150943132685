"""The newsroom: Django's admin under the site's own name and its own content policy."""

from csp.decorators import csp_replace
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import SuspiciousOperation
from django.db.models.signals import post_migrate
from django.utils.functional import cached_property

from articles.database.capped_count import CappedPaginator
from portal.newsroom import roles

ROOMS = ("articles", "partners", "auth", "admin")  # what one comes for stands first


# Every list, whoever made it: nothing is counted row by row, so that a list costs the same at any size of the site.
LISTS = {"paginator": CappedPaginator, "show_full_result_count": False, "show_facets": admin.ShowFacets.NEVER}


class NewsroomSite(admin.AdminSite):
    """Django's admin site; its pages may run the editor, a reader's page may not."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Newsroom"
    enable_nav_sidebar = False  # headlines need the room; the way to each list stands above (admin/base_site.html)

    def register(self, model_or_iterable, admin_class=None, **options):
        super().register(model_or_iterable, admin_class, **LISTS, **options)

    def get_app_list(self, request, app_label=None):
        """Django's list of apps and their models, the news first; apps not named in ROOMS last."""
        places = {label: place for place, label in enumerate(ROOMS)}
        return sorted(
            super().get_app_list(request, app_label), key=lambda app: places.get(app["app_label"], len(places))
        )

    def admin_view(self, view, cacheable=False):
        """The view for staff; its attribute `csp`, where it has one, is what its policy says otherwise."""
        policy = settings.NEWSROOM_CSP | getattr(view, "csp", {})
        return csp_replace(policy)(self.door.guarded(self, super().admin_view(view, cacheable)))

    def has_permission(self, request):
        return super().has_permission(request) and not self.door.missing(request)

    def login(self, request, extra_context=None):
        return csp_replace(settings.NEWSROOM_CSP)(self.door.log_in)(self, request, super().login, extra_context)

    def logout(self, request, extra_context=None):
        return self.door.log_out(self, request, super().logout, extra_context)

    def password_change(self, request, extra_context=None):
        return self.door.change_password(self, request, super().password_change, extra_context)

    def autocomplete_view(self, request):
        if "\0" in request.GET.get("term", ""):
            raise SuspiciousOperation("no name holds a NUL")  # 400; PostgreSQL would not even look for it
        return super().autocomplete_view(request)

    def get_urls(self):
        return [*self.door.urls(self), *super().get_urls()]

    @cached_property
    def door(self):
        """Second factor, sessions, log-ins; only now, since this module is read before the models are."""
        from portal.accounts import gate

        return gate

    def index(self, request, extra_context=None):
        from portal.newsroom import start_page  # only now, since this module is read before the models are

        return super().index(request, {"desk": start_page.columns(self, request), **(extra_context or {})})


class NewsroomConfig(AdminConfig):
    """Puts NewsroomSite in the place of `django.contrib.admin.site`."""

    default_site = "portal.newsroom.site.NewsroomSite"

    def ready(self):
        super().ready()
        write_all_or_nothing(admin.site)
        post_migrate.connect(roles.ensure_roles, sender=self)
        apps.get_app_config("auth").verbose_name = "Accounts"  # not "Authentication and Authorization"
        apps.get_app_config("admin").verbose_name = "Log"
        apps.get_app_config("axes").verbose_name = "Failed log-ins"
        apps.get_model("axes", "AccessFailureLog")._meta.verbose_name = "failed log-in"
        apps.get_model("axes", "AccessFailureLog")._meta.verbose_name_plural = "failed log-ins"


def write_all_or_nothing(site: admin.AdminSite) -> None:
    """Make each POST of every registered admin one transaction, those of other apps and of partner news too."""
    from articles.admin.common.transactions import WritesTogether  # only now: it needs the models

    for model, registered in list(site._registry.items()):
        if not isinstance(registered, WritesTogether):
            alone = type(registered)
            site.unregister(model)
            site.register(model, type(alone.__name__, (WritesTogether, alone), {"__module__": alone.__module__}))
