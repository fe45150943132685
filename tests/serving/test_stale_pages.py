"""No page is older than GRACE: random edits of every kind, four processes, some killed in the middle of their work.

STALE_PAGES_EDITS=500 makes that many edits instead of 12, and STALE_PAGES_SEED other ones.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest

from portal.serving.edition_clock import GRACE, PERIOD
from tests.support.databases import site_database
from tests.support.servers import ROOT, environment, run, serve

EDITS = int(os.environ.get("STALE_PAGES_EDITS", "12"))
SEED = os.environ.get("STALE_PAGES_SEED", "17")
WORKERS = 4
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"


@pytest.fixture
def site(tmp_path):
    with site_database(tmp_path) as address:
        given = environment(tmp_path, address)
        run(given, MIGRATE)
        yield given


@contextmanager
def editor(site):
    """Yield a function that makes an edit; it returns its kind and the pages as they are from now on."""
    command = [sys.executable, "-m", "tests.support.editor_process", SEED]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=site, **pipes) as process:  # noqa: S603

        def edit():
            process.stdin.write("edit\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield edit


@contextmanager
def readers(server):
    """Request pages all the time, so that a process which is killed is in the middle of its work."""
    enough = Event()

    def read():
        while not enough.is_set():
            get(server, "/")
            get(server, "/latest/")
            time.sleep(0.01)

    thread = Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def get(server, path):
    """The answer of whichever process takes the request; a process that is killed takes its requests with it."""
    while True:
        try:
            return server.get(path)
        except OSError:
            time.sleep(0.01)


def settled(server, path, wanted, until):
    """The answer once it is the wanted one; else the last one, `until` the moment (monotonic) when none may be older.

    Until then a process may send what it had, while another of its threads reads the edition or renders the page.
    """
    while True:
        reply = get(server, path)
        if seen(reply.status, reply.text) == wanted or time.monotonic() > until:
            return reply
        time.sleep(0.01)


def seen(status, body):
    """What is compared of an answer: the page of an error names the request."""
    return status, status < 400 and body


def disturb(server, rng):
    """Kill a process, or have all of them replaced."""
    if rng.random() < 0.2:
        server.process.send_signal(signal.SIGHUP)
    elif workers := server.workers():
        with suppress(ProcessLookupError):
            os.kill(rng.choice(workers), signal.SIGKILL)


def test_after_any_edit_every_process_sends_every_page_as_it_is_now(site):
    rng, kinds, states, stale = random.Random(SEED), set(), set(), []  # noqa: S311
    with editor(site) as edit, serve(site, "--workers", str(WORKERS), "--threads", "2") as server, readers(server):
        for number in range(EDITS):
            kind, pages = edit()
            kinds.add(kind)
            if number % 6 == 5:
                disturb(server, rng)
            until = time.monotonic() + GRACE
            time.sleep(PERIOD)
            for path, page in pages.items():
                for _ in range(3):
                    reply = settled(server, path, seen(*page), until)
                    states.add(reply.headers["X-Cache"])
                    if seen(reply.status, reply.text) != seen(*page):
                        stale.append((number, kind, path, reply.status, reply.headers["X-Cache"]))
    assert stale == []
    assert states >= {"hit", "miss"}
    assert len(kinds) > min(EDITS / 3, 40)
