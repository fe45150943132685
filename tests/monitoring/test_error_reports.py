"""Errors are told to SENTRY_DSN: what broke and where, and nothing of who asked."""

import gzip
import http.server
import json
import threading

import brotli
import pytest

from tests.support.servers import environment, run

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}
FAIL = """
from django.test import Client
from articles.pages.lists import LatestPage

def broken(self, *args, **kwargs):
    password = "-".join(["a", "secret", "variable"])
    raise RuntimeError("the latest news broke")

LatestPage.get = broken
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1", "authorization": "a-secret-header"})
client.cookies["sessionid"] = "a-secret-cookie"
print(client.get("/latest/").status_code)
import sentry_sdk
sentry_sdk.flush(10)
"""


@pytest.fixture
def sentry():
    """A server that takes what is sent; (its DSN, the list of the bodies)."""
    taken = []

    class Taker(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append(UNPACK[self.headers["Content-Encoding"]](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Taker) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://key@127.0.0.1:{server.server_port}/1", taken
        server.shutdown()


def test_an_error_is_reported_without_anything_secret(tmp_path, sentry):
    dsn, taken = sentry
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"SENTRY_DSN": dsn}
    assert run(process, FAIL).strip() == "500"
    events = [json.loads(line) for body in taken for line in body.splitlines() if b'"exception"' in line]
    assert [one["value"] for one in events[0]["exception"]["values"]] == ["the latest news broke"]
    assert b"a-secret" not in b"".join(taken)


def test_a_database_that_is_away_is_no_error_of_the_program(tmp_path, sentry):
    dsn, taken = sentry
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"SENTRY_DSN": dsn}
    away = FAIL.replace('RuntimeError("', 'OperationalError("').replace(
        "\n", "\nfrom django.db import OperationalError\n", 1
    )
    assert run(process, away).strip() == "503"
    assert not [body for body in taken if b'"exception"' in body]
