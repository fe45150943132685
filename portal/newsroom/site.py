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

APP_ORDER = ("articles", "partners", "contact", "readership", "auth", "admin")  # the most used first
# For every change list, also of other apps: without full counts, a list costs the same at any size of the site.
LISTS = {"paginator": CappedPaginator, "show_full_result_count": False, "show_facets": admin.ShowFacets.NEVER}


class NewsroomSite(admin.AdminSite):
    """Django's admin site; its content policy allows the editor's scripts, which readers' pages do not."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "Newsroom"
    enable_nav_sidebar = False  # headlines need the room; links to each list are at the top (admin/base_site.html)

    def register(self, model_or_iterable, admin_class=None, **options):
        super().register(model_or_iterable, admin_class, **LISTS, **options)

    def get_app_list(self, request, app_label=None):
        """Return Django's list of apps and their models in the order of APP_ORDER; apps not named there come last."""
        places = {label: place for place, label in enumerate(APP_ORDER)}
        return sorted(
            super().get_app_list(request, app_label), key=lambda app: places.get(app["app_label"], len(places))
        )

    def admin_view(self, view, cacheable=False):
        """Return the view for staff; its attribute `csp`, if any, overrides directives of NEWSROOM_CSP."""
        policy = settings.NEWSROOM_CSP | getattr(view, "csp", {})
        return csp_replace(policy)(self.gate.guarded(self, super().admin_view(view, cacheable)))

    def has_permission(self, request):
        return super().has_permission(request) and not self.gate.missing_step(request)

    def login(self, request, extra_context=None):
        return csp_replace(settings.NEWSROOM_CSP)(self.gate.log_in)(self, request, super().login, extra_context)

    def logout(self, request, extra_context=None):
        return self.gate.log_out(self, request, super().logout, extra_context)

    def password_change(self, request, extra_context=None):
        return self.gate.change_password(self, request, super().password_change, extra_context)

    def autocomplete_view(self, request):
        if "\0" in request.GET.get("term", ""):
            raise SuspiciousOperation("no name holds a NUL")  # 400; PostgreSQL refuses to search for a NUL
        return super().autocomplete_view(request)

    def get_urls(self):
        return [*self.gate.urls(self), *super().get_urls()]

    @cached_property
    def gate(self):
        """The gate: second factor, sessions, log-ins; imported late, since this module is loaded before the models."""
        from portal.accounts import gate

        return gate

    def add_mixins(self) -> None:
        """Let every registered admin save all or nothing, check what its list is sent, and search as people write.

        Also those of other apps.
        """
        from articles.admin.common.folded_search import FoldedSearch  # imported late: they need the models
        from articles.admin.common.lists import ValidatedLists
        from articles.admin.common.same_name import LinkedNames
        from articles.admin.common.transactions import AtomicViews

        for model in filter(self.is_registered, apps.get_models()):
            registered = type(self.get_model_admin(model))
            mixins = AtomicViews, ValidatedLists, FoldedSearch, LinkedNames
            missing = [mixin for mixin in mixins if not issubclass(registered, mixin)]
            if missing:
                self.unregister(model)
                self.register(model, type(registered.__name__, (*missing, registered), {}))

    def index(self, request, extra_context=None):
        from articles.admin.front import breaking  # imported late: this module is loaded before the models
        from portal.newsroom import start_page

        context = {"desk": start_page.columns(self, request), "beginning": start_page.beginning(request)}
        context["breaking"] = breaking.panel(self, request)
        return super().index(request, context | (extra_context or {}))


class NewsroomConfig(AdminConfig):
    """App config that makes NewsroomSite the default admin site."""

    default_site = "portal.newsroom.site.NewsroomSite"

    def ready(self):
        super().ready()
        admin.site.add_mixins()
        post_migrate.connect(roles.ensure_roles, sender=self)
        apps.get_app_config("auth").verbose_name = "Accounts"  # not "Authentication and Authorization"
        apps.get_app_config("admin").verbose_name = "Log"
        apps.get_app_config("axes").verbose_name = "Failed log-ins"
        apps.get_model("axes", "AccessFailureLog")._meta.verbose_name = "failed log-in"
        apps.get_model("axes", "AccessFailureLog")._meta.verbose_name_plural = "failed log-ins"
