"""What happens when an import is killed, stopped, doubled, or loses its database: real processes, real files."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from articles.imports.seeds import lock
from tests.support.databases import template_database
from tests.support.factories import seed_text, write_seeds
from tests.support.servers import lay_tables

pytestmark = pytest.mark.own_database
ROOT = Path(settings.BASE_DIR)
SETUP = "import os, sys; sys.path.insert(0, '.'); import django; django.setup()\n"
IMPORT = SETUP + (
    "from articles.imports.seeds import file_reader, importer\n"
    "importer.FILES_PER_TRANSACTION, file_reader.POOL_FILES_MIN = 10, 50\n"
    "from django.core.management import execute_from_command_line\n"
    "if __name__ == '__main__':\n"
    "    execute_from_command_line(['manage.py', 'import_seeds', sys.argv[1]])\n"
)
DUMP = SETUP + (
    "import json\n"
    "from tests.imports.test_again import everything\n"
    "from articles.models import SeedFile\n"
    "print(json.dumps([everything(), SeedFile.objects.count()], default=str, sort_keys=True))\n"
)
# Dies of SIGKILL before its commit number argv[2]. What was begun is gone then: no other moment leaves a new state.
KILLED = IMPORT.replace(
    "if __name__",
    "import os, signal\n"
    "from itertools import count\n"
    "from django.db import connection\n"
    "commit, commits = connection.commit, count(1)\n"
    "def commit_or_die():\n"
    "    if next(commits) == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
    "    commit()\n"
    "connection.commit = commit_or_die\n"
    "if __name__",
)
WITHOUT_ROOM = IMPORT.replace(
    "if __name__",
    "from django.db import connection\n"
    "with connection.cursor() as c:\n"
    "    pages = c.execute('PRAGMA page_count').fetchone()[0]\n"
    "    c.execute(f'PRAGMA max_page_count = {pages + 8}')\n"
    "if __name__",
)


@pytest.fixture
def site(tmp_path, django_db_blocker):
    """Runs Python code on a database of its own: SQLite or PostgreSQL, as the tests' own database is."""
    variables = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tests.settings", "DJANGO_INSECURE_HTTP": "1"}
    databases = []

    class Site:
        def start(self, code, *arguments):
            script = tmp_path / "script.py"
            script.write_text(code)
            command = [sys.executable, script, *map(str, arguments)]
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
            environment = variables | self.database
            return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **pipes)  # noqa: S603

        def run(self, code, *arguments):
            process = self.start(code, *arguments)
            out, err = process.communicate(timeout=120)
            return process.returncode, out, err

        def fresh(self):
            """Begins with an empty, migrated database."""
            number = len(databases)
            home = tmp_path / f"var{number}"
            name = f"faults_{os.getpid()}_{number}"
            self.database = {"PORTAL_VAR_DIR": str(home)}
            if connection.vendor == "postgresql":
                template = template_database()
                with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
                    cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
                place = connection.settings_dict
                host = f"{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT'] or 5432}"
                self.database["DATABASE_URL"] = f"postgres://{host}/{name}"
            else:
                home.mkdir()
                lay_tables(home / "portal.sqlite3")
            databases.append(name)

        def content(self):
            code, out, err = self.run(DUMP)
            assert code == 0, err
            return json.loads(out)

    site = Site()
    site.fresh()
    yield site
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            for name in databases:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def seeds(tmp_path):
    """120 files whose sidebars name each other and thirty stories that have no file."""
    folder = tmp_path / "seeds"
    folder.mkdir()

    def line(n):
        return (
            f"Village number {n} opens a school for forty pupils",
            f"The school of village number {n} has eight rooms.",
        )

    texts = {
        f"s{n:03}": seed_text(
            line(n)[0],
            stamp=f"October 2, 2020 - {n // 60:02}:{n % 60:02} AMT",
            paragraphs=[f"PanARMENIAN.Net - It opened on the hill of village {n}.", "More is said here."],
            top=[line((n * 7 + 1) % 150)[1]],
            latest=[" ".join(line((n + step) % 150)) for step in (3, 40)],
        )
        for n in range(120)
    }
    return write_seeds(folder, **texts)


def test_killed_again_and_again_and_run_again_gives_the_same_site(site, seeds):
    code, out, err = site.run(IMPORT, seeds)
    assert (code, out.splitlines()[-1][:11]) == (0, "120 created"), err
    expected = site.content()
    site.fresh()
    for number in range(1, 8):  # each a little farther than the one before it
        assert site.run(KILLED, seeds, number)[0] == -signal.SIGKILL
    code, _, err = site.run(IMPORT, seeds)
    assert code == 0, err
    content = site.content()
    for name, rows in expected[0].items():
        assert content[0][name] == rows, name
    assert content == expected


def test_ctrl_c_stops_between_two_batches_and_says_where_it_stands(site, seeds):
    slow = IMPORT.replace("if __name__", "print('ready', flush=True)\nif __name__")
    slow = slow.replace(
        "importer.FILES_PER_TRANSACTION",
        "import signal\nwrite = importer.ArticleWriter.write\n"
        "def interrupted(self, batch):\n    write(self, batch); signal.raise_signal(signal.SIGINT)\n"
        "importer.ArticleWriter.write = interrupted\nimporter.FILES_PER_TRANSACTION",
        1,
    )
    code, _, err = site.run(slow, seeds)
    assert code == 130
    assert "Stopped at articles: 10 of 120 files done." in err
    assert "Run the same command again to import the rest" in err
    assert len(site.content()[0]["articles"]) == 10
    assert site.run(IMPORT, seeds)[0] == 0
    assert site.content()[1] == 120


def test_a_second_import_at_the_same_time_refuses(site, seeds):
    holding = SETUP + (
        "from articles.imports.seeds.lock import import_lock\n"
        "with import_lock():\n    print('held', flush=True); sys.stdin.read()\n"
    )
    script = IMPORT
    first = site.start(holding.replace("sys.stdin.read()", "import time; time.sleep(60)"))
    try:
        assert first.stdout.readline() == "held\n"
        code, _, err = site.run(script, seeds)
        assert code == 1
        assert "another import is running on this database" in err
        assert site.content()[1] == 0
    finally:
        first.kill()
        first.communicate()
    assert site.run(IMPORT, seeds)[0] == 0


def test_a_database_without_room_ends_the_import_with_a_message_and_a_later_run_completes_it(site, seeds):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL cannot be given a full disk here; the lost connection below is its fault test")
    code, _, err = site.run(WITHOUT_ROOM, seeds)
    assert code == 1, err
    assert "database or disk is full" in err
    assert "Traceback" not in err
    assert site.content()[1] < 120
    assert site.run(IMPORT, seeds)[0] == 0
    assert site.content()[1] == 120


def test_a_lost_connection_ends_the_import_with_a_message_and_a_later_run_completes_it(site, seeds):
    losing = IMPORT.replace(
        "importer.FILES_PER_TRANSACTION",
        "from django.db import OperationalError, connection\nwrite = importer.ArticleWriter.write\ncalls = []\n"
        "def lose(self, batch):\n"
        "    calls.append(write(self, batch))\n"
        "    if len(calls) == 4:\n"
        "        if connection.vendor == 'postgresql':\n"
        "            with connection.cursor() as c: c.execute('SELECT pg_terminate_backend(pg_backend_pid())')\n"
        "        raise OperationalError('disk I/O error')\n"
        "importer.ArticleWriter.write = lose\nimporter.FILES_PER_TRANSACTION",
        1,
    )
    code, _, err = site.run(losing, seeds)
    assert code == 1, err
    assert "The import ended early: " in err
    assert "Traceback" not in err
    assert len(site.content()[0]["articles"]) == 30
    assert site.run(IMPORT, seeds)[0] == 0
    assert site.content()[1] == 120


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_given_back():
    for _ in range(2):
        with lock.import_lock():
            pass
