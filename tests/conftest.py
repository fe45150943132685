"""The demo site, for the tests that look at it as it stands."""

import pytest
from django.core.management import call_command

from articles.database.prepared import Prepared
from tests.support import demo


def pytest_collection_modifyitems(items):
    """Whoever looks at the demo site looks into the tests' database, never into a reader's."""
    for item in items:
        if "demo_site" in item.fixturenames:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The demo site's rows (tests/support/demo.py), committed while the tests of one module run: they may look, not write."""
    with django_db_blocker.unblock():
        demo.furnish()
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def room_for_jobs(tmp_path_factory):
    return tmp_path_factory.mktemp("jobs")


@pytest.fixture(autouse=True)
def jobs_kept_apart(room_for_jobs, monkeypatch, request):
    """How a test's backups and fetches fare (portal/monitoring/jobs.py) is no matter of another test, nor of this copy's own."""
    own = room_for_jobs / str(abs(hash(request.node.nodeid)))
    monkeypatch.setattr("portal.monitoring.jobs.folder", lambda: own)


@pytest.fixture
def unprepared(monkeypatch):
    """Every question is put into SQL anew (articles/database/prepared.py), so that a rule that a test breaks is heard of."""
    monkeypatch.setattr(Prepared, "__call__", lambda self, *values: list(self._build(*values)))


@pytest.fixture
def media(settings, tmp_path):
    """The folder of the stored files, on disk."""
    folder = tmp_path / "media"
    folder.mkdir()
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = settings.STORAGES | {"default": on_disk}
    return folder
