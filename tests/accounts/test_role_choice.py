"""The role of an account: one choice gives access, changes or takes it, and the form shows nothing else of it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.role_choice import MAY
from portal.newsroom.roles import ROLES
from tests.support.accounts import ADD, LIST, PASSWORD, address_of, change, make_account, new_fields
from tests.support.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    """The browser of a chief editor."""
    client.force_login(make_account("chief", "Chief editor", first_name="Sona"))
    return client


def may_enter(account: User) -> bool:
    browser = Client()
    browser.force_login(account)
    return browser.get("/admin/").status_code == 200


def of(account: User) -> tuple:
    """What an account is: staff, superuser, its groups by name."""
    account.refresh_from_db()
    return account.is_staff, account.is_superuser, [group.name for group in account.groups.order_by("name")]


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Chief editor"])
def test_one_save_makes_an_account_that_may_log_in(chief, role):
    assert chief.post(reverse(ADD), new_fields(role)).status_code == 302
    gor = User.objects.get(username="gor")
    assert of(gor) == (True, False, [role])
    assert gor.check_password(PASSWORD)
    assert may_enter(gor)


def test_an_account_without_a_role_has_no_access_and_the_list_says_so(chief):
    chief.post(reverse(ADD), new_fields("none"))
    gor = User.objects.get(username="gor")
    assert of(gor) == (False, False, [])
    assert not may_enter(gor)
    assert '<td class="field-role">No role, no access</td>' in chief.get(reverse(LIST), {"q": "gor"}).text


def test_a_role_must_be_chosen_even_if_it_is_none(chief):
    fields = new_fields()
    del fields["role"]
    response = chief.post(reverse(ADD), fields)
    assert response.context["adminform"].form.errors == {"role": ["This field is required."]}
    assert not User.objects.filter(username="gor").exists()


def test_another_role_replaces_the_one_before(chief):
    gor = make_account("gor", "Editor", first_name="Gor")
    gor.groups.add(Group.objects.get(name="Reporter"), Group.objects.create(name="Night desk"))
    change(chief, gor, "Reporter")
    assert of(gor) == (True, False, ["Night desk", "Reporter"])
    assert not User.objects.get(pk=gor.pk).has_perm("articles.publish_article")


def test_without_its_role_an_account_is_out_at_once(chief):
    gor = make_account("gor", "Editor", first_name="Gor")
    gor.user_permissions.add(Permission.objects.get(codename="view_section"))
    browser = Client()
    browser.force_login(gor)
    key = browser.session.session_key
    assert browser.get("/admin/").status_code == 200
    change(chief, gor, "none")
    assert of(gor) == (False, False, [])
    assert not User.objects.get(pk=gor.pk).get_all_permissions()
    assert browser.get("/admin/").status_code == 302
    change(chief, gor, "Editor")
    assert browser.get("/admin/").status_code == 302
    assert not browser.session.exists(key)


def test_a_lower_role_counts_in_sessions_that_are_open(chief):
    gor = make_account("gor", "Editor", first_name="Gor")
    browser = Client()
    browser.force_login(gor)
    assert browser.get("/admin/articles/front/").status_code == 200
    change(chief, gor, "Reporter")
    assert browser.get("/admin/articles/front/").status_code == 403


def test_only_an_administrator_makes_administrators(admin_client):
    gor = make_account("gor", "Editor", first_name="Gor")
    change(admin_client, gor, "administrator")
    assert of(gor) == (True, True, [])
    change(admin_client, gor, "Reporter")
    assert of(gor) == (True, False, ["Reporter"])


def test_nobody_takes_their_own_role_or_shuts_their_own_account(chief, admin_client, admin_user):
    for browser, account in ((chief, User.objects.get(username="chief")), (admin_client, admin_user)):
        before = of(account)
        change(browser, account, "none", is_active=None, first_name="Anna")
        assert of(account) == before
        assert (account.is_active, account.first_name) == (True, "Anna")


def test_the_handbook_says_of_each_role_what_the_form_says():
    handbook = Path("docs/newsroom.md").read_text()
    assert [role for role in ROLES if f"| *{role}* | {MAY[role]} |" in handbook] == list(ROLES)


def test_saving_a_form_without_a_change_changes_nothing(chief, admin_client):
    night = Group.objects.create(name="Night desk")
    night.permissions.add(Permission.objects.get(codename="view_section"))
    of_night = make_account("night", "Night desk")
    own = User.objects.create_user("own", is_staff=True)
    own.user_permissions.add(Permission.objects.get(codename="view_section"))
    both = make_account("both", "Editor", first_name="Ani")
    both.groups.add(night)
    for account in (of_night, own, both, make_account("none")):
        before = of(account), account.user_permissions.count()
        for browser in (chief, admin_client):
            assert change(browser, account).status_code == 302
            assert (of(account), account.user_permissions.count()) == before


def test_a_group_of_the_sites_own_is_a_role(admin_client):
    Group.objects.create(name="Night desk").permissions.add(Permission.objects.get(codename="view_article"))
    admin_client.post(reverse(ADD), new_fields("Night desk"))
    assert of(User.objects.get(username="gor")) == (True, False, ["Night desk"])


def fields_of(page) -> list[str]:
    return [line for _, options in page.context["adminform"].fieldsets for line in options["fields"]]


def test_the_form_shows_the_person_the_role_and_the_access(chief, admin_client):
    gor = make_account("gor", "Reporter", first_name="Gor", last_login=NOON)
    page = chief.get(address_of(gor))
    assert fields_of(page) == [
        *("username", "first_name", "last_name", "email", "role", "signs_as"),
        *("is_active", "factor_state", "seen"),
    ]
    assert "Not set up: the password alone opens the account." in page.text
    assert "Can add" not in page.text
    assert fields_of(admin_client.get(address_of(gor)))[-2:] == ["groups", "user_permissions"]


def test_the_form_of_a_new_account_asks_for_all_that_it_needs(chief, admin_client):
    for browser in (chief, admin_client):
        assert fields_of(browser.get(reverse(ADD))) == [
            *("username", "first_name", "last_name", "email", "role", "signs_as"),
            *("password1", "password2"),
        ]


def test_the_form_says_that_a_second_factor_is_set_up_and_leads_to_its_reset(chief):
    gor = make_account("gor", "Reporter")
    TOTPDevice.objects.create(user=gor, confirmed=True)
    page = chief.get(address_of(gor)).text
    assert "Set up: the account is asked for a code from a phone." in page
    assert reverse("admin:auth_user_second_factor", args=[gor.pk]) in page
    assert reverse("admin:auth_user_password_change", args=[gor.pk]) in page


def test_a_chief_editor_sees_the_account_of_who_holds_more_and_changes_nothing(chief):
    page = chief.get(address_of(User.objects.create_superuser("root")))
    assert '<div class="readonly">Administrator</div>' in page.text
    assert 'name="_save"' not in page.text


def test_the_list_names_role_second_factor_and_last_log_in(chief, django_assert_num_queries):
    make_account("gor", "Reporter", first_name="Gor", last_name="Petrosyan", last_login=NOON)
    page = chief.get(reverse(LIST), {"q": "petrosyan"}).text
    assert '<td class="field-full_name">Gor Petrosyan</td><td class="field-role">Reporter</td>' in page
    assert '<td class="field-second_factor">password alone</td><td class="field-log_in">active</td>' in page
    assert '<td class="field-seen">October 2, 2020 - 12:00 AMT</td>' in page
    with django_assert_num_queries(7):
        chief.get(reverse(LIST))
    for number in range(3):
        make_account(f"more{number}", "Editor")
    with django_assert_num_queries(7):
        chief.get(reverse(LIST))


@pytest.mark.parametrize(
    ("role", "found"), [("Reporter", ["gor"]), ("none", ["ani"]), ("administrator", ["root"]), ("x", None)]
)
def test_the_list_is_filtered_by_role(admin_client, admin_user, role, found):
    admin_user.delete()
    root = User.objects.create_superuser("root")
    admin_client.force_login(root)
    make_account("gor", "Reporter")
    make_account("ani")
    value = str(Group.objects.get(name=role).pk) if role == "Reporter" else role
    rows = admin_client.get(reverse(LIST), {"role": value}).context["cl"].result_list
    assert [row.username for row in rows] == (found or ["ani", "gor", "root"])
