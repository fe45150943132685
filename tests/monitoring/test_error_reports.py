"""Errors are told to SENTRY_DSN: what broke and where, and nothing of who asked."""

import gzip
import http.server
import json
import threading

import brotli
import pytest

from tests.support.servers import environment, run

DECOMPRESS = {"gzip": gzip.decompress, "br": brotli.decompress}
REQUEST_THAT_FAILS = """
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
    bodies = []

    class SentryHandler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(DECOMPRESS[self.headers["Content-Encoding"]](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), SentryHandler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://key@127.0.0.1:{server.server_port}/1", bodies
        server.shutdown()


def test_an_error_is_reported_without_anything_secret(tmp_path, sentry):
    dsn, bodies = sentry
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"SENTRY_DSN": dsn}
    assert run(process, REQUEST_THAT_FAILS).strip() == "500"
    events = [json.loads(line) for body in bodies for line in body.splitlines() if b'"exception"' in line]
    assert [value["value"] for value in events[0]["exception"]["values"]] == ["the latest news broke"]
    assert b"a-secret" not in b"".join(bodies)


def test_a_database_that_is_away_is_no_error_of_the_program(tmp_path, sentry):
    dsn, bodies = sentry
    process = environment(tmp_path, f"sqlite:///{tmp_path}/db.sqlite3") | {"SENTRY_DSN": dsn}
    away = REQUEST_THAT_FAILS.replace('RuntimeError("', 'OperationalError("').replace(
        "\n", "\nfrom django.db import OperationalError\n", 1
    )
    assert run(process, away).strip() == "503"
    assert not [body for body in bodies if b'"exception"' in body]
