"""The first account of the newsroom."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.management.command_line import shell_command

pytestmark = pytest.mark.django_db


def test_the_first_account_may_log_in_with_the_password_that_is_printed(client, capsys):
    call_command("create_editor")
    name, password = re.search(r"name\s+(\S+)\s+password\s+(\S+)", capsys.readouterr().out).groups()
    assert name == "editor"
    client.post("/admin/login/", {"username": name, "password": password})
    assert client.get("/admin/articles/article/add/").status_code == 200


def test_the_account_takes_the_name_that_is_given(capsys):
    call_command("create_editor", "anahit")
    assert User.objects.get().username == "anahit"
    assert "anahit" in capsys.readouterr().out


def test_passwords_differ(capsys):
    outputs = set()
    for _ in range(2):
        User.objects.all().delete()
        call_command("create_editor")
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 2


@pytest.mark.parametrize(("account", "named"), [("editor", "editor"), ("anahit", "NAME")])
def test_where_there_is_an_account_nothing_is_changed_and_the_way_to_a_new_password_is_told(capsys, account, named):
    User.objects.create_user(account)
    call_command("create_editor")
    assert capsys.readouterr().out == (
        "An account already exists; nothing was created.\n"
        f"  To set a new password, run {shell_command('changepassword')} {named}\n"
    )
    assert User.objects.get().username == account
