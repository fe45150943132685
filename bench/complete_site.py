"""A complete site on the loopback address: two gunicorns, nginx in front, its own PostgreSQL."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from bench.clients import ask
from bench.nginx_server import HOST, free_port, nginx
from bench.postgresql_server import Postgres
from tests.support.servers import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["/", "/latest/", "/feeds/latest.rss"]  # Site.pages also has a story
SITE_SETUP = """
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("import_seeds", "fixtures/seeds", verbosity=0)
client = Client()
client.force_login(User.objects.create_superuser("anahit"))
from articles.models import Article
print(Article.objects.published().without_briefs().newest_first()[0].get_absolute_url())
print(client.cookies["sessionid"].value)
"""
# deploy's own configuration; in addition each process leaves a file when it has loaded the site.
GUNICORN_CONF = """
import os
from pathlib import Path
exec(compile(Path("{conf}").read_text(), "{conf}", "exec"))
def post_worker_init(worker):
    Path(os.environ["LOADED"], str(worker.pid)).touch()
"""


class Machine:
    """A gunicorn with two workers on a port of its own."""

    def __init__(self, environment: dict[str, str], application: str = "portal.wsgi"):
        self.port = free_port()
        self._environment = environment | {"GUNICORN_BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "2"}
        configuration = environment["LOADED"] + "/gunicorn.conf.py"
        self._command = [sys.executable, "-m", "gunicorn", "-c", configuration, application]
        self._loaded = Path(environment["LOADED"])
        self.start()

    def start(self):
        self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, start_new_session=True)  # noqa: S603

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Return status and body of a request to gunicorn itself, or (0, why) if there is no response."""
        with closing(self.connection()) as connection:
            return ask(connection, path, headers)

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)

    def workers(self) -> list[int]:
        """Return the ids of live processes that have loaded the site; [] while gunicorn itself is not running."""
        with suppress(OSError):
            return [pid for pid in self._children() if (self._loaded / str(pid)).exists()]
        return []

    def _children(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def is_ready(self) -> bool:
        return self.ask("/readyz")[0] == 200

    def kill(self):
        """Kill all of its processes at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class Site:
    """A running site: `machines`, `nginx`, `postgres`; `cookie` is an editor's.

    `small_disk`: var/ is a disk of its own, which can be filled (only as root).
    """

    def __init__(self, stack: ExitStack, home: Path, small_disk: bool = False):
        self.home, self.stack = home, stack
        self.postgres = stack.enter_context(Postgres())
        self.var = home / "var"
        self.var.mkdir()
        if small_disk and os.geteuid() == 0:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", self.var], check=True)  # noqa: S603, S607
            stack.callback(subprocess.run, ["umount", "-l", self.var], check=False)
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DJANGO_SECRET_KEY": "a key for an hour, of which nobody has to know anything",
            "DJANGO_ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "DJANGO_INSECURE_HTTP": "0",
            "DJANGO_LOG_LEVEL": "CRITICAL",
            "LOG_REQUESTS": "0",
            "TRUSTED_PROXIES": "1",
            "NEWSROOM_SECOND_FACTOR": "off",
            "DATABASE_URL": self.postgres.address,
            "PORTAL_VAR_DIR": str(self.var),
            "LOADED": str(home / "loaded"),
        }
        (home / "loaded").mkdir()
        (home / "loaded" / "gunicorn.conf.py").write_text(
            GUNICORN_CONF.format(conf=ROOT / "deploy" / "gunicorn.conf.py")
        )
        collect = 'from django.core.management import call_command; call_command("collectstatic", verbosity=0)'
        run(self.environment, collect)
        *_, story, session = run(self.environment, SITE_SETUP).split()
        self.pages, self.cookie = [*PAGES, story], f"sessionid={session}"
        self.machines = [Machine(self.environment), Machine(self.environment)]
        for machine in self.machines:
            stack.callback(lambda machine=machine: machine.process.poll() is None and machine.kill())
        # As in deploy/README.md, "Several machines".
        backend = " ".join(f"server 127.0.0.1:{machine.port} max_fails=1 fail_timeout=2s;" for machine in self.machines)
        (home / "nginx").mkdir()
        self.nginx = stack.enter_context(nginx(home / "nginx", backend, self.var))
        self.until(lambda: all(machine.is_ready() for machine in self.machines), 60)

    def until(self, is_well, timeout: float = 30) -> float:
        """Return the seconds until `well()` is true. Raises SystemExit after `most` seconds."""
        start = time.monotonic()
        while not is_well():
            if time.monotonic() > start + timeout:
                raise SystemExit(f"not well after {timeout} seconds")
            time.sleep(0.02)
        return time.monotonic() - start

    def edit_shows(self, word: str, machine: Machine) -> float:
        """Rename a section to `word`; return the seconds until the machine's front page shows it."""
        run(
            self.environment, f'from articles.models import Section; Section.objects.filter(pk=1).update(name="{word}")'
        )
        return self.until(lambda: word.encode() in machine.ask("/", **{"X-Forwarded-Proto": "https"})[1], 10)
