"""deploy/portal: one program reads the server's settings, for the units and for whoever types `portal …`."""

import configparser
import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from articles.management import command_line

ROOT = Path(__file__).parent.parent.parent
PROGRAM = ROOT / "deploy" / "portal"


@pytest.fixture(scope="module")
def portal():
    """The program, read as a module."""
    loader = importlib.machinery.SourceFileLoader("deploy_portal", str(PROGRAM))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("deploy_portal", loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("pa$$w0rd$HOME", "pa$$w0rd$HOME"),
        ("two words", "two words"),
        ("it's", "it's"),
        ('say"so', 'say"so'),
        ("back\\\\slash", "back\\slash"),
        ("hash#tag #more", "hash#tag #more"),
        ("a=b==", "a=b=="),
        ("  blanks around \t", "blanks around"),
        ('" kept "', " kept "),
        ("' kept '", " kept "),
        ("'$HOME \"x\" \\n'", '$HOME "x" \\n'),
        ('"a\\"b\\\\c\\$d\\n"', 'a"b\\c$d\\n'),
        ('"one" "two"', "onetwo"),
        ('"two\nlines"', "two\nlines"),
        ("goes \\\non", "goes on"),
        ("`id` $(id) ; & | > *", "`id` $(id) ; & | > *"),
        ("Արարատ", "Արարատ"),
        ("", ""),
    ],
)
def test_a_value_means_what_systemd_would_take_it_for(portal, written, read):
    """Compared by hand with systemd 252, which reads os-release by the same rules as EnvironmentFile."""
    assert portal.parse(f"BEFORE=1\nNAME={written}\nAFTER=2\n") == {"BEFORE": "1", "NAME": read, "AFTER": "2"}


def test_comments_and_empty_lines_are_left_out(portal):
    assert portal.parse("# A=1\n;B=2\n\n  # C=3\n D = 4 \r\nE=5") == {"D": "4", "E": "5"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A=1\nexport B=2\n", "line 2: write NAME=value"),
        ("A=1\n\nnonsense\n", "line 3: write NAME=value"),
        ("A='never\nclosed\n", "line 1: the quote ' is never closed"),
        ("A=\0", "it contains a NUL byte, so it is not a text file"),
    ],
)
def test_what_has_no_meaning_is_named_by_its_line(portal, text, message):
    with pytest.raises(portal.UnreadableSettings, match=message):
        portal.parse(text)


def test_the_shipped_settings_can_be_read(portal):
    read = portal.parse((ROOT / "deploy" / "portal.env").read_text(encoding="utf-8"))
    assert (read["SITE_NAME"], read["TRUSTED_PROXIES"]) == ("The Portal", "1")


PASSWORD = "p$HOME s'q\"d\\b#h=e"
SHOW_COMMAND = """
import os, sys
sys.argv[0] = "portal"
exec(compile(open({program!r}).read(), {program!r}, "exec"), given := {{"__name__": "portal", "__file__": {program!r}}})
given["SETTINGS_FILE"], given["switch_to_user"] = __import__("pathlib").Path({settings!r}), lambda user: None
given["os"].execve = lambda program, command, environ: print(command, environ["DATABASE_URL"], sep="\\n")
given["main"](sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (("backup", "/var/backups/portal"), ["manage.py", "backup", "/var/backups/portal"]),
        (("serve",), ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "portal.wsgi"]),
        (
            ("serve", "--check-config"),
            ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--check-config", "portal.wsgi"],
        ),
    ],
)
def test_a_password_of_any_characters_arrives_in_every_program(tmp_path, arguments, command):
    settings = tmp_path / "portal.env"
    escaped = PASSWORD.replace("\\", "\\\\")
    settings.write_text(f"DATABASE_URL={escaped}\n")
    code = SHOW_COMMAND.format(program=str(PROGRAM), settings=str(settings))
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [str([str(ROOT / ".venv/bin/python"), *command]), PASSWORD]


def unit(name):
    found = configparser.RawConfigParser(strict=False, interpolation=None)
    found.optionxform = str
    found.read(ROOT / "deploy" / "systemd" / name)
    return found


def test_no_unit_reads_the_settings_by_itself():
    for path in sorted((ROOT / "deploy" / "systemd").glob("*.service")):
        service = unit(path.name)["Service"]
        assert "EnvironmentFile" not in service, path.name
        assert service["ExecStart"].startswith("/srv/portal/deploy/portal "), path.name


def test_a_reload_looks_at_the_release_first_and_needs_nothing_but_a_shell():
    lines = (ROOT / "deploy/systemd/portal-web.service").read_text().splitlines()
    assert [line.partition("=")[2] for line in lines if line.startswith("ExecReload=")] == [
        "/srv/portal/deploy/portal check --deploy",
        "/srv/portal/deploy/portal serve --check-config",
        "/bin/sh -c 'kill -s HUP \"$$1\"' sh $MAINPID",
    ]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The machine as deploy/README.md leaves it, as far as this copy can tell."""
    link = tmp_path / "portal"
    link.symlink_to(PROGRAM)
    monkeypatch.setattr(command_line, "PORTAL", link)
    monkeypatch.delenv("PORTAL_COMMAND", raising=False)


def test_on_a_server_a_command_is_typed_with_portal(installed):
    assert command_line.shell_command("migrate") == "portal migrate"
    assert command_line.restart_command() == "systemctl restart portal-web"


def test_on_ones_own_machine_a_command_is_typed_with_the_environments_python(monkeypatch, tmp_path):
    monkeypatch.delenv("PORTAL_COMMAND", raising=False)
    monkeypatch.setattr(command_line, "PORTAL", tmp_path / "nothing")
    monkeypatch.setattr(command_line, "ROOT", tmp_path)
    assert command_line.shell_command("migrate") == "python manage.py migrate"
    (tmp_path / ".venv").mkdir()
    assert command_line.shell_command("changepassword NAME") == ".venv/bin/python manage.py changepassword NAME"
    assert command_line.restart_command() == "Ctrl-C, then make run"


def test_in_containers_a_command_is_typed_as_compose_says(installed, monkeypatch):
    monkeypatch.setenv("PORTAL_COMMAND", "docker compose run --rm migrate python manage.py")
    assert command_line.shell_command("migrate") == "docker compose run --rm migrate python manage.py migrate"


def test_on_a_server_manage_py_without_the_settings_does_nothing(installed, monkeypatch, tmp_path):
    """It would make a database and a key of its own, root's."""
    import manage

    for name in manage.CONFIGURED_BY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", ["manage.py", "createsuperuser"])
    with pytest.raises(SystemExit, match="Run instead: portal createsuperuser"):
        manage.main()


def test_no_message_spells_a_command_by_itself():
    """But for the empty front page's, which speaks to nobody on a server."""
    for folder in ("articles", "portal"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if path.name != "command_line.py":
                assert ".venv/bin/python manage.py" not in text, path
                assert "run manage.py" not in text, path
