from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from portal.accounts import second_factor


class AccountBackend(ModelBackend):
    """Django's backend of accounts and passwords, which also loads `has_second_factor` without a further query."""

    def get_user(self, user_id):
        user = User.objects.annotate(has_second_factor=second_factor.outer_user_has_factor()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
