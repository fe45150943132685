"""The site as it runs in production: gunicorn, processes of their own, a database that they share."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent.parent
FURNISH = """
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from tests.support.factories import make_article
make_article("{headline}")
client = Client()
client.force_login(User.objects.create_superuser("anahit"))
print(client.cookies["sessionid"].value)
"""


class Reply(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Server:
    """One gunicorn with one worker."""

    def __init__(self, port: int):
        self.port = port

    def get(self, path: str, **headers: str) -> Reply:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict, **headers: str) -> Reply:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields, doseq=True), form | headers)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()


def environment(home: Path, database: str) -> dict[str, str]:
    """Of a process that serves `database` and keeps its local state in `home`."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PORTAL_VAR_DIR": str(home),
        "DATABASE_URL": database,
    }


def run(environment: dict[str, str], code: str) -> str:
    """Runs Python code in a process of its own, Django set up; gives what it printed. Raises when it fails."""
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def furnish(environment: dict[str, str], headline: str = "Bridge opens") -> str:
    """Makes the tables, a public story and an editor; the cookie with which the editor is logged in."""
    return f"sessionid={run(environment, FURNISH.format(headline=headline)).strip()}"


@contextmanager
def serve(environment: dict[str, str], *options: str, stdout=None):
    """A Server, while the block runs. It takes connections from the start: who comes early waits.

    `stdout`: the open file of what it prints.
    """
    with socket.create_server(("127.0.0.1", 0)) as door:
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{door.fileno()}", *options]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, pass_fds=[door.fileno()], stdout=stdout
        )
        try:
            yield Server(door.getsockname()[1])
        finally:
            process.terminate()
            process.wait(30)
