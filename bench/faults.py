"""What goes wrong in production, tried under load: `bench/faults.py [NAME…]` prints a table.

Requests that readers got and that failed, an editor's likewise, and the seconds until all was well again.

Two gunicorns (deploy/gunicorn.conf.py), nginx in front (deploy/nginx.conf) and a PostgreSQL of our own, on the loopback
address. Readers ask for pages through nginx all the time, on connections that they keep; an editor's pages pass every
cache, so each of them is made anew. Needs root or a PostgreSQL user, and: apt-get install nginx-light postgresql
"""

import argparse
import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.nginxes import HOST, free_port, nginx  # noqa: E402
from bench.postgres import Postgres  # noqa: E402
from tests.servers import run  # noqa: E402

PAGES = ["/", "/latest/", "/feeds/latest.rss"]  # and a story
FURNISH = """
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
TLS = ssl._create_unverified_context()  # noqa: S323 the certificate was made a moment ago


class Machine:
    """One gunicorn with two workers on a port of its own."""

    def __init__(self, given: dict[str, str], application: str = "portal.wsgi"):
        self.port = free_port()
        self._given = given | {"GUNICORN_BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "2"}
        self._command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", application]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._given, start_new_session=True)  # noqa: S603

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body, asked of gunicorn itself; (0, why) when there is no answer."""
        with closing(self.connection()) as connection:
            return ask(connection, path, headers)

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def is_ready(self) -> bool:
        return self.ask("/readyz")[0] == 200

    def kill(self):
        """All of its processes at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def ask(connection, path, headers):
    try:
        connection.request("GET", path, headers={"Host": HOST, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return 0, repr(error).encode()


class Load:
    """Four readers and one editor, who ask through nginx until the block ends."""

    def __init__(self, site):
        self.site, self.enough, self.numbers = site, Event(), count(1)
        self.served, self.failed, self.edited, self.refused, self.unclear = 0, [], 0, [], 0
        self.threads = [Thread(target=self._read) for _ in range(4)] + [Thread(target=self._edit)]

    def connection(self) -> http.client.HTTPSConnection:
        """A reader's way to nginx."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.site.nginx.https, timeout=30, context=TLS)

        def connect():
            door = socket.create_connection(("127.0.0.1", connection.port), timeout=30)
            connection.sock = TLS.wrap_socket(door, server_hostname=HOST)

        connection.connect = connect
        return connection

    def _read(self):
        with closing(self.connection()) as connection:
            self._read_by(connection)

    def _read_by(self, connection):
        while not self.enough.is_set():
            page_of_nobody = f"/latest/?before={next(self.numbers)}-1"  # kept neither by nginx nor by a process
            for page in (*self.site.pages, page_of_nobody):
                status, body = ask(connection, page, {})
                if status == 200:
                    self.served += 1
                else:
                    self.failed.append((page, status, body[:200]))
            time.sleep(0.005)

    def _edit(self):
        with closing(self.connection()) as connection:
            self._edit_by(connection)

    def _edit_by(self, connection):
        while not self.enough.is_set():
            status, body = ask(connection, "/admin/articles/article/", {"Cookie": self.site.cookie})
            if status == 200:
                self.edited += 1
            else:
                self.refused.append(status)
                self.unclear += status != 503 or b"Back in a moment" not in body
            time.sleep(0.01)

    def __enter__(self):
        for machine in self.site.machines:  # both processes know the pages, as they do on a site that is read
            for page in self.site.pages * 8:
                machine.ask(page, **{"X-Forwarded-Proto": "https"})
        for thread in self.threads:
            thread.start()
        time.sleep(2)
        return self

    def __exit__(self, *_):
        time.sleep(1)
        self.enough.set()
        for thread in self.threads:
            thread.join(60)


class Site:
    """Everything, running: `machines`, `nginx`, `postgres`; `cookie` is an editor's."""

    def __init__(self, stack: ExitStack, home: Path, small_disk: bool):
        self.home, self.stack = home, stack
        self.postgres = stack.enter_context(Postgres())
        self.var = home / "var"
        self.var.mkdir()
        if small_disk and os.geteuid() == 0:  # a small disk of its own, to be filled
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", self.var], check=True)  # noqa: S603, S607
            stack.callback(subprocess.run, ["umount", "-l", self.var], check=False)
        self.given = os.environ | {
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
        }
        collect = 'from django.core.management import call_command; call_command("collectstatic", verbosity=0)'
        run(self.given, collect)
        *_, story, session = run(self.given, FURNISH).split()
        self.pages, self.cookie = [*PAGES, story], f"sessionid={session}"
        self.machines = [Machine(self.given), Machine(self.given)]
        for one in self.machines:
            stack.callback(lambda one=one: one.process.poll() is None and one.kill())
        # As in deploy/README.md, "Several machines".
        backend = " ".join(f"server 127.0.0.1:{one.port} max_fails=1 fail_timeout=2s;" for one in self.machines)
        (home / "nginx").mkdir()
        self.nginx = stack.enter_context(nginx(home / "nginx", backend, self.var))
        self.until(lambda: all(one.is_ready() for one in self.machines), 60)

    def until(self, well, most: float = 30) -> float:
        """Seconds until `well()`; stops the whole when that takes longer than `most`."""
        start = time.monotonic()
        while not well():
            if time.monotonic() > start + most:
                raise SystemExit(f"not well after {most} seconds")
            time.sleep(0.02)
        return time.monotonic() - start

    def edit_shows(self, word: str, machine: Machine) -> float:
        """Seconds from a program's write until it stands on the machine's page."""
        run(self.given, f'from articles.models import Section; Section.objects.filter(pk=1).update(name="{word}")')
        return self.until(lambda: word.encode() in machine.ask("/", **{"X-Forwarded-Proto": "https"})[1], 10)


# --- The faults: each changes something under load and gives the seconds until all is well again ---------------


def postgresql_stopped(site):
    """PostgreSQL stopped for five seconds"""
    site.postgres.stop()
    time.sleep(5)
    site.postgres.start()
    ready = {"Cookie": site.cookie, "X-Forwarded-Proto": "https"}
    return site.until(lambda: all(one.ask("/admin/articles/article/", **ready)[0] == 200 for one in site.machines))


def worker_killed(site):
    """One worker of four killed (SIGKILL)"""
    machine = site.machines[0]
    os.kill(machine.workers()[0], signal.SIGKILL)
    time.sleep(0.05)
    return site.until(lambda: len(machine.workers()) == 2)


def machine_killed(site, which=0):
    """One machine of two killed (SIGKILL), back after five seconds"""
    site.machines[which].kill()
    time.sleep(5)
    site.machines[which].start()
    return site.until(site.machines[which].is_ready)


def machine_terminated(site):
    """SIGTERM to one machine of two, then started anew"""
    site.machines[0].stop()
    site.machines[0].start()
    return site.until(site.machines[0].is_ready)


def reloaded(site):
    """SIGHUP to both: a new release"""
    before = [pid for one in site.machines for pid in one.workers()]
    for one in site.machines:
        one.process.send_signal(signal.SIGHUP)

    def renewed():
        now = [pid for one in site.machines for pid in one.workers()]
        return len(now) == len(before) and not set(now) & set(before) and all(one.is_ready() for one in site.machines)

    return site.until(renewed, 60)


def slow_clients(site):
    """500 clients that send a letter a second, for ten seconds"""
    doors = []
    for number in range(500):  # from several addresses: of one, nginx lets a hundred in
        door = socket.create_connection(
            ("127.0.0.1", site.nginx.https), source_address=(f"127.0.0.{number % 10 + 2}", 0)
        )
        doors.append(TLS.wrap_socket(door, server_hostname=HOST))
    for letter in b"GET / HTTP":
        for door in doors:
            with suppress(OSError):
                door.send(bytes([letter]))
        time.sleep(1)
    for door in doors:
        door.close()
    return 0.0


def disk_full(site):
    """Disk of var/ full (uploads, sessions, logs) for five seconds"""
    filler = site.var / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"x" * 65536)
            file.flush()
    time.sleep(2)
    try:
        site.upload = upload(site)
        time.sleep(3)
    finally:
        filler.unlink()
    return site.until(site.machines[0].is_ready)


def upload(site) -> str:
    """What an editor is told who uploads a photo now."""
    code = f"""
import re
from io import BytesIO
import django.test.utils
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
import os
file = BytesIO()
Image.frombytes("RGB", (1200, 800), os.urandom(1200 * 800 * 3)).save(file, "JPEG", quality=95)
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "{site.cookie.partition("=")[2]}"
photo = SimpleUploadedFile("a.jpg", file.getvalue(), "image/jpeg")
answer = client.post("/admin/articles/photo/add/", dict(image=photo, alt="A", credit="B", focal_x="50", focal_y="50"),
    secure=True)
print(answer.status_code, *re.findall(r'errorlist[^>]*>(?:<li>)?(.*?)</', answer.text)[:3], sep=" | ")
"""
    return run(site.given, code).strip()


JUMPING = """
import os, time
from pathlib import Path
import time_machine
from portal.wsgi import application as portal
STAMP, state = Path(os.environ["CLOCK"]), {"jump": 0, "travel": None}

def application(environ, start_response):
    jump = float(STAMP.read_text() or 0)
    if jump != state["jump"]:
        if state["travel"]:
            state["travel"].stop()
        state["travel"] = jump and time_machine.travel(time.time() + jump, tick=True)
        if state["travel"]:
            state["travel"].start()
        state["jump"] = jump
    return portal(environ, start_response)
"""


def clock_jumps(site):
    """The clock jumps an hour ahead, then back (Python's clock in one gunicorn)"""
    stamp = site.home / "clock"
    stamp.write_text("0")
    (site.home / "jumping.py").write_text(JUMPING)
    machine = Machine(site.given | {"PYTHONPATH": f"{site.home}:{ROOT}", "CLOCK": str(stamp)}, "jumping")
    site.stack.callback(lambda: machine.process.poll() is None and machine.kill())
    site.until(machine.is_ready, 60)
    slowest = 0.0
    for jump in ("3600", "0", "-3600", "0"):
        stamp.write_text(jump)
        slowest = max(slowest, site.edit_shows(f"Section {jump} {time.monotonic()}", machine))
    machine.stop()
    return slowest


LATER = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("articles", "{newest}")]
    operations = [migrations.RunSQL(
        "ALTER TABLE articles_article ADD COLUMN later text NOT NULL DEFAULT ''; "
        "CREATE INDEX later_index ON articles_article (later, published_at)")]
"""


def migrated(site):
    """A migration that adds a column and an index, while serving"""
    package = site.home / "later" / "later"
    (package / "migrations").mkdir(parents=True)
    newest = sorted(path.stem for path in (ROOT / "articles" / "migrations").glob("0*.py"))[-1]
    (package / "__init__.py").touch()
    (package / "migrations" / "__init__.py").touch()
    (package / "migrations" / "0001_later.py").write_text(LATER.format(newest=newest))
    (package.parent / "latersettings.py").write_text("from portal.settings import *\nINSTALLED_APPS += ['later']\n")
    given = site.given | {"DJANGO_SETTINGS_MODULE": "latersettings", "PYTHONPATH": f"{package.parent}:{ROOT}"}
    start = time.monotonic()
    run(given, 'from django.core.management import call_command; call_command("migrate", verbosity=0)')
    return time.monotonic() - start


FAULTS = {
    fault.__name__: fault
    for fault in (
        *(postgresql_stopped, worker_killed, machine_killed, machine_terminated, reloaded),
        *(slow_clients, disk_full, clock_jumps, migrated),
    )
}


@contextmanager
def site(small_disk: bool = False):
    """A Site while the block runs; `small_disk`: var/ is one that can be filled."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-faults-")))
        home.chmod(0o755)
        yield Site(stack, home, small_disk)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("faults", nargs="*", metavar="NAME", help=f"of {', '.join(FAULTS)} (all)")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all is put away
    wanted = arguments.parse_args().faults or FAULTS
    with site(small_disk=True) as running:
        print(
            "| fault | readers: served | failed | editor: served | failed | of these without a message | s until well |"
        )
        print("|---|---|---|---|---|---|---|")
        for name in wanted:
            with Load(running) as load:
                seconds = FAULTS[name](running)
            print(
                f"| {FAULTS[name].__doc__} | {load.served:,} | {len(load.failed)} | {load.edited} "
                f"| {len(load.refused)} | {load.unclear} | {seconds:.1f} |",
                flush=True,
            )
            for failure in load.failed[:3]:
                print("   ", failure, flush=True)
            if name == "disk_full":
                print("    an upload meanwhile:", running.upload, flush=True)
            running.until(lambda: all(one.is_ready() for one in running.machines))


if __name__ == "__main__":
    main()
