"""The workers of a gunicorn share their finished pages, and those that replace them find them."""

import os
import signal
import time

import pytest

from tests.support.databases import site_database
from tests.support.servers import environment, serve, set_up_site

pytestmark = pytest.mark.own_database


@pytest.fixture
def site(tmp_path):
    with site_database(tmp_path) as address:
        given = environment(tmp_path, address)
        set_up_site(given)
        yield given


def states_of(server, path):
    """What the cache said to enough readers for every worker to have had some; a killed one takes its own with it."""
    states = []
    while len(states) < 12:
        try:
            states.append(server.get(path).headers["X-Cache"])
        except OSError:
            time.sleep(0.01)
    return states


def wait_for_others(server, before):
    """Wait until two workers run that are not among `before`."""
    deadline = time.monotonic() + 60
    while len(set(server.workers()) - set(before)) < 2 or set(server.workers()) & set(before):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_page_is_rendered_once_for_all_workers_and_for_those_after_them(site):
    with serve(site, "--workers", "2") as server:
        assert states_of(server, "/").count("miss") == 1
        before = server.workers()
        server.process.send_signal(signal.SIGHUP)
        wait_for_others(server, before)
        assert set(states_of(server, "/")) == {"hit"}
        for worker in (killed := server.workers()):
            os.kill(worker, signal.SIGKILL)
        wait_for_others(server, killed)
        assert set(states_of(server, "/")) == {"hit"}
    with serve(site) as server:  # another gunicorn
        assert server.get("/").headers["X-Cache"] == "hit"
