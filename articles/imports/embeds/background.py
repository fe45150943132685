"""Fetching what a saved story embeds while nobody waits: in a thread, after the commit.

If the process ends meanwhile, or a provider does not answer, nothing is lost: the rows stay due, and `run_jobs`,
which a timer runs, or the next save fetches them.
"""

import logging
from threading import Lock, Thread

from django.db import Error, connections, transaction

from articles.imports.embeds.fetching import fetch_due

log = logging.getLogger(__name__)
_in_turn = Lock()  # one address at a time in each process


def fetch_soon() -> None:
    """Begin to fetch what is due once the current transaction has committed."""
    transaction.on_commit(Thread(target=_run, daemon=True, name="embeds").start)


def _run() -> None:
    try:
        with _in_turn:
            fetch_due()
    except Error as error:  # the database is away, or locked for long
        log.warning("What stories embed was not fetched: %s. Run: manage.py fetch_embeds", error)
    finally:
        connections.close_all()
