"""gunicorn as `make run` and deploy/ start it: silent connections neither hold up other readers nor are punished."""

import re
import socket
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.servers import environment, serve, set_up_site

ROOT = Path(__file__).parent.parent.parent
OPTIONS = ("--config", "deploy/gunicorn.conf.py", "--workers", "1")
THREADS = 4
REQUEST = b"GET /latest/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: %s\r\n\r\n"
SOON = 12  # seconds; gunicorn's own worker keeps each thread for five, for one silent connection after the other


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("site")
    given = environment(home, f"sqlite:///{home / 'site.sqlite3'}")
    set_up_site(given)
    return given


@pytest.fixture(scope="module")
def server(site):
    with serve(site, *OPTIONS) as server:
        server.get("/latest/")
        yield server


@contextmanager
def connections(server, number):
    """That many open connections which have said nothing yet."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30)) for _ in range(number)
        ]


def answer(connection, then=b"keep-alive") -> tuple[bytes, float]:
    """(the status line, the seconds that it took) of a page asked for on this connection."""
    began = time.monotonic()
    connection.sendall(REQUEST % then)
    with connection.makefile("rb") as file:
        return file.readline(), time.monotonic() - began


def test_silent_connections_hold_no_thread(server):
    with connections(server, 4 * THREADS + 1) as [*_, last]:
        status, took = answer(last)
    assert status == b"HTTP/1.1 200 OK\r\n"
    assert took < SOON


def test_a_connection_that_was_silent_longer_than_the_workers_timeout_is_answered(site):
    """A worker of the other kind was killed in its wait, and said 500."""
    with serve(site, *OPTIONS, "--timeout", "4") as server, connections(server, THREADS + 1) as silent:
        server.get("/latest/")
        until = time.monotonic() + 5.5
        while time.monotonic() < until:
            assert server.get("/latest/").status == 200
        assert {answer(one)[0] for one in silent} == {b"HTTP/1.1 200 OK\r\n"}


def test_a_client_that_never_closes_its_end_holds_up_nobody(server):
    with connections(server, 10) as those:
        began = time.monotonic()
        for one in those:
            assert answer(one, b"close")[0] == b"HTTP/1.1 200 OK\r\n"
        assert time.monotonic() - began < 15  # gunicorn's own worker stands still for two seconds after each


def test_a_worker_does_not_wait_for_silent_connections_when_it_goes(site):
    with ExitStack() as stack:
        with serve(site, *OPTIONS) as server:
            server.get("/latest/")
            stack.enter_context(connections(server, 3))
            server.get("/latest/")
            began = time.monotonic()
        assert time.monotonic() - began < 15  # else `graceful_timeout`, 30 seconds


def test_make_run_starts_gunicorn_as_deploy_does():
    [line] = re.findall(r"^\t@exec \$\(BIN\)/gunicorn (.*)$", (ROOT / "Makefile").read_text(), flags=re.M)
    assert "--config deploy/gunicorn.conf.py" in line
    assert "--bind 127.0.0.1:$(PORT)" in line
    assert 'worker_class = "portal.serving.web_worker.Worker"' in (ROOT / "deploy/gunicorn.conf.py").read_text()
