"""A reader's page does not wait for whoever is writing, not even the first one of a process."""

import sqlite3

import pytest
from django.db import connection

from tests.support.servers import environment, run, set_up_site

FIRST_PAGES = """
from time import monotonic
from django.test import Client
begun = monotonic()
for path in ("/", "/latest/", "/news/1/bridge-opens/", "/news/1/history/", "/search/?q=bridge", "/feeds/latest.rss"):
    print(path, Client().get(path, HTTP_HOST="localhost").status_code)
print("fast" if monotonic() - begun < 15 else "slow")  # a writer would be waited for longer: 20 seconds
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has more than one writer at a time")
def test_the_first_pages_of_a_process_come_while_another_writes(tmp_path):
    site = environment(tmp_path, f"sqlite:///{tmp_path / 'site.sqlite3'}")
    set_up_site(site)
    writer = sqlite3.connect(tmp_path / "site.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        *pages, speed = run(site, FIRST_PAGES).splitlines()
    finally:
        writer.close()
    assert [page.split()[1] for page in pages] == ["200"] * len(pages)
    assert speed == "fast"
