"""The site as it runs in production: gunicorn in separate processes that share a database."""

import fcntl
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent.parent
MIGRATE = 'from django.core.management import call_command; call_command("migrate", verbosity=0)'
SITE_SETUP = """
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
    """A gunicorn; `process` is its master."""

    def __init__(self, port: int, process: subprocess.Popen):
        self.port, self.process = port, process

    def workers(self) -> list[int]:
        """Return the ids of its workers (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

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
    """Return the environment of a process that serves `database` and keeps its local state in `home`.

    A new SQLite database gets its tables here.
    """
    file = Path(database.removeprefix("sqlite:///"))
    if database.startswith("sqlite:") and file.parent.is_dir() and not file.exists():
        lay_tables(file)
    return _variables(home, database)


def _variables(home: Path, database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PORTAL_VAR_DIR": str(home),
        "DATABASE_URL": database,
    }


# Runs each piece of code that a line names in a fork of its own, which has imported nothing of ours.
FORKS = """
import json, os, runpy, sys
import django.contrib.admin.sites, django.core.handlers.wsgi, django.core.management, jinja2, PIL.Image, psycopg
for line in sys.stdin:
    code, arguments, environment, *files = json.loads(line)
    pid = os.fork()
    if not pid:
        os.environ.clear()
        os.environ.update(environment)
        for number, file in enumerate(files, 1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv = arguments
        exec(code, {"__name__": "__main__"})
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Forks:
    """A process that has Django's modules, and starts others that have them too: an import takes a second."""

    def __init__(self, process: subprocess.Popen):
        self._process = process

    def run(self, folder: Path, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess:
        """Run Python's arguments `-c CODE` or `FILE ARGUMENT …` with this environment alone."""
        file, *arguments = command
        code = arguments[0] if file == "-c" else f"import runpy; runpy.run_path({file!r}, run_name='__main__')"
        outputs = [str(folder / name) for name in ("stdout", "stderr")]
        print(json.dumps([code, list(command), environment, *outputs]), file=self._process.stdin, flush=True)
        number = int(self._process.stdout.readline())
        return subprocess.CompletedProcess(command, number, *(Path(output).read_text() for output in outputs))


@contextmanager
def forks():
    """Yield Forks for a block."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command, environment = [sys.executable, "-c", FORKS], {"PATH": os.environ["PATH"]}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:  # noqa: S603
        yield Forks(process)
        process.stdin.close()


class Templates:
    """Where this run of tests keeps a migrated SQLite database: migrations take seconds, a copy none."""

    folder: Path | None = None  # tests/conftest.py says it; all processes of a run share it


def lay_tables(file: Path) -> None:
    """Create a SQLite database with all tables and without stories; nothing outside of a run of tests."""
    if Templates.folder is None:
        return
    template = Templates.folder / "migrated.sqlite3"
    with open(Templates.folder / "migrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            begun = template.with_suffix(".begun")
            run(_variables(Templates.folder, f"sqlite:///{begun}"), MIGRATE)
            begun.rename(template)
    shutil.copy(template, file)


def run(environment: dict[str, str], code: str) -> str:
    """Run Python code in a separate process with Django set up; return its output. Raise AssertionError on failure."""
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def set_up_site(environment: dict[str, str], headline: str = "Bridge opens") -> str:
    """Create the tables, a public story and an editor; return the editor's session cookie."""
    return f"sessionid={run(environment, SITE_SETUP.format(headline=headline)).strip()}"


@contextmanager
def serve(environment: dict[str, str], *options: str, stdout=None):
    """Yield a running Server. It accepts connections from the start, so that early requests wait.

    `stdout` is an open file for its output.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{listener.fileno()}", *options]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()], stdout=stdout
        )
        try:
            yield Server(listener.getsockname()[1], process)
        finally:
            process.terminate()
            process.wait(30)
