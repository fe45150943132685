"""`check --deploy` looks at what is there: the database, the static files, the disk."""

from collections import namedtuple

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from portal.monitoring import machine

Disk = namedtuple("Disk", "total used free")


def told(found):
    """(id, message, hint) of each."""
    return [(one.id, one.msg, one.hint) for one in found]


@pytest.mark.django_db
def test_a_database_with_every_migration_passes():
    assert machine.database_that_serves(None) == []


@pytest.mark.django_db
def test_missing_migrations_are_counted_and_the_command_named():
    MigrationRecorder(connection).migration_qs.filter(app="articles").latest("id").delete()
    [(number, message, hint)] = told(machine.database_that_serves(None))
    assert (number, message) == ("portal.E008", "1 migrations are not applied to the database of DATABASE_URL.")
    assert hint == f"Run {machine.typed('migrate')}"


@pytest.mark.parametrize(
    ("why", "cure"),
    [
        ('FATAL:  password authentication failed for user "portal"', "Look at user and password in DATABASE_URL"),
        ("fe_sendauth: no password supplied", "Look at user and password in DATABASE_URL"),
        ('FATAL:  database "news" does not exist', "Make it (deploy/README.md, section 3)"),
        ('FATAL:  role "portal" does not exist', "Make it (deploy/README.md, section 3)"),
        ("connection refused", "Does it run, and is its address the one in DATABASE_URL?"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_with_its_cure(monkeypatch, why, cure):
    def away(*given):
        raise OperationalError(f"connection failed:\n{why}")

    monkeypatch.setattr(machine, "MigrationExecutor", away)
    [(number, message, hint)] = told(machine.database_that_serves(None))
    assert (number, message) == ("portal.E007", f"DATABASE_URL: connection failed: {' '.join(why.split())}")
    assert hint.startswith(cure)


def test_static_files_that_are_not_collected_are_told(monkeypatch):
    monkeypatch.setattr(machine.health, "uncollected", lambda: ["css/site.css", "js/menu.js"])
    [(number, message, _)] = told(machine.static_files_collected(None))
    assert number == "portal.E009"
    assert message == "2 static files are not collected, such as css/site.css: every page would be an error."
    monkeypatch.setattr(machine.health, "uncollected", lambda: [])
    assert machine.static_files_collected(None) == []


@pytest.mark.parametrize(("free", "found"), [(500_000_000, []), (499_999_999, ["portal.W006"])])
def test_a_disk_that_is_nearly_full_is_told(settings, tmp_path, monkeypatch, free, found):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: Disk(10**12, 0, free))
    assert [one.id for one in machine.room_on_the_disk(None)] == found


def test_a_folder_that_cannot_be_written_to_is_told(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "nothing"
    [(number, message, _)] = told(machine.room_on_the_disk(None))
    assert number == "portal.E010"
    assert message.endswith("cannot be written to: No such file or directory.")
