"""The author as which an account signs: made with the account, and independent of it from then on."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Author
from tests.support.accounts import ADD, address_of, change, make_account, new_fields
from tests.support.factories import make_article, make_bylines
from tests.support.newsroom import messages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    """The browser of a chief editor."""
    client.force_login(make_account("chief", "Chief editor", first_name="Sona"))
    return client


def add(browser, role="Reporter", **changes) -> tuple[User, list[str]]:
    """Add the account and return it with the messages of the page that follows."""
    response = browser.post(reverse(ADD), new_fields(role, **changes), follow=True)
    return User.objects.get(username=changes.get("username", "gor")), messages_of(response)


def author_of(account) -> Author | None:
    return Author.objects.filter(account=account).first()


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Chief editor"])
def test_an_author_is_made_with_an_account_that_writes(chief, role):
    gor, messages = add(chief, role)
    assert (author_of(gor).name, author_of(gor).slug) == ("Gor Petrosyan", "gor-petrosyan")
    assert "Stories of gor are signed “Gor Petrosyan”." in messages
    assert LogEntry.objects.filter(change_message="Signs as Gor Petrosyan.").exists()


@pytest.mark.parametrize("role", ["none", "administrator"])
def test_no_author_is_made_for_an_account_that_does_not_write(admin_client, role):
    add(admin_client, role)
    assert not Author.objects.exists()


def test_an_author_is_made_when_an_account_gets_a_role_that_writes(chief):
    gor, _ = add(chief, "none")
    change(chief, gor, "Reporter")
    assert author_of(gor).name == "Gor Petrosyan"


@pytest.mark.parametrize("names", [("", ""), ("…", "")])
def test_an_account_that_writes_needs_a_name(chief, names):
    fields = new_fields("Reporter", first_name=names[0], last_name=names[1])
    response = chief.post(reverse(ADD), fields)
    assert response.context["adminform"].form.errors == {
        "first_name": ["Write the name that stands over this account's stories: an author is made from it."]
    }
    assert not Author.objects.exists()


def test_a_name_that_no_author_can_have_is_refused(chief):
    response = chief.post(reverse(ADD), new_fields("Reporter", last_name="P" * 100))
    assert "last_name" in response.context["adminform"].form.errors


def test_an_older_account_without_a_name_is_changed_without_one(chief):
    gor = make_account("gor", "Reporter")
    assert change(chief, gor, email="gor@example.org").status_code == 302
    assert (gor.email, author_of(gor)) == ("gor@example.org", None)


@pytest.mark.parametrize("name", ["Gor Petrosyan", "GOR  PETROSYAN"])
def test_an_author_of_that_name_whom_nobody_has_is_taken(chief, name):
    there = Author.objects.create(name=name)
    gor, _ = add(chief)
    assert author_of(gor) == there
    assert Author.objects.get().name == name


def test_a_namesake_gets_an_author_of_their_own(chief):
    first, _ = add(chief)
    second, _ = add(chief, username="gor2")
    assert [author_of(account).slug for account in (first, second)] == ["gor-petrosyan", "gor-petrosyan-2"]


def test_among_several_authors_of_that_name_a_person_chooses(chief):
    two = [Author.objects.create(name="Gor Petrosyan") for _ in range(2)]
    gor, messages = add(chief)
    assert author_of(gor) is None
    assert "There are several authors named “Gor Petrosyan”." in " ".join(messages)
    change(chief, gor, signs_as=two[1])
    assert author_of(gor) == two[1]
    assert Author.objects.count() == 2


def test_an_author_is_chosen_whatever_the_name(chief):
    pen = Author.objects.create(name="Night Owl")
    gor, _ = add(chief, signs_as=pen.pk)
    assert author_of(gor) == pen
    assert Author.objects.count() == 1


@pytest.mark.parametrize("value", ["another's", "999", "x", "\u0661", "9" * 30])
def test_an_author_that_is_another_accounts_or_nobody_is_refused(chief, value):
    first, _ = add(chief)
    value = author_of(first).pk if value == "another's" else value
    response = chief.post(reverse(ADD), new_fields("Reporter", username="ani", signs_as=value))
    assert list(response.context["adminform"].form.errors) == ["signs_as"]
    assert not User.objects.filter(username="ani").exists()


def test_an_emptied_author_is_looked_for_by_the_name_again(chief):
    gor, _ = add(chief, signs_as=Author.objects.create(name="Night Owl").pk)
    change(chief, gor, signs_as=None)
    assert author_of(gor).name == "Gor Petrosyan"
    assert Author.objects.get(name="Night Owl").account is None


def test_a_new_name_of_the_account_leaves_the_author(chief):
    gor, _ = add(chief)
    author = author_of(gor)
    change(chief, gor, last_name="Sargsyan")
    author.refresh_from_db()
    assert (author.name, author.account) == ("Gor Petrosyan", gor)
    assert "still signed “Gor Petrosyan”" in " ".join(messages_of(chief.get(address_of(gor))))


def test_an_author_outlives_role_and_account(chief):
    gor, _ = add(chief)
    author = author_of(gor)
    change(chief, gor, "none")
    change(chief, gor, is_active=None)
    assert author_of(gor) == author
    gor.delete()
    author.refresh_from_db()
    assert (author.name, author.account) == ("Gor Petrosyan", None)


def test_readers_read_nothing_of_the_account(client):
    secret = {"first_name": "Zaruhi", "last_name": "Unseen", "email": "hidden@example.org"}
    account = make_account("qwertyname", "Reporter", **secret)
    story = make_article("Bridge opens", minutes=1)
    make_bylines(story, "Night Owl")
    Author.objects.update(account=account)
    signed = [story.get_absolute_url(), Author.objects.get().get_absolute_url(), "/feeds/latest.json"]
    signed += [f"/news/{story.pk}.{kind}" for kind in ("json", "md")]
    for address in (*signed, "/", f"/news/{story.pk}.txt"):
        page = client.get(address)
        assert (page.status_code, "Night Owl" in page.text) == (200, address in signed)
        assert not [word for word in ("qwertyname", *secret.values()) if word in page.text]
