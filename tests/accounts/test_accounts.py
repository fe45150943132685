"""Accounts in the newsroom: passwords that are refused, and what the log says when one is opened, shut or changed."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.support.accounts import ADD, change, make_account, new_fields

pytestmark = pytest.mark.django_db
SHORT_PASSWORD = {
    "old_password": "a long and winding one",
    "new_password1": "quiet-river",
    "new_password2": "quiet-river",
}


@pytest.fixture
def gor():
    return make_account("gor", "Reporter", password=SHORT_PASSWORD["old_password"], first_name="Gor")


def log_messages() -> list[str]:
    """What the log says of accounts, oldest first, without Django's own sentence of changed fields."""
    entries = LogEntry.objects.filter(content_type__model="user").order_by("pk")
    return [message for entry in entries if not (message := entry.get_change_message()).startswith("Changed")]


def test_a_password_of_eleven_characters_is_refused_to_its_owner(client, gor):
    client.force_login(gor)
    page = client.post(reverse("admin:password_change"), SHORT_PASSWORD)
    assert "at least 12 characters" in page.content.decode()
    gor.refresh_from_db()
    assert gor.check_password(SHORT_PASSWORD["old_password"])


def test_a_password_of_eleven_characters_is_refused_for_a_new_account(admin_client):
    fields = new_fields(username="ani", password1="quiet-river", password2="quiet-river")
    page = admin_client.post(reverse(ADD), fields)
    assert "at least 12 characters" in page.content.decode()
    assert not User.objects.filter(username="ani").exists()


def test_shutting_an_account_ends_its_sessions_for_good(admin_client, gor):
    session = Client()
    session.force_login(gor)
    assert session.get("/admin/").status_code == 200
    change(admin_client, gor, is_active=None)
    gor.refresh_from_db()
    change(admin_client, gor, is_active=True)
    assert session.get("/admin/").status_code == 302
    assert log_messages() == ["Account deactivated.", "Signs as Gor.", "Account activated."]


def test_a_change_of_role_is_logged_from_what_to_what(admin_client, gor):
    change(admin_client, gor, "Editor")
    assert log_messages() == ["Roles: Reporter to Editor.", "Signs as Gor."]


def test_a_new_account_is_logged_with_who_made_it(admin_client, admin_user):
    admin_client.post(reverse(ADD), new_fields(username="ani"))
    entry = LogEntry.objects.get(content_type__model="user")
    assert (entry.user, entry.object_repr, entry.get_change_message()) == (admin_user, "ani", "Added.")
