"""A session ends by itself, and when its account says so."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.accounts import sessions

pytestmark = pytest.mark.django_db


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("clock", "seconds", "goes_on"),
    [("seen", 239 * 60, True), ("seen", 240 * 60, False), ("began", 13 * 3600, True), ("began", 14 * 3600, False)],
)
def test_it_ends_after_idleness_and_after_its_hours(admin_client, clock, seconds, goes_on):
    session = admin_client.session
    session[clock] -= seconds
    session.save()
    assert is_in(admin_client) == goes_on


def test_log_out_everywhere_else_leaves_this_one(admin_client, admin_user):
    other = Client()
    other.force_login(admin_user)
    admin_client.post("/admin/account/", {"do": "everywhere"})
    assert (is_in(admin_client), is_in(other)) == (True, False)


def test_ending_an_accounts_sessions_leaves_those_of_others(admin_client, client):
    account = User.objects.create_user("ani", is_staff=True)
    client.force_login(account)
    sessions.end_all(account)
    assert (is_in(admin_client), is_in(client)) == (True, False)
