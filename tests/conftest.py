"""The demo site, for the tests that look at it as it stands; what no test may reach; and the option --only-database."""

import os
from contextlib import ExitStack

import hypothesis
import pytest

from articles.database.prepared import Prepared
from articles.outside.sandbox import Sandbox
from tests.support import databases, demo, demo_in_languages, servers
from tests.support.made_sites import made
from tests.support.sandboxed import place_in_this_process

hypothesis.settings.register_profile("tests", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("tests")  # a machine under load is slow
DEMO_SITES = {"demo_site", "site_in_languages"}
REAL_PLACE = Sandbox.place
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out the tests that use no database, for a second run on another kind of database",
    )


def uses_database(item) -> bool:
    """Return whether a test uses the tests' database, or another one of its kind."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "own_database"))
    return marked or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


@pytest.hookimpl(trylast=True)  # tests/browser/conftest.py gives marks, too
def pytest_collection_modifyitems(config, items):
    """Whoever looks at the demo site looks into the tests' database, never into a reader's."""
    for item in items:
        if not DEMO_SITES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.django_db)
    if config.getoption("only_database"):
        left_out = [item for item in items if not uses_database(item)]
        items[:] = filter(uses_database, items)
        config.hook.pytest_deselected(items=left_out)
        config.stash[LEFT_OUT] = len(left_out)


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Take the number from one of xdist's processes: each of them collects all tests."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("only_database"):
        terminalreporter.write_line(f"{config.stash.get(LEFT_OUT, 0)} tests that use no database were left out")


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The demo site's rows (tests/support/demo.py), committed for the tests of one module, which only read them."""
    yield from have(demo.create_demo_site, django_db_blocker)


@pytest.fixture(scope="module")
def site_in_languages(django_db_setup, django_db_blocker):
    """The demo site in three languages (tests/support/demo_in_languages.py), likewise."""
    yield from have(demo_in_languages.create_demo_site_in_languages, django_db_blocker)


def have(create, django_db_blocker):
    """Have a site (tests/support/made_sites.py) for a fixture; a test that has no database still gets none."""
    site = ExitStack()
    with django_db_blocker.unblock():
        site.enter_context(made(create))
    yield
    with django_db_blocker.unblock():
        site.close()


@pytest.fixture(scope="session")
def room_for_jobs(tmp_path_factory):
    return tmp_path_factory.mktemp("jobs")


@pytest.fixture(autouse=True)
def jobs_kept_apart(room_for_jobs, monkeypatch, request):
    """Keep what a test's backups and fetches record (portal/job_records.py) from other tests and from this copy."""
    own = room_for_jobs / str(abs(hash(request.node.nodeid)))
    monkeypatch.setattr("portal.job_records.folder", lambda: own)


@pytest.fixture(scope="session", autouse=True)
def template_databases(tmp_path_factory):
    """Keep the databases from which tests begin a site (tests/support/servers.py) for this run alone."""
    base = tmp_path_factory.getbasetemp()
    servers.Templates.folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    yield
    databases.drop_template_database()


@pytest.fixture(scope="session", autouse=True)
def no_sandbox():
    """Read pictures and feeds in this process: starting another one for each takes as long as ten tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sandbox, "place", place_in_this_process)
        yield


@pytest.fixture(autouse=True)
def _real_sandbox(request, monkeypatch):
    """Give the tests that are marked `sandbox` the real one."""
    if request.node.get_closest_marker("sandbox"):
        monkeypatch.setattr(Sandbox, "place", REAL_PLACE)


@pytest.fixture
def unprepared(monkeypatch):
    """Build every prepared query again (articles/database/prepared.py), so that a rule a test breaks has its effect."""
    monkeypatch.setattr(Prepared, "__call__", lambda self, *values: list(self._build(*values)))


@pytest.fixture
def media(settings, tmp_path):
    """The folder of the stored files, on disk."""
    folder = tmp_path / "media"
    folder.mkdir()
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    return folder
