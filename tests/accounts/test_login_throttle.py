"""Failed log-ins: whom they shut out and whom not, and whose address counts."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from portal.http.client_address import client_address, parse_proxies

PASSWORD = "a long and winding one"


def attempt(name="anahit", password="wrong", address="203.0.113.9", **headers):  # noqa: S107
    fields = {"username": name, "password": password}
    return Client().post("/admin/login/", fields, REMOTE_ADDR=address, headers=headers)


@pytest.fixture
def anahit(db):
    return User.objects.create_user("anahit", password=PASSWORD, is_staff=True)


def fail_from_everywhere(name, times=50):
    AccessAttempt.objects.create(username=name, ip_address="198.51.100.1", failures_since_start=times)


def test_five_failures_shut_the_name_at_that_address_and_say_for_how_long(anahit):
    assert [attempt().status_code for _ in range(5)] == [200] * 4 + [429]
    answer = attempt(password=PASSWORD)
    assert (answer.status_code, "Wait 15 minutes, then try again." in answer.text) == (429, True)
    assert attempt(password=PASSWORD, address="203.0.113.10").status_code == 302


def test_a_lockout_ends_by_itself(anahit):
    for _ in range(5):
        attempt()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
    assert attempt(password=PASSWORD).status_code == 302


def test_attempts_while_it_is_shut_do_not_keep_it_shut(anahit):
    for _ in range(5):
        attempt()
    before = AccessAttempt.objects.get().attempt_time
    attempt()
    assert (AccessAttempt.objects.get().attempt_time, LogEntry.objects.count()) == (before, 5)


def test_a_forged_header_makes_no_new_address(anahit):
    forged = [attempt(**{"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(5)]
    assert forged[-1] == 429


def test_guesses_from_everywhere_shut_out_only_who_never_came_from_there(anahit):
    AccessLog.objects.create(username="anahit", ip_address="203.0.113.9")
    fail_from_everywhere("anahit")
    assert attempt(password=PASSWORD).status_code == 302
    assert attempt(password=PASSWORD, address="203.0.113.10").status_code == 429


def test_one_address_that_tries_many_names_is_shut_out(db):
    assert [attempt(f"name{n}").status_code for n in range(30)] == [200] * 29 + [429]


def test_known_and_unknown_names_get_the_same_answer_and_one_row_each(anahit):
    pages = [attempt(name).text.replace(name, "NAME") for name in ("anahit", "nobody")]
    assert "Please enter the correct username and password" in pages[0]
    assert len(pages[0]) == len(pages[1])
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Failed log-in from 203.0.113.9."]
    assert [row.username for row in AccessFailureLog.objects.all()] == ["nobody"]


def test_a_name_that_no_account_can_have_is_counted_as_far_as_one_can_be_long(db):
    statuses = [attempt("a" * 150 + "b" * n).status_code for n in (0, 1, 106, 5000, 60_000)]
    assert statuses == [200] * 4 + [429]
    assert {row.username for row in AccessAttempt.objects.all()} == {"a" * 150}


def test_old_rows_leave_the_tables_at_a_log_in(anahit):
    for model in (AccessLog, AccessFailureLog):
        model.objects.create(username="old")
        model.objects.update(attempt_time=timezone.now() - timezone.timedelta(days=31))
    attempt(password=PASSWORD)
    assert (AccessLog.objects.count(), AccessFailureLog.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("proxies", "own", "forwarded", "found"),
    [
        ("0", "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("1", "10.0.0.5", "192.0.2.1, 203.0.113.9", "203.0.113.9"),
        ("2", "10.0.0.5", "192.0.2.1, 203.0.113.9, 10.0.0.6", "203.0.113.9"),
        ("2", "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("1", "", "192.0.2.1, 203.0.113.9", "203.0.113.9"),
        ("1", "10.0.0.5", "nonsense", "10.0.0.5"),
        ("10.0.0.0/24", "10.0.0.5", "192.0.2.1, 203.0.113.9, 10.0.0.6", "203.0.113.9"),
        ("10.0.0.0/24", "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("0", "", "192.0.2.1", None),
        ("0", "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        ("0", "::ffff:203.0.113.9", "", "203.0.113.9"),
        ("1", "10.0.0.5", "[2001:db8::1]:443", "2001:db8::"),
    ],
)
def test_whose_address_counts(proxies, own, forwarded, found):
    meta = {"REMOTE_ADDR": own, "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(meta, parse_proxies(proxies)) == found


def change_password(client, old, address="203.0.113.9") -> int:
    """The status of the answer when the account of the client's session gives `old` as its old password."""
    fields = {"old_password": old, "new_password1": "another winding one", "new_password2": "another winding one"}
    return client.post("/admin/password_change/", fields, REMOTE_ADDR=address).status_code


@pytest.fixture
def at_work(anahit):
    client = Client()
    client.force_login(anahit)
    return client


def test_the_old_password_cannot_be_guessed_on_the_page_that_changes_it(anahit, at_work):
    assert [change_password(at_work, "wrong") for _ in range(5)] == [200] * 4 + [429]
    assert LogEntry.objects.first().change_message == "Logged out: too many wrong old passwords."
    assert at_work.get("/admin/").status_code == 302
    assert attempt(password=PASSWORD).status_code == 429
    at_work.force_login(anahit)
    assert change_password(at_work, "wrong") == 429
    anahit.refresh_from_db()
    assert anahit.check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_from_many_addresses(at_work):
    assert [change_password(at_work, "wrong", f"203.0.113.{n}") for n in range(5)] == [200] * 4 + [429]
    assert at_work.get("/admin/").status_code == 302


FAILURES_ELSEWHERE = {
    "of the name from here": [("anahit", "203.0.113.9", 5)],
    "of the name from everywhere": [("anahit", "198.51.100.1", 50)],
    "of others from here": [("tigran", "203.0.113.9", 30)],
}


@pytest.mark.parametrize("failures", FAILURES_ELSEWHERE.values(), ids=FAILURES_ELSEWHERE)
def test_the_right_old_password_is_taken_whatever_failed_elsewhere(anahit, at_work, failures):
    for name, address, times in failures:
        AccessAttempt.objects.create(username=name, ip_address=address, failures_since_start=times)
    assert attempt(password=PASSWORD).status_code == 429
    assert change_password(at_work, "wrong") == 200  # one slip of the finger ends nothing either
    assert change_password(at_work, PASSWORD) == 302
    anahit.refresh_from_db()
    assert anahit.check_password("another winding one")
    assert at_work.get("/admin/").status_code == 200


def test_the_right_old_password_is_taken_although_another_session_guesses_it(anahit, at_work):
    thief = Client()
    thief.force_login(anahit)
    assert [change_password(thief, "wrong") for _ in range(5)][-1] == 429
    assert change_password(at_work, PASSWORD) == 302
    assert at_work.get("/admin/").status_code == 200


def test_a_guess_that_comes_after_its_session_has_ended_is_not_looked_at(anahit, at_work, monkeypatch):
    monkeypatch.setattr(SessionStore, "exists", lambda self, key: False)  # ended while this one was under way
    assert change_password(at_work, PASSWORD) == 429
    anahit.refresh_from_db()
    assert anahit.check_password(PASSWORD)


def test_wrong_old_passwords_are_forgotten_after_a_quarter_of_an_hour(at_work):
    assert [change_password(at_work, "wrong") for _ in range(4)] == [200] * 4
    LogEntry.objects.update(action_time=timezone.now() - timezone.timedelta(minutes=16))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
    assert change_password(at_work, "wrong") == 200
