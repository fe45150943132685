"""The second factor: who is asked for it, what it opens, and what stays shut without it."""

import time

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_factor
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
PASSWORD = "a long and winding one"
CODE, SET_UP, ACCOUNT = "/admin/code/", "/admin/account/second-factor/", "/admin/account/"


def member(role: str, name="") -> User:
    account = User.objects.create_user(name or role.lower(), password=PASSWORD, is_staff=True)
    account.groups.set(Group.objects.filter(name=role))
    return account


def give_factor(account) -> list[str]:
    """Sets a phone up; returns the recovery codes."""
    TOTPDevice.objects.create(user=account, name="phone")
    return second_factor.make_recovery_codes(account)


def code_of(account, steps=0) -> str:
    """What the phone shows now, or `steps` half minutes later."""
    totp = TOTP(TOTPDevice.objects.get(user=account).bin_key)
    totp.time = time.time() + steps * 30
    return f"{totp.token():06d}"


def log_in(client, account, follow=False):
    return client.post(
        "/admin/login/?next=/admin/", {"username": account.username, "password": PASSWORD}, follow=follow
    )


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def log_messages() -> list[str]:
    return [entry.change_message for entry in LogEntry.objects.order_by("pk")]


@pytest.fixture
def anahit():
    account = member("Editor", "anahit")
    account.recovery = give_factor(account)
    return account


@pytest.mark.parametrize("setting", ["off", "editors", "all"])
@pytest.mark.parametrize("role", ["Reporter", "Editor", "Chief editor"])
def test_the_setting_says_of_whom_it_is_asked(client, settings, role, setting):
    settings.NEWSROOM_SECOND_FACTOR = setting
    log_in(client, member(role))
    assert is_in(client) == (setting == "off" or (setting == "editors" and role == "Reporter"))


def test_an_administrator_is_asked_like_an_editor(client, settings):
    settings.NEWSROOM_SECOND_FACTOR = "editors"
    log_in(client, User.objects.create_superuser("root", password=PASSWORD))
    assert client.get("/admin/")["Location"] == f"{SET_UP}?next=/admin/"


def test_whoever_has_one_gives_the_code_after_the_password(client, anahit):
    page = log_in(client, anahit, follow=True)
    assert page.redirect_chain[-1][0] == f"{CODE}?next=/admin/"
    answer = client.post(CODE, {"code": code_of(anahit), "next": "/admin/articles/article/"})
    assert answer["Location"] == "/admin/articles/article/"
    assert is_in(client)
    assert log_messages() == ["Password given, from 127.0.0.1.", "Logged in with a code, from 127.0.0.1."]


def test_a_code_opens_once(client, anahit):
    code = code_of(anahit)
    for browser, opened in ((client, True), (Client(), False)):
        log_in(browser, anahit)
        browser.post(CODE, {"code": code})
        assert is_in(browser) == opened


def test_a_recovery_code_opens_once(client, anahit):
    code = anahit.recovery[0].upper()
    for browser, opened in ((client, True), (Client(), False)):
        log_in(browser, anahit)
        browser.post(CODE, {"code": f" {code} "})
        assert is_in(browser) == opened
    assert "Logged in with a recovery code, 9 left, from 127.0.0.1." in log_messages()


def test_guessing_codes_is_slow(client, anahit):
    log_in(client, anahit)
    with time_machine.travel(timezone.now(), tick=False):  # the waits are of seconds, a busy machine's too
        page = [client.post(CODE, {"code": "000000"}) for _ in range(3)][-1]
        assert "was entered too soon after a wrong one. Wait" in page.text
        client.post(CODE, {"code": code_of(anahit)})
    assert not is_in(client)
    assert log_messages()[1] == "Wrong code from 127.0.0.1."


@pytest.mark.parametrize("code", ["", "x" * 41, "１２３４５６", "+12345", "12 34\0", "'; --"])
def test_what_is_no_code_opens_nothing(client, anahit, code):
    log_in(client, anahit)
    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_the_way_onward_leads_to_no_other_site(client, anahit, goal):
    log_in(client, anahit)
    assert client.post(CODE, {"code": code_of(anahit), "next": goal})["Location"] == "/admin/"


def addresses() -> list[str]:
    article = make_article(published_at=None)
    named = [
        "articles_article_changelist",
        "articles_article_add",
        "autocomplete",
        "jsi18n",
        "password_change",
        "account",
    ]
    named += ["auth_user_changelist", "admin_logentry_changelist"]
    of_one = ["change", "preview", "history", "delete"]
    return [
        "/admin/",
        *(reverse(f"admin:{name}") for name in named),
        *(reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in of_one),
        "/admin/r/1/1/",
        "/admin/no-such-page/",
    ]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("has", [True, False], ids=["with a phone", "without one"])
def test_a_session_that_is_half_open_opens_no_page(client, settings, method, has):
    settings.NEWSROOM_SECOND_FACTOR = "editors"
    account = User.objects.create_superuser("root", password=PASSWORD)
    if has:
        give_factor(account)
    client.force_login(account)
    for address in addresses():
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, CODE if has else SET_UP), address


def test_a_session_that_is_half_open_may_be_left(client, anahit):
    log_in(client, anahit)
    assert client.post("/admin/logout/").status_code == 200
    assert client.get(CODE)["Location"].startswith("/admin/login/")


def test_setting_it_up_ends_with_ten_recovery_codes(client, settings):
    settings.NEWSROOM_SECOND_FACTOR = "editors"
    account = member("Editor")
    log_in(client, account)
    page = client.get(SET_UP)
    assert 'src="data:image/svg+xml' in page.text
    assert page.context["secret"] == client.get(SET_UP).context["secret"]
    assert page["Cache-Control"].endswith("private")
    page = client.post(SET_UP, {"code": code_of(account)})
    assert len(set(page.context["codes"])) == 10
    assert is_in(client)
    assert client.get(SET_UP)["Location"] == ACCOUNT
    assert log_messages()[-1] == "Second factor set up."


def test_a_wrong_first_code_sets_nothing_up(client):
    account = member("Editor")
    client.force_login(account)
    client.get(SET_UP)
    assert "This code is wrong." in client.post(SET_UP, {"code": "000000"}).text
    assert not second_factor.has_factor(account)


def test_setting_it_up_ends_the_other_sessions(client):
    account, other = member("Editor"), Client()
    for browser in (client, other):
        browser.force_login(account)
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(account)})
    assert (is_in(client), is_in(other)) == (True, False)


@pytest.fixture
def inside(client, anahit):
    """A browser with a whole session of anahit's."""
    log_in(client, anahit)
    client.post(CODE, {"code": anahit.recovery[0]})
    return client


@pytest.mark.parametrize("do", ["codes", "remove"])
def test_without_a_code_nothing_of_it_changes(inside, anahit, do):
    for code in ("", "zzzzzzzz"):
        inside.post(ACCOUNT, {"do": do, "code": code})
    inside.post(ACCOUNT, {"do": do})
    assert second_factor.count_recovery_codes(anahit) == 9
    assert second_factor.has_factor(User.objects.get(pk=anahit.pk))


def test_new_recovery_codes_end_the_old_ones(inside, anahit):
    page = inside.post(ACCOUNT, {"do": "codes", "code": code_of(anahit)})
    assert not set(page.context["codes"]) & set(anahit.recovery)
    assert second_factor.count_recovery_codes(anahit) == 10


def test_it_is_removed_with_a_code(inside, anahit):
    inside.post(ACCOUNT, {"do": "remove", "code": anahit.recovery[1]})
    assert not second_factor.has_factor(User.objects.get(pk=anahit.pk))
    assert is_in(inside)
    assert log_messages()[-1] == "Second factor removed."


@pytest.mark.parametrize(("role", "allowed"), [("Reporter", False), ("Editor", False), ("Chief editor", True)])
def test_a_chief_editor_resets_it_for_who_lost_the_phone(client, anahit, role, allowed):
    client.force_login(member(role))
    address = reverse("admin:auth_user_second_factor", args=[anahit.pk])
    assert (client.get(address).status_code == 200) == allowed
    client.post(address)
    assert second_factor.has_factor(User.objects.get(pk=anahit.pk)) != allowed
    assert ("Second factor reset." in log_messages()) == allowed


def test_nobody_resets_their_own_or_that_of_who_holds_more(client):
    chief, root = member("Chief editor"), User.objects.create_superuser("root")
    client.force_login(chief)
    for account in (chief, root):
        assert client.post(reverse("admin:auth_user_second_factor", args=[account.pk])).status_code == 403


def test_the_console_resets_it_when_nobody_else_can(anahit, capsys):
    call_command("reset_second_factor", "anahit")
    assert not second_factor.has_factor(User.objects.get(pk=anahit.pk))
    assert "anahit was reset" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("reset_second_factor", "nobody")


def test_nobody_reads_anothers_secret(admin_client):
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
