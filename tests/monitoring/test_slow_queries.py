"""Queries that take long are logged, without the values in them."""

import logging

import pytest
from django.db import connection

from portal.monitoring.slow_queries import SlowQueries


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "logged"), [(0, 1), (60_000, 0)])
def test_a_query_that_takes_as_long_as_the_limit_is_logged(caplog, limit, logged):
    caplog.set_level(logging.WARNING)
    with connection.execute_wrapper(SlowQueries(limit).measure), connection.cursor() as cursor:
        cursor.execute("SELECT   %s\n", ["a secret"])
        assert cursor.fetchone() == ("a secret",)
    assert len(caplog.messages) == logged
    assert all(one.startswith("a query took ") and one.endswith(" ms: SELECT %s") for one in caplog.messages)


def test_every_new_connection_is_watched_once():
    class Connection:
        execute_wrappers = []

    watcher = SlowQueries(500)
    watcher._on_connection(Connection)
    watcher._on_connection(Connection)
    assert Connection.execute_wrappers == [watcher.measure]
