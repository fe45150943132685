"""The filter of the list of accounts."""

from django.contrib import admin
from django.contrib.auth.models import Group

from articles.admin.common.lookup_widgets import is_id
from portal.accounts.role_choice import ADMINISTRATOR, NAMES, NO_ROLE


class RoleFilter(admin.SimpleListFilter):
    """Accounts by role: without access, of a group, or of administrators."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        groups = [(str(pk), name) for pk, name in Group.objects.order_by("pk").values_list("pk", "name")]
        return [*groups, (ADMINISTRATOR, NAMES[ADMINISTRATOR]), (NO_ROLE, NAMES[NO_ROLE])]

    def queryset(self, request, queryset):
        role, staff = self.value(), queryset.filter(is_staff=True)
        if role == NO_ROLE:
            return queryset.filter(is_staff=False)
        if role == ADMINISTRATOR:
            return staff.filter(is_superuser=True)
        return staff.filter(groups=int(role)) if is_id(role) else queryset
