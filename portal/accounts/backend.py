from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.db.models import BigIntegerField, Q, Value

from articles.database.prepared import Prepared
from portal.accounts import second_factor


def _number(pk: int) -> Value:
    """Return the account's number as a parameter that may exceed the column's numbers, as the mark of Prepared does."""
    return Value(pk, BigIntegerField())


# Both are asked for at every request of the newsroom, so their SQL is built once.
_accounts = Prepared(
    lambda pk: User.objects.annotate(has_second_factor=second_factor.outer_user_has_factor()).filter(pk=_number(pk))
)
_permissions = Prepared(
    lambda pk: (
        Permission.objects.filter(
            Q(pk__in=User.user_permissions.through.objects.filter(user=_number(pk)).values("permission"))
            | Q(pk__in=Group.permissions.through.objects.filter(group__user=_number(pk)).values("permission"))
        )
        .order_by()
        .values_list("content_type__app_label", "codename")
    )
)


class AccountBackend(ModelBackend):
    """Django's backend of accounts and passwords, which asks the database less.

    It loads `has_second_factor` with the account, and the account's own permissions with those of its groups.
    """

    def get_user(self, user_id):
        user = next(iter(_accounts(user_id)), None)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Return the account's permissions as Django does, with one query for both kinds."""
        if user_obj.is_superuser or user_obj.is_anonymous or not user_obj.is_active or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = {f"{app}.{name}" for app, name in _permissions(user_obj.pk)}
        return user_obj._perm_cache
