import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from portal.monitoring.health import _release_static_files


def test_alive_asks_no_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    newest = MigrationRecorder(connection).migration_qs.filter(app="articles").latest("id")
    newest.delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "migrations are not applied" in answer.text


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused to db.internal")

    monkeypatch.setattr("portal.monitoring.health.MigrationExecutor", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


@pytest.fixture
def collected(monkeypatch, tmp_path):
    """Static files as production has them, of a release that has two."""
    release = tmp_path / "static"
    (release / "css").mkdir(parents=True)
    for name in ("css/site.css", "menu.js"):
        (release / name).write_text("a{}")
    monkeypatch.setattr("portal.monitoring.health._release_static_files", lambda: ["css/site.css", "menu.js"])

    def collected(**manifest):
        root = tmp_path / "collected"
        root.mkdir(exist_ok=True)
        storage = ManifestStaticFilesStorage(location=root, base_url="/static/")
        storage.hashed_files = {name.replace("_", "/").replace("!", "."): path for name, path in manifest.items()}
        for path in storage.hashed_files.values():
            (root / path).write_text("a{}")
        monkeypatch.setattr("portal.monitoring.health.staticfiles_storage", storage)
        return root

    return collected


@pytest.mark.django_db
def test_not_ready_without_static_files(client, collected):
    collected()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.text.startswith("2 static files are not collected, such as css/site.css: run ")


@pytest.mark.django_db
def test_not_ready_with_those_of_the_release_before_or_after_somebody_removed_one(client, collected):
    root = collected(**{"css_site!css": "site.0.css", "menu!js": "menu.0.js"})
    assert client.get("/readyz").text == "ready\n"
    (root / "menu.0.js").unlink()
    assert client.get("/readyz").text.startswith("1 static files are not collected, such as menu.js")
    collected(**{"css_site!css": "site.0.css"})
    assert client.get("/readyz").text.startswith("1 static files are not collected, such as menu.js")


def test_this_releases_static_files_are_known():
    assert "css/site.css" in _release_static_files()
