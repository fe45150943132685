import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError


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

    monkeypatch.setattr("portal.health.MigrationExecutor", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")
