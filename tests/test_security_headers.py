"""What every page forbids browsers, and where researchers write to."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.servers import environment, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/latest/", "/nothing/", "/admin/login/"])
def test_a_page_forbids_what_it_never_asks_for(client, path):
    headers = client.get(path).headers
    policy = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} <= set(policy)
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_feeds_are_for_other_sites_too(client):
    assert "Cross-Origin-Resource-Policy" not in client.get("/feeds/latest.json").headers


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/", "/admin/nothing/"])
def test_the_newsroom_is_in_no_index(client, path):
    assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/").headers


def test_the_newsroom_can_stand_at_another_address(tmp_path):
    show = """
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
from django.core.management import call_command
call_command("migrate", verbosity=0)
print([client.get(path).status_code for path in ("/desk-of-ours/login/", "/admin/login/", "/admin/")])
print(client.get("/desk-of-ours/").headers["Location"], client.get("/desk-of-ours/").headers["X-Robots-Tag"])
"""
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"NEWSROOM_PATH": "desk-of-ours"}
    assert run(process, show).splitlines() == [
        "[200, 404, 404]",
        "/desk-of-ours/login/?next=/desk-of-ours/ noindex, nofollow",
    ]


def test_researchers_find_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT, settings.SITE_URL = "mailto:security@example.org", "https://news.example.org"
    answer = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Canonical"] == "https://news.example.org/.well-known/security.txt"
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=178) < expires - datetime.now(UTC) <= timedelta(days=180)


def test_without_a_contact_there_is_no_such_file(client):
    assert client.get("/.well-known/security.txt").status_code == 404
