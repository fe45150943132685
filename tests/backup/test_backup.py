"""`manage.py backup`: one archive of the database and the media, whole or not there at all."""

import fcntl
import os
import resource
import stat
import subprocess

import pytest
from django.core.management import CommandError, call_command

from portal.backup import archive_file, backup, postgresql
from portal.backup.databases import BackupError
from tests.support import factories
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def backups(folder):
    return sorted(path.name for path in folder.iterdir() if backup.ARCHIVE_NAME.fullmatch(path.name))


def test_it_says_what_is_in_the_archive_which_its_owner_alone_may_read(media, folder, capsys):
    photo = make_photo()
    call_command("backup", str(folder))
    (name,) = backups(folder)
    manifest = archive_file.check(folder / name)
    assert manifest["tables"]["articles_photo"] == 1
    assert {f"media/{file}" for file in photo.files()} < set(manifest["files"])
    assert manifest["missing"] == []
    rows, files = sum(manifest["tables"].values()), len(photo.files())
    assert f"{name}: {rows:,} rows, {files} files, " in capsys.readouterr().out
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {name, ".portal-lock"}


def test_a_file_that_a_row_names_and_nobody_has_is_told(media, folder, capsys):
    factories.make_photo()
    call_command("backup", str(folder))
    assert (
        "missing from the media, although a row refers to it: media/photos/2020/10/bridge.jpg"
        in capsys.readouterr().out
    )


def test_a_link_in_the_media_leads_nothing_else_into_the_archive(media, folder, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (media / "link.jpg").symlink_to(tmp_path / "secret")
    made = backup.make_backup(folder, media)
    assert not any(name.startswith("media/") for name in made.manifest["files"])


def test_a_photo_that_comes_while_the_media_are_read_is_in_the_archive_with_its_files(media, folder, monkeypatch):
    photos, add_new = [], backup._add_new

    def add(*arguments):
        add_new(*arguments)
        if not photos:
            photos.append(make_photo())

    monkeypatch.setattr(backup, "_add_new", add)
    manifest = backup.make_backup(folder, media).manifest
    assert (manifest["tables"]["articles_photo"], manifest["missing"]) == (1, [])
    assert f"media/{photos[0].image.name}" in manifest["files"]


def test_a_photo_that_comes_and_goes_meanwhile_leaves_no_row_without_its_files(media, folder, monkeypatch):
    photos, add_new, calls = [], backup._add_new, []

    def add(*arguments):
        calls.append(arguments)
        if len(calls) == 2:  # the moment has the row
            photos.pop().delete()
        add_new(*arguments)
        if len(calls) == 1:
            photos.append(make_photo())

    monkeypatch.setattr(backup, "_add_new", add)
    manifest = backup.make_backup(folder, media).manifest
    assert (manifest["tables"]["articles_photo"], manifest["missing"], len(calls)) == (0, [], 3)


def test_the_newest_stay_and_nothing_that_is_not_ours_goes(media, folder):
    folder.mkdir()
    strange = ("portal-20200101T000000Z.tar", "portal-20200101T000000.000000Z.tar.gpg", "notes.txt")
    for name in strange:
        (folder / name).touch()
    for _ in range(2):
        call_command("backup", str(folder))
    second = backups(folder)[1]
    call_command("backup", str(folder), keep=2)
    assert len(backups(folder)) == 2
    assert backups(folder)[0] == second
    assert all((folder / name).exists() for name in strange)


def test_two_at_once_are_one_too_many(media, folder):
    folder.mkdir()
    with open(folder / ".portal-lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another backup is being written into"):
            call_command("backup", str(folder))
    assert backups(folder) == []


def test_a_full_disk_leaves_the_older_backups_and_nothing_of_the_new_one(media, folder):
    for number in range(5):
        factories.make_article(body=f"<p>{number} {'long ' * 5_000}</p>")
    call_command("backup", str(folder))
    older, limits = backups(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(CommandError, match="No backup was made; older ones are unchanged"):
            call_command("backup", str(folder), keep=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert backups(folder) == older
    assert {path.name for path in folder.iterdir()} == {*older, ".portal-lock"}


def test_older_backups_that_cannot_be_removed_do_not_deny_the_new_one(media, folder, monkeypatch):
    call_command("backup", str(folder))
    monkeypatch.setattr(backup, "_rotate", lambda *_: os.stat(folder / "missing"))
    with pytest.raises(
        CommandError, match=r"missing' The backup was made: .*\.tar\. Not all of the older backups were rem"
    ):
        call_command("backup", str(folder), keep=1)
    assert len(backups(folder)) == 2


def test_an_archive_that_does_not_read_back_gets_no_name_and_removes_none(media, folder, monkeypatch):
    call_command("backup", str(folder))
    older, flush = backups(folder), backup._flush_to_disk

    def damage(path):
        flush(path)
        if path.is_file():
            data = bytearray(path.read_bytes())
            data[600] ^= 1
            path.write_bytes(data)

    monkeypatch.setattr(backup, "_flush_to_disk", damage)
    with pytest.raises(CommandError, match="does not match its checksum"):
        call_command("backup", str(folder), keep=1)
    assert backups(folder) == older


def test_what_a_killed_run_has_left_is_removed(media, folder):
    (folder / backup.PARTIAL_FOLDER).mkdir(parents=True)
    (folder / backup.PARTIAL_FOLDER / "archive.tar").write_text("half")
    call_command("backup", str(folder))
    assert not (folder / backup.PARTIAL_FOLDER).exists()


def test_a_folder_that_everybody_can_read_by_the_web_is_refused(settings):
    with pytest.raises(CommandError, match="everyone could download the backup from there"):
        call_command("backup", f"{settings.MEDIA_ROOT}/backups")


def test_a_program_that_is_missing_or_too_old_is_named_with_the_package(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_dump is not installed: install the package postgresql-client"):
        postgresql._check_version("pg_dump", 15)
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.9 (Debian 14.9-0+deb11u1)'\n")
    program.chmod(0o755)
    postgresql._check_version("pg_dump", 14)
    with pytest.raises(BackupError, match="pg_dump has version 14, the database 15: install postgresql-client-15"):
        postgresql._check_version("pg_dump", 15)


def test_the_password_is_in_the_environment_of_the_program_alone(monkeypatch):
    class Connection:
        settings_dict = {"NAME": "news", "USER": "anahit", "PASSWORD": "s3cret", "HOST": "db", "PORT": 5, "OPTIONS": {}}

    started = {}
    monkeypatch.setattr(postgresql, "connections", {"default": Connection})

    def run(args, env, **options):
        started.update(args=args, env=env)
        return subprocess.CompletedProcess(args, 0)

    monkeypatch.setattr(postgresql, "find_program", lambda name: name)
    monkeypatch.setattr(postgresql.subprocess, "run", run)
    postgresql.run_program("default", "pg_dump", "--format=custom")
    expected = ["pg_dump", "--no-password", "--format=custom", "-U", "anahit", "-h", "db", "-p", "5", "news"]
    assert started["args"] == expected
    assert started["env"]["PGPASSWORD"] == "s3cret"
