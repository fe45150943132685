"""Accounts in the newsroom: Django's admin of accounts, in which nobody can grant more than they hold; and the log."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.admin.common.datetimes import MOMENTS
from articles.admin.common.transactions import AtomicViews
from articles.history.audit_log import audit
from articles.models import PreviewLink
from portal.accounts import log_admin, second_factor, sessions, views

__all__ = ["AccountAdmin", "log_admin"]
ADMINISTRATOR_FIELDS = {"is_superuser", "user_permissions"}


def permissions_of(user) -> set[int]:
    """Return the ids of the permissions that the account has itself or through its groups, even if it is inactive."""
    own = Permission.objects.filter(Q(user=user.pk) | Q(group__user=user.pk))
    return set(own.values_list("pk", flat=True))


def roles_of(account) -> list[str]:
    return list(account.groups.order_by("name").values_list("name", flat=True))


admin.site.unregister([User, TOTPDevice, StaticDevice])  # so that nobody reads another account's secret


@admin.register(User)
class AccountAdmin(AtomicViews, UserAdmin):
    """Django's admin of accounts, limited so that those who may change accounts cannot make one an administrator's.

    Without it they could do so even with their own account.
    """

    formfield_overrides = MOMENTS
    list_display = ["username", "first_name", "last_name", "is_staff", "is_active", "second_factor"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(has_second_factor=second_factor.outer_user_has_factor())

    @admin.display(description="second factor", boolean=True)
    def second_factor(self, account):
        return account.has_second_factor

    def get_urls(self):
        view = self.admin_site.admin_view(self.second_factor_view)
        return [path("<int:pk>/second-factor/", view, name="auth_user_second_factor"), *super().get_urls()]

    def second_factor_view(self, request, pk):
        """Ask for confirmation and, on POST, remove someone's second factor because their phone is lost."""
        account = self.get_object(request, str(pk))
        if account is None:
            raise Http404("no such account")
        if account == request.user or not self.has_change_permission(request, account):
            raise PermissionDenied  # removing one's own requires a code: see views.show_own_account
        if request.method != "POST":
            return views.render_page(
                self.admin_site, request, "accounts/reset", "Reset the second factor", account=account
            )
        second_factor.remove(account)
        audit(request, account, "Second factor reset.")
        messages.success(request, f"The second factor of {account} was reset, and their sessions have ended.")
        return redirect(reverse("admin:auth_user_change", args=[pk]))

    def save_model(self, request, obj, form, change):
        obj.roles_before = roles_of(obj) if change else []
        super().save_model(request, obj, form, change)
        if change and "is_active" in form.changed_data:
            if not obj.is_active:
                sessions.end_all(obj)  # otherwise they would work again when the account is activated
                PreviewLink.objects.filter(by=obj).end(request.user)
            audit(request, obj, f"Account {'activated' if obj.is_active else 'deactivated'}.")
        if change and "is_superuser" in form.changed_data:
            audit(request, obj, f"Administrator: {'yes' if obj.is_superuser else 'no'}.")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        before, now = form.instance.roles_before, roles_of(form.instance)
        if before != now:
            change = " to ".join(", ".join(names) or "none" for names in (before, now))
            audit(request, form.instance, f"Roles: {change}.")

    def may_manage(self, request, account) -> bool:
        """Return whether the user of the request holds every permission that the account holds."""
        if request.user.is_superuser or account is None:
            return True
        return not account.is_superuser and permissions_of(account) <= permissions_of(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_manage(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_manage(request, obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, options | {"fields": [name for name in options["fields"] if name not in ADMINISTRATOR_FIELDS]})
            for title, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and not request.user.is_superuser:
            not_held = Permission.objects.exclude(pk__in=permissions_of(request.user))
            field.queryset = Group.objects.exclude(permissions__in=not_held)
        return field
