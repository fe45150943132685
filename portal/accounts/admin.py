"""Accounts in the newsroom: Django's admin of accounts, in which nobody can grant more than they hold; and the log."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.admin.common.datetimes import MOMENTS
from articles.admin.common.transactions import AtomicViews
from articles.admin.languages.own import language_choices
from articles.history.audit_log import audit
from articles.models import EditorLanguage, PreviewLink
from articles.text.dates import format_stamp
from portal.accounts import authors, log_admin, second_factor, sessions, views
from portal.accounts.filters import RoleFilter
from portal.accounts.forms import AccountForm, NewAccountForm
from portal.accounts.role_choice import NO_ROLE, name_of_role, permissions_of, role_of

__all__ = ["AccountAdmin", "log_admin"]
PERSON = (None, {"fields": ["username", "first_name", "last_name", "email"]})
ROLE = ("In the newsroom", {"fields": ["role", "signs_as"]})
ROLE_AND_LANGUAGES = ("In the newsroom", {"fields": ["role", "signs_as", "languages"]})
ACCESS = ("Log-in", {"fields": ["is_active", "factor_state", "seen"]})
PASSWORD = ("First password", {"fields": ["password1", "password2"]})
PERMISSIONS = ("Permissions", {"fields": ["groups", "user_permissions"], "classes": ["collapse"]})


def role_in_log(account) -> str:
    return "none" if role_of(account) == NO_ROLE else name_of_role(account)


admin.site.unregister([User, TOTPDevice, StaticDevice])  # so that nobody reads another account's secret


@admin.register(User)
class AccountAdmin(AtomicViews, UserAdmin):
    """Django's admin of accounts, limited so that those who may change accounts cannot make one an administrator's.

    Without it they could do so even with their own account. The role gives and takes access: role_choice.py.
    """

    class Media:
        js = [Script("js/newsroom/formnames.js", type="module")]  # names the lookup of authors

    formfield_overrides = MOMENTS
    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    add_fieldsets = [PERSON, ROLE, PASSWORD]
    readonly_fields = ["factor_state", "seen"]
    list_display = ["username", "full_name", "role", "second_factor", "log_in", "seen"]
    list_filter = [RoleFilter, "is_active"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).annotate(has_second_factor=second_factor.outer_user_has_factor())
        return rows.prefetch_related("groups")

    # What list and form show

    @admin.display(description="second factor")
    def second_factor(self, account):
        return "second factor" if account.has_second_factor else "password alone"

    @admin.display(description="log-in", ordering="is_active")
    def log_in(self, account):
        return "active" if account.is_active else "deactivated"

    @admin.display(description="second factor")
    def factor_state(self, account):
        if account.has_second_factor:
            return "Set up: the account is asked for a code from a phone."
        return "Not set up: the password alone opens the account."

    @admin.display(description="name", ordering="first_name")
    def full_name(self, account):
        return account.get_full_name()

    @admin.display(description="role")
    def role(self, account):
        return name_of_role(account)

    @admin.display(description="signs as")
    def signs_as(self, account):
        return authors.author_of(account) or "-"

    @admin.display(description="last login", ordering="last_login")
    def seen(self, account):
        return format_stamp(account.last_login) if account.last_login else "never"

    def get_fieldsets(self, request, obj=None):
        fieldsets = [PERSON, ROLE, ACCESS] if obj else self.add_fieldsets
        if language_choices(request):
            fieldsets = [ROLE_AND_LANGUAGES if one is ROLE else one for one in fieldsets]
        return [*fieldsets, PERMISSIONS] if obj and request.user.is_superuser else fieldsets

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)  # a new class each time
        form.giver, form.offered = request.user, language_choices(request)
        return form

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

    # What saving does

    def save_model(self, request, obj, form, change):
        before = User.objects.get(pk=obj.pk) if change else None
        obj.role_before = role_in_log(before) if change else ""
        super().save_model(request, obj, form, change)
        if change and before.is_active != obj.is_active:
            audit(request, obj, f"Account {'activated' if obj.is_active else 'deactivated'}.")
        if change and any(getattr(before, gate) and not getattr(obj, gate) for gate in ("is_active", "is_staff")):
            sessions.end_all(obj)  # otherwise they would work again when the access is given back
            PreviewLink.objects.filter(by=obj).end(request.user)

    def save_related(self, request, form, formsets, change):
        further = form.further_groups()
        super().save_related(request, form, formsets, change)
        form.save_groups(further)
        account = User.objects.get(pk=form.instance.pk)  # with the groups that were just saved
        before, now = form.instance.role_before, role_in_log(account)
        if change and before != now:
            audit(request, account, f"Roles: {before} to {now}.")
        authors.link(request, account, form)
        if "languages" in form.changed_data:
            EditorLanguage.objects.choose(account, form.cleaned_data["languages"])

    # Who may do what

    def may_manage(self, request, account) -> bool:
        """Return whether the user of the request holds every permission that the account holds."""
        if request.user.is_superuser or account is None:
            return True
        return not account.is_superuser and permissions_of(account) <= permissions_of(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_manage(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_manage(request, obj)
