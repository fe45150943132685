"""Log of slow queries: their text with placeholders, never the values."""

import logging
from time import perf_counter

from django.db.backends.signals import connection_created

logger = logging.getLogger("portal.monitoring.slow_queries")
MAX_SQL_LENGTH = 500  # characters of a query


class SlowQueries:
    """A logger of queries that take `milliseconds` or longer, on any connection of this process."""

    def __init__(self, milliseconds: int):
        self._limit = milliseconds / 1000

    def watch(self) -> None:
        """Log slow queries of all connections that are opened from now on."""
        connection_created.connect(self._on_connection, weak=False, dispatch_uid="portal.monitoring.slow_queries")

    def _on_connection(self, connection, **kwargs):
        if self.measure not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.measure)

    def measure(self, execute, sql, params, many, context):
        started = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = perf_counter() - started
            if took >= self._limit:
                logger.warning("a query took %.0f ms: %s", took * 1000, " ".join(sql.split())[:MAX_SQL_LENGTH])
