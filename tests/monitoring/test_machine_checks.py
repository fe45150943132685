"""`check --deploy` looks at what is there: the database, the static files, the disk."""

from collections import namedtuple

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from portal.monitoring import machine_checks

Disk = namedtuple("Disk", "total used free")


def ids_messages_hints(found):
    """(id, message, hint) of each."""
    return [(one.id, one.msg, one.hint) for one in found]


@pytest.mark.django_db
def test_a_database_with_every_migration_passes():
    assert machine_checks.check_databases(None) == []


@pytest.mark.django_db
def test_missing_migrations_are_counted_and_the_command_named():
    MigrationRecorder(connection).migration_qs.filter(app="articles").latest("id").delete()
    [(number, message, hint)] = ids_messages_hints(machine_checks.check_databases(None))
    assert (number, message) == ("portal.E008", "1 migrations are not applied to the database of DATABASE_URL.")
    assert hint == f"Run {machine_checks.shell_command('migrate')}"


@pytest.mark.parametrize(
    ("why", "cure"),
    [
        ('FATAL:  password authentication failed for user "portal"', "Check user and password in DATABASE_URL"),
        ("fe_sendauth: no password supplied", "Check user and password in DATABASE_URL"),
        ('FATAL:  database "news" does not exist', "Create it (deploy/README.md, section 3)"),
        ('FATAL:  role "portal" does not exist', "Create it (deploy/README.md, section 3)"),
        ("connection refused", "Check that the server is running, and that its address is the one in DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_with_its_cure(monkeypatch, why, cure):
    def away(*given):
        raise OperationalError(f"connection failed:\n{why}")

    monkeypatch.setattr(machine_checks, "MigrationExecutor", away)
    [(number, message, hint)] = ids_messages_hints(machine_checks.check_databases(None))
    assert (number, message) == ("portal.E007", f"DATABASE_URL: connection failed: {' '.join(why.split())}")
    assert hint.startswith(cure)


def test_static_files_that_are_not_collected_are_told(monkeypatch):
    monkeypatch.setattr(machine_checks.health, "uncollected_static_files", lambda: ["css/site.css", "js/menu.js"])
    [(number, message, _)] = ids_messages_hints(machine_checks.check_static_files(None))
    assert number == "portal.E009"
    assert message == "2 static files are not collected, such as css/site.css: every page would fail."
    monkeypatch.setattr(machine_checks.health, "uncollected_static_files", lambda: [])
    assert machine_checks.check_static_files(None) == []


@pytest.mark.parametrize(("free", "found"), [(500_000_000, []), (499_999_999, ["portal.W006"])])
def test_a_disk_that_is_nearly_full_is_told(settings, tmp_path, monkeypatch, free, found):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(machine_checks.shutil, "disk_usage", lambda folder: Disk(10**12, 0, free))
    assert [one.id for one in machine_checks.check_disk_space(None)] == found


def test_a_folder_that_cannot_be_written_to_is_told(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "nothing"
    [(number, message, _)] = ids_messages_hints(machine_checks.check_disk_space(None))
    assert number == "portal.E010"
    assert message.endswith("cannot be written to: No such file or directory.")
