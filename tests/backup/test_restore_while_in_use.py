"""`manage.py restore` into a site that readers, editors and other programs use meanwhile."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from articles.database import edition
from portal.backup import postgresql, table_swap
from portal.backup import restore as restoring_module
from portal.backup.backup import make_backup
from portal.backup.databases import BackupError, temporary_connection
from portal.backup.restore import restore
from tests.support.databases import other_database, site_database
from tests.support.factories import make_article
from tests.support.servers import environment, run, serve

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS_TO_SHOW = 20  # two where nothing else runs
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no tables")

SITE_WITH_A_BACKUP = """
from django.core.management import call_command
from pathlib import Path
call_command("migrate", verbosity=0)
from tests.support.factories import make_article
make_article("Bridge opens")
from portal.backup.backup import make_backup
print(make_backup(Path("{folder}"), None).path)
from articles.models import Article
Article.objects.update(headline="Tunnel opens")
make_article("Never saved")
"""
RESTORE = 'from django.core.management import call_command; call_command("restore", "{path}", replace=True)'
TRY_WHILE_LOCKED = """
import subprocess, sys
from articles.database.exclusive_lock import exclusive_lock
from portal.backup.restore import _locked_out_writers
def try_restore():
    command = [sys.executable, "manage.py", "restore", "{path}", "--replace"]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.returncode, done.stderr.strip())
for name, number in (("import", 0x5EED), ("fetch", 0xFEED), ("restore", 0xBACC)):
    with exclusive_lock(name, number):
        try_restore()
with _locked_out_writers("default"):  # a restore, which keeps imports and fetches away
    try_restore()
from articles.models import Article
print(Article.objects.filter(headline="Never saved").count())
"""


def test_while_another_program_writes_nothing_is_restored(tmp_path):
    with site_database(tmp_path) as address:
        given = environment(tmp_path, address)
        path = run(given, SITE_WITH_A_BACKUP.format(folder=tmp_path / "backups")).strip()
        printed = run(given, TRY_WHILE_LOCKED.format(path=path)).splitlines()
    wait = "is running on this database: wait until it has finished, or stop it. The database is unchanged."
    assert [line.strip() for line in printed] == [
        f"1 CommandError: An import {wait}",
        f"1 CommandError: A fetch of partner news {wait}",
        f"1 CommandError: Another restore {wait}",
        f"1 CommandError: Another restore {wait}",
        "1",
    ]


def test_processes_that_serve_meanwhile_show_what_was_restored_and_no_reader_is_refused(tmp_path):
    with site_database(tmp_path) as address:
        given = environment(tmp_path, address)
        path = run(given, SITE_WITH_A_BACKUP.format(folder=tmp_path / "backups")).strip()
        enough = Event()
        with serve(given) as one, serve(given, "--worker-class", "gthread", "--threads", "4") as other:

            def read(server):
                answers = []
                while not enough.is_set():
                    answers.append(server.get("/latest/").status)
                    answers.append(server.get(f"/latest/?before={len(answers)}-1").status)
                return answers

            with ThreadPoolExecutor(2) as pool:
                reading = [pool.submit(read, server) for server in (one, other)]
                try:
                    assert "Tunnel opens" in one.get("/latest/").text
                    assert "Restart the site's processes" in run(given, RESTORE.format(path=path))
                    done = time.monotonic()
                    for server in (one, other):
                        while "Bridge opens" not in server.get("/latest/").text:
                            assert time.monotonic() < done + SECONDS_TO_SHOW
                        assert "Never saved" not in server.get("/latest/").text
                        assert server.get("/search/?q=tunnel").text.count("<mark>") == 0
                finally:
                    enough.set()
                assert {status for answers in reading for status in answers.result(30)} == {200}
            run(given, 'from articles.models import Article; Article.objects.update(headline="Saved afterwards")')
            done = time.monotonic()
            for server in (one, other):
                while "Saved afterwards" not in server.get("/latest/").text:
                    assert time.monotonic() < done + SECONDS_TO_SHOW


@pytest.fixture
def saved(tmp_path):
    make_article("Bridge opens")
    return make_backup(tmp_path / "backups", None).path


@pytest.fixture
def restoring(saved, tmp_path):
    """Restores an archive in the place of a database that has one user; and another connection to that database."""
    with other_database(tmp_path, migrated=True) as alias:
        User.objects.using(alias).create(username="tigran")
        with psycopg.connect(**connections[alias].get_connection_params(), autocommit=True) as reader:
            yield lambda: restore(saved, None, replace=True, using=alias), reader


def wait_for(reader, what):
    deadline = time.monotonic() + 60
    while reader.execute(f"SELECT count(*) FROM {what}").fetchone() == (0,):  # noqa: S608
        assert time.monotonic() < deadline


@only_postgresql
def test_while_the_rows_are_loaded_everybody_goes_on_with_those_of_before(restoring, monkeypatch):
    restore_all, reader = restoring
    seen = []

    def check(alias, manifest):
        reader.execute("SET lock_timeout = '5s'")
        reader.execute("UPDATE auth_user SET first_name = 'Tigran'")
        seen.extend(reader.execute("SELECT username, first_name FROM auth_user"))
        real(alias, manifest)

    real = restoring_module._check
    monkeypatch.setattr(restoring_module, "_check", check)
    restore_all()
    assert seen == [("tigran", "Tigran")]
    assert reader.execute("SELECT headline FROM articles_article").fetchall() == [("Bridge opens",)]
    assert reader.execute("SELECT username FROM auth_user").fetchall() == []


KILL_BEFORE_COMMIT = """
import os, signal
from portal.backup import restore
restore._check = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # all rows are sent, but not the end
"""


@only_postgresql
def test_a_restore_that_is_killed_leaves_what_was_there(saved, restoring, tmp_path):
    _, reader = restoring
    address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{reader.info.dbname}"
    with pytest.raises(AssertionError):
        run(environment(tmp_path, address), KILL_BEFORE_COMMIT + RESTORE.format(path=saved))
    begun = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'"
    wait_for(reader, f"(SELECT WHERE NOT EXISTS ({begun})) AS gone")
    assert reader.execute("SELECT username FROM auth_user").fetchall() == [("tigran",)]
    assert reader.execute("SELECT to_regnamespace('portal_restored')").fetchone() == (None,)


@only_postgresql
def test_a_reader_who_holds_one_table_gets_the_others(restoring):
    restore_all, reader = restoring

    def read():
        tables = [name for (name,) in reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        with reader.transaction():
            reader.execute("SELECT count(*) FROM taggit_tag")
            ready.set()
            wait_for(reader, "pg_locks WHERE NOT granted AND relation = 'taggit_tag'::regclass")
            for table in tables:
                reader.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            return [username for (username,) in reader.execute("SELECT username FROM auth_user")]

    ready = Event()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        assert ready.wait(60)
        restore_all()
        assert reading.result(0) == ["tigran"]
    assert reader.execute("SELECT username FROM auth_user").fetchall() == []


@only_postgresql
def test_a_table_that_stays_in_use_ends_the_restore_and_leaves_the_rows(restoring, monkeypatch):
    restore_all, reader = restoring
    monkeypatch.setattr(table_swap, "LOCK_ATTEMPTS", 2)
    reader.execute("SET idle_in_transaction_session_timeout = '20s'")  # lest a restore that goes on wait for ever
    with reader.transaction():
        reader.execute("SELECT count(*) FROM taggit_tag")
        with pytest.raises(BackupError, match="a table has been in use for minutes"):
            restore_all()
    assert reader.execute("SELECT username FROM auth_user").fetchall() == [("tigran",)]


@pytest.fixture
def owner(tmp_path):
    """A database whose owner may do nothing else, as its owner and as the superuser sees it."""
    account = {"USER": f"owner_{os.getpid()}", "PASSWORD": "a long password"}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {account['USER']} LOGIN PASSWORD '{account['PASSWORD']}'")
    with other_database(tmp_path) as alias, connections[alias].cursor() as superuser:
        superuser.execute(f"ALTER DATABASE {connections[alias].settings_dict['NAME']} OWNER TO {account['USER']}")
        with temporary_connection("owned", connections[alias].settings_dict | account) as owned:
            yield owned, superuser
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE {account['USER']}")


@only_postgresql
def test_the_owner_of_the_database_restores_and_extensions_stay_where_they_are(saved, owner):
    owned, superuser = owner
    superuser.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")  # functions; a dictionary, too
    for replace in (False, True):
        restore(saved, None, replace=replace, using=owned)
        superuser.execute("SELECT similarity(unaccent(headline), 'Bridge opens') FROM articles_article")
        assert superuser.fetchall() == [(1.0,)]


@only_postgresql
def test_an_account_that_may_not_make_or_exchange_the_tables_is_told_how_to(saved, owner):
    owned, superuser = owner
    superuser.execute("ALTER SCHEMA public OWNER TO CURRENT_USER; REVOKE ALL ON SCHEMA public FROM PUBLIC")
    superuser.execute("CREATE TABLE auth_user ()")
    for what in ("may not create tables in the schema public", "does not own all tables of the site"):
        with pytest.raises(BackupError, match=rf"{what}\. As a superuser, run: .*") as refused:
            restore(saved, None, replace=True, using=owned)
        superuser.execute(str(refused.value).rpartition(": ")[2])
    restore(saved, None, replace=True, using=owned)


@only_postgresql
def test_an_editor_who_saves_at_the_moment_of_the_exchange_does_not_end_it(restoring, monkeypatch):
    restore_all, editor = restoring
    held = "SELECT pg_advisory_xact_lock(4711)"  # the restore waits for it before it commits
    monkeypatch.setitem(edition.RESTART, "postgresql", f"{edition.RESTART['postgresql']}; {held}")

    def save(gate):
        wait_for(gate, "pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = 4711")
        saving = pool.submit(editor.execute, "INSERT INTO auth_group (name) VALUES ('Night desk')")
        wait_for(gate, "pg_locks WHERE NOT granted AND locktype = 'relation'")
        gate.commit()
        saving.result(60)

    with psycopg.connect(**connection_of(editor)) as gate, ThreadPoolExecutor(2) as pool:
        gate.execute(held)
        meanwhile = pool.submit(save, gate)
        restore_all()
        meanwhile.result(60)
    assert editor.execute("SELECT name FROM auth_group WHERE name = 'Night desk'").fetchall() == [("Night desk",)]


def connection_of(reader):
    """How another connection to the same database is made."""
    return {"conninfo": reader.info.dsn, "password": reader.info.password}


@only_postgresql
def test_a_restore_during_a_backup_waits_until_the_rows_are_counted(saved, tmp_path, monkeypatch):
    def run(alias, name, *options):
        real(alias, name, *options)
        if options[0] == "--format=custom" and not restored:  # the backup's dump is done, and nothing counted
            restored.append(pool.submit(restore_there))
            with psycopg.connect(**where.get_connection_params(), autocommit=True) as reader:
                while not restored[0].done() and not waiting(reader):
                    pass

    def restore_there():
        try:
            with temporary_connection("there", where.settings_dict) as alias:
                restore(saved, None, replace=True, using=alias)
        finally:
            connections.close_all()

    def waiting(reader):
        return reader.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE NOT granted AND datname = current_database()"
        ).fetchone()[0]

    restored, real = [], postgresql.run_program
    with other_database(tmp_path, migrated=True) as target, ThreadPoolExecutor(1) as pool:
        where = connections[target]
        User.objects.using(target).create(username="tigran")
        monkeypatch.setattr(postgresql, "run_program", run)
        made = make_backup(tmp_path / "more", None, using=target)
        restored[0].result(60)
        assert User.objects.using(target).count() == 0
    assert made.manifest["tables"]["auth_user"] == 1
    assert made.manifest["tables"]["articles_article"] == 0
