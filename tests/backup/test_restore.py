"""`manage.py restore`: every row and every file comes back, or the database stays as it is."""

import errno
import os
import random
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from articles import search
from articles.database import edition
from articles.models import Article, Author
from articles.search.query_parser import parse
from portal.backup import archive_file
from portal.backup import restore as restoring
from portal.backup.archive_file import ArchiveError
from portal.backup.backup import make_backup
from portal.backup.databases import BackupError
from portal.backup.restore import restore
from tests.support.databases import all_rows, files_in, other_database
from tests.support.factories import make_article, make_top_story
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(media, tmp_path):
    """An archive of a site with one of everything that matters."""
    anahit = User.objects.create_superuser("anahit", password="a long password")
    Author.objects.sign_as(anahit, "Anahit")
    story = make_article("Bridge opens in Գորիս", tags=["Weather"], photo=make_photo(added_by=anahit))
    story.withdraw("a \N{SNOWMAN} and a 'quote'")
    make_top_story(make_article("Rain"))
    make_article("Snow", published_at=None)
    return make_backup(tmp_path / "backups", media).path


@pytest.fixture
def other(tmp_path):
    """The alias of an empty database."""
    with other_database(tmp_path) as alias:
        yield alias


@pytest.fixture
def migrated(tmp_path):
    """The alias of a database that `migrate` has written to."""
    with other_database(tmp_path, migrated=True) as alias:
        yield alias


def archive_with(tmp_path, **manifest):
    """An archive with another manifest."""
    (tmp_path / "none").write_text("none")
    writer = archive_file.Writer(tmp_path / "other.tar")
    writer.add(
        archive_file.DATABASE_FILES.get(manifest.get("engine", connection.vendor), "database.none"), tmp_path / "none"
    )
    standard = {"made_at": "2026-11-29T12:00:00+00:00", "engine": connection.vendor, "server": 0, "migrations": []}
    writer.finish(standard | {"tables": {}, "missing": [], "tag_authority": "news.example.org,2026-11-29"} | manifest)
    return tmp_path / "other.tar"


def test_every_row_and_every_file_comes_back_into_an_empty_database(saved, media, other, tmp_path):
    before = all_rows("default")
    restore(saved, tmp_path / "restored", using=other)
    assert all_rows(other) == before
    assert sum(map(len, before.values())) > 100
    assert files_in(tmp_path / "restored") == files_in(media) != {}


def test_afterwards_the_search_finds_and_the_edition_moves(saved, other, tmp_path):
    restore(saved, tmp_path / "restored", using=other)
    rain = Article.objects.using(other).get(pk__in=search.numbers(connections[other], parse("rain")))
    before = edition.current(using=other)
    Article.objects.using(other).filter(pk=rain.pk).update(headline="Hail")
    assert edition.current(using=other) != before
    assert search.numbers(connections[other], parse("hail")) == [rain.pk]


def test_no_edition_of_before_comes_again(saved, other, tmp_path):
    at, seen = timezone.now(), {edition.current()}
    for _ in range(3):
        restore(saved, tmp_path / "restored", replace=True, using=other)
        seen.add(edition.current(at, using=other))
    assert len(seen) == 4


def test_a_database_that_holds_something_is_left_alone_unless_it_is_to_be_replaced(saved, migrated, tmp_path):
    User.objects.using(migrated).create(username="tigran")
    with pytest.raises(BackupError, match="is not empty"):
        restore(saved, tmp_path / "restored", using=migrated)
    assert User.objects.using(migrated).get().username == "tigran"
    restore(saved, tmp_path / "restored", replace=True, using=migrated)
    assert all_rows(migrated) == all_rows("default")


def test_a_database_that_only_migrate_has_written_to_is_an_empty_one(saved, migrated, tmp_path):
    restore(saved, tmp_path / "restored", using=migrated)
    assert all_rows(migrated) == all_rows("default")


def test_a_restore_that_fails_leaves_the_rows_that_were_there(saved, migrated, tmp_path, monkeypatch):
    User.objects.using(migrated).create(username="tigran")
    monkeypatch.setitem(edition.RESTART, connection.vendor, "UPDATE nothing SET number = 1")
    with pytest.raises(Exception, match="nothing"):
        restore(saved, tmp_path / "restored", replace=True, using=migrated)
    connections[migrated].close()
    assert User.objects.using(migrated).get().username == "tigran"


@pytest.mark.parametrize("writable", [True, False])
def test_what_is_unpacked_lies_beside_the_archive_if_it_may(saved, other, tmp_path, monkeypatch, writable):
    def exchange(dump, *_):
        assert dump.stat().st_size > 1000
        rooms.append(dump.parent.parent)
        return []

    rooms, access = [], os.access
    monkeypatch.setitem(restoring._RESTORERS, connection.vendor, exchange)
    monkeypatch.setattr("os.access", lambda path, mode: writable if path == saved.parent else access(path, mode))
    restore(saved, tmp_path / "restored", using=other)
    assert rooms == [saved.parent if writable else Path(tempfile.gettempdir())]
    assert list(saved.parent.glob("portal-restore-*")) == []


def test_damage_anywhere_is_found(saved):
    whole, rng = saved.read_bytes(), random.Random(1)  # noqa: S311
    manifest = archive_file.check(saved)
    found = 0
    for _ in range(150):
        place = rng.randrange(len(whole))
        saved.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        try:
            assert archive_file.check(saved) == manifest  # between the files, where nothing is
        except ArchiveError:
            found += 1
    assert found > 50
    for length in (0, 100, 512, 600, len(whole) // 2, whole.rindex(b"manifest.sha256")):
        saved.write_bytes(whole[:length])
        with pytest.raises(ArchiveError):
            archive_file.check(saved)


def test_an_archive_with_one_wrong_byte_restores_nothing(saved, other, tmp_path):
    data = bytearray(saved.read_bytes())
    data[600] ^= 1
    saved.write_bytes(data)
    with pytest.raises(ArchiveError, match="does not match its checksum"):
        restore(saved, tmp_path / "restored", using=other)
    assert all_rows(other) == {}
    assert not (tmp_path / "restored").exists()


def test_the_other_kind_of_database_is_refused_with_the_way_to_go(other, tmp_path):
    kind = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    with pytest.raises(BackupError, match="then copy that with copy_database"):
        restore(archive_with(tmp_path, engine=kind), None, using=other)


def test_a_backup_of_a_newer_release_is_refused(other, tmp_path):
    newer = archive_with(tmp_path, migrations=[["articles", "9999_tomorrow"], ["gone", "0001_initial"]])
    with pytest.raises(BackupError, match=r"A newer release .* articles\.9999_tomorrow"):
        restore(newer, None, using=other)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "/etc/evil", "media/../../evil", "media/", "media//evil", "media/./evil", "evil"),
        *("database.x/../../evil", "media/a\\..\\evil", "manifest.json/evil"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    path = tmp_path / "hostile.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, BytesIO(b"evil"))
    with pytest.raises(ArchiveError, match="not a name that a backup uses"):
        archive_file.check(path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_what_is_no_plain_file_is_refused(tmp_path, kind):
    path = tmp_path / "hostile.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("media/a.jpg")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    with pytest.raises(ArchiveError, match="not a regular file"):
        archive_file.check(path)


def test_a_name_that_comes_twice_is_refused(tmp_path):
    path = tmp_path / "hostile.tar"
    with tarfile.open(path, "w") as tar:
        for _ in range(2):
            tar.addfile(tarfile.TarInfo("media/a.jpg"))
    with pytest.raises(ArchiveError, match="not a name that a backup uses"):
        archive_file.check(path)


def test_the_command_checks_an_archive_without_restoring_it(saved, capsys):
    Article.objects.filter(headline="Rain").update(headline="Hail")
    call_command("restore", str(saved), check=True)
    assert "Every checksum is correct; nothing was restored." in capsys.readouterr().out
    assert Article.objects.filter(headline="Hail").exists()


def test_the_command_refuses_the_site_that_is_running(saved):
    with pytest.raises(CommandError, match="or --replace to delete what it contains") as refused:
        call_command("restore", str(saved))
    assert refused.value.returncode == 1


@pytest.mark.usefixtures("media")
def test_permanent_ids_keep_the_name_that_feed_readers_know(saved, settings, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("portal.backup.restore.restore", lambda path, media, replace: archive_file.check(path))
    known = settings.SITE_TAG_AUTHORITY
    settings.SITE_TAG_AUTHORITY, settings.VAR_DIR = "fresh.example.org,2026-11-24", tmp_path
    call_command("restore", str(saved))
    assert (tmp_path / "tag_authority").read_text() == known
    monkeypatch.setenv("SITE_TAG_AUTHORITY", "fresh.example.org,2026-11-24")
    (tmp_path / "tag_authority").unlink()
    call_command("restore", str(saved))
    assert f"Set SITE_TAG_AUTHORITY={known}" in capsys.readouterr().out
    assert not (tmp_path / "tag_authority").exists()


@pytest.mark.usefixtures("media")
def test_a_full_disk_while_the_photos_are_written_leaves_no_begun_file(saved, tmp_path, monkeypatch):
    def write(file, written):
        written.write(file.read(10))
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "full"
    monkeypatch.setattr("portal.backup.management.commands.restore.media_folder", lambda: folder)
    monkeypatch.setattr("portal.backup.restore._copy_pieces", write)
    with pytest.raises(CommandError, match=r"^The disk of .*/full/.* is full .* The database is unchanged\.$"):
        call_command("restore", str(saved), replace=True)
    assert files_in(folder) == {}


@pytest.mark.usefixtures("media")
def test_a_full_disk_after_the_restore_tells_that_it_is_restored(saved, settings, tmp_path, monkeypatch):
    monkeypatch.setattr("portal.backup.restore.restore", lambda path, media, replace: archive_file.check(path))
    known = settings.SITE_TAG_AUTHORITY
    settings.SITE_TAG_AUTHORITY, settings.VAR_DIR = "fresh.example.org,2026-11-24", tmp_path / "nowhere"
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(saved))
    message = str(refused.value)
    assert (
        f"Set SITE_TAG_AUTHORITY={known}, or feed readers will show every story as new. The archive is restored."
        in message
    )
    assert "\n" not in message
