"""Who works here: Django's page of accounts, on which nobody can give more than they hold."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

ADMINISTRATORS_ALONE = {"is_superuser", "user_permissions"}


def held_by(user) -> set[int]:
    """The ids of the permissions that the account has by itself or by its groups, also while it is shut."""
    own = Permission.objects.filter(Q(user=user.pk) | Q(group__user=user.pk))
    return set(own.values_list("pk", flat=True))


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Without it whoever may change accounts could make one, or their own, an administrator's."""

    list_display = ["username", "first_name", "last_name", "is_staff", "is_active"]

    def within_reach(self, request, account) -> bool:
        """Whether the account holds nothing that whoever asks does not hold, too."""
        if request.user.is_superuser or account is None:
            return True
        return not account.is_superuser and held_by(account) <= held_by(request.user)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.within_reach(request, obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, options | {"fields": [name for name in options["fields"] if name not in ADMINISTRATORS_ALONE]})
            for title, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and not request.user.is_superuser:
            beyond = Permission.objects.exclude(pk__in=held_by(request.user))
            field.queryset = Group.objects.exclude(permissions__in=beyond)
        return field
