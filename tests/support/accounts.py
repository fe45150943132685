"""Accounts for tests, and what a browser sends from their forms."""

from django.contrib.auth.models import Group, User
from django.urls import reverse

ADD, LIST = "admin:auth_user_add", "admin:auth_user_changelist"
PASSWORD = "a long and winding one"


def address_of(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


def role_value(role: str) -> str:
    """Return what the form sends for a role's name; "none", "administrator" and "own" are sent as they are."""
    return role if role in ("none", "administrator", "own") else str(Group.objects.get(name=role).pk)


def make_account(username: str, role: str = "", **fields) -> User:
    """Create an account with the role; without one it has no access."""
    account = User.objects.create_user(username, is_staff=bool(role), **fields)
    if role:
        account.groups.add(Group.objects.get(name=role))
    return account


def new_fields(role: str = "none", **changes) -> dict:
    """Return the posted fields of the form of a new account."""
    fields = {"username": "gor", "first_name": "Gor", "last_name": "Petrosyan", "email": "", "signs_as": ""}
    return fields | {"role": role_value(role), "password1": PASSWORD, "password2": PASSWORD} | changes


def posted(value):
    """Return a row, or a list of rows, as a form sends it: by its id."""
    return list(map(posted, value)) if isinstance(value, list) else getattr(value, "pk", value)


def change(client, account: User, role: str | None = None, **changes):
    """Save the account's form with the changes (None leaves a box unticked), reload it and return the response."""
    form = client.get(address_of(account)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data |= changes | ({"role": role_value(role)} if role else {})
    sent = {name: posted(value) for name, value in data.items() if value not in (None, False)}
    response = client.post(address_of(account), sent)
    account.refresh_from_db()
    return response
