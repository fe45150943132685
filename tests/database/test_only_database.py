"""The option --only-database leaves out no test that uses a database of the tests' kind."""

import re
from pathlib import Path
from types import SimpleNamespace

from tests.conftest import uses_database

TESTS = Path(__file__).parent.parent
OTHER_DATABASES = re.compile(r"site_database\(|os\.environ\[.DATABASE_URL|_nodb_cursor")
MARKED = re.compile(r"^pytestmark = .*pytest\.mark\.(own_database|django_db)", re.MULTILINE)


def item(*marks, fixtures=()):
    return SimpleNamespace(get_closest_marker=lambda name: name in marks, fixturenames=["tmp_path", *fixtures])


def test_a_test_with_a_mark_or_a_fixture_of_the_database_stays():
    assert uses_database(item("django_db"))
    assert uses_database(item("own_database"))
    assert uses_database(item(fixtures=["admin_client", "db"]))
    assert not uses_database(item("sandbox"))


def test_every_module_that_creates_databases_is_marked():
    modules = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__)}
    creating = [path for path, text in modules.items() if OTHER_DATABASES.search(text)]
    assert len(creating) > 5
    assert [path.name for path in creating if not MARKED.search(modules[path])] == []
