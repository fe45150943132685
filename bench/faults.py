"""What goes wrong in production, tried under load: `bench/faults.py [NAME…]` prints a table.

It shows the requests of readers that were served and that failed, the same for an editor, and the seconds until the
site worked normally again.

It runs two gunicorns (deploy/gunicorn.conf.py), nginx in front (deploy/nginx.conf) and its own PostgreSQL, on the
loopback address. Readers request pages through nginx all the time, on connections that stay open; an editor's pages
bypass every cache, so each of them is rendered. Needs root or a PostgreSQL user, and: apt-get install nginx-light
postgresql
"""

import argparse
import os
import signal
import socket
import ssl
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.clients import TLS, Load, upload  # noqa: E402
from bench.complete_site import Machine, Site  # noqa: E402
from bench.nginx_server import HOST  # noqa: E402
from tests.support.servers import run  # noqa: E402

# --- The faults -----------------------------------------------------------------------
# Each changes something under load and returns the seconds until the site works normally again. Its docstring is
# the title of its row in the table.


def postgresql_stopped(site):
    """PostgreSQL stopped for five seconds (pages that caches hold)"""
    site.postgres.stop()
    time.sleep(5)
    site.postgres.start()
    ready = {"Cookie": site.cookie, "X-Forwarded-Proto": "https"}
    return site.until(lambda: all(one.ask("/admin/articles/article/", **ready)[0] == 200 for one in site.machines))


def worker_killed(site):
    """One worker of four killed (SIGKILL)"""
    machine = site.machines[0]
    killed = machine.workers()[0]
    os.kill(killed, signal.SIGKILL)
    return site.until(lambda: len(set(machine.workers()) - {killed}) == 2)


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
    """500 clients that send a letter a second, until nginx has thrown out the last"""
    connections = []
    for number in range(500):  # from several addresses, because nginx accepts only a hundred from one
        source = (f"127.0.0.{number % 10 + 2}", 0)
        client = socket.create_connection(("127.0.0.1", site.nginx.https), source_address=source)
        connections.append(TLS.wrap_socket(client, server_hostname=HOST))
        connections[-1].setblocking(False)
    start = time.monotonic()
    for number in range(60):
        for client in list(connections):
            try:
                client.send(b"GET / HTTP/1.1\r\nX: "[number:][:1] or b"x")
                closed = client.recv(1) == b""
            except ssl.SSLWantReadError:
                continue
            except OSError:
                closed = True
            if closed:
                client.close()
                connections.remove(client)
        if not connections:
            return time.monotonic() - start
        time.sleep(1)
    raise SystemExit(f"{len(connections)} slow clients are still there after a minute")


def disk_full(site):
    """Disk of var/ full for five seconds, an editor uploads a photo"""
    before, filler = photo_files(site), site.var / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 65536):
            pass
    try:
        site.note = f"the upload: {upload(site)}; files begun and left: {len(photo_files(site) - before)}"
        time.sleep(4)
    finally:
        filler.unlink()
    return site.until(lambda: upload(site)[0] == 302)


def photo_files(site) -> set[Path]:
    """Return the files of all photos."""
    return {path for path in (site.var / "media").rglob("*") if path.is_file()}


SCHEDULED = """
from datetime import timedelta
from django.utils import timezone
from articles.models import Article
story = Article.objects.published().without_briefs().newest_first()[0]
story.pk, story.headline, story.published_at = None, "In half an hour", timezone.now() + timedelta(minutes=30)
story.save()
print(story.get_absolute_url())
"""
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
    machine = Machine(site.environment | {"PYTHONPATH": f"{site.home}:{ROOT}", "CLOCK": str(stamp)}, "jumping")
    site.stack.callback(lambda: machine.process.poll() is None and machine.kill())
    site.until(machine.is_ready, 60)
    story = run(site.environment, SCHEDULED).strip()
    slowest, statuses = 0.0, []
    for jump in ("3600", "0", "-3600", "0"):
        stamp.write_text(jump)
        slowest = max(slowest, site.edit_shows(f"Section {jump} {time.monotonic()}", machine))
        statuses.append(machine.ask(story, **{"X-Forwarded-Proto": "https"})[0])
    machine.stop()
    site.note = f"a story of in half an hour, at +1 h, 0, -1 h, 0: {statuses}"
    return slowest


MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("migrate", "later", "zero", verbosity=0)
call_command("migrate", "articles", "0011", verbosity=0)
call_command("migrate", verbosity=0)
"""
EXTRA_MIGRATION = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("articles", "{newest}")]
    operations = [migrations.RunSQL(
        "ALTER TABLE articles_article ADD COLUMN later text NOT NULL DEFAULT ''; "
        "CREATE INDEX later_index ON articles_article (later, published_at)",
        "ALTER TABLE articles_article DROP COLUMN later")]
"""


def migrated(site):
    """Migrations while serving: a column and an index added and taken back, an index of articles exchanged"""
    package = site.home / "later" / "later"
    (package / "migrations").mkdir(parents=True)
    newest = sorted(path.stem for path in (ROOT / "articles" / "migrations").glob("0*.py"))[-1]
    (package / "__init__.py").touch()
    (package / "migrations" / "__init__.py").touch()
    (package / "migrations" / "0001_later.py").write_text(EXTRA_MIGRATION.format(newest=newest))
    (package.parent / "latersettings.py").write_text("from portal.settings import *\nINSTALLED_APPS += ['later']\n")
    environment = site.environment | {
        "DJANGO_SETTINGS_MODULE": "latersettings",
        "PYTHONPATH": f"{package.parent}:{ROOT}",
    }
    start = time.monotonic()
    run(environment, MIGRATE)
    return time.monotonic() - start


RESTORE = """
from pathlib import Path
from django.core.management import call_command
call_command("backup", "{folder}")
call_command("restore", str(next(Path("{folder}").glob("*.tar"))), replace=True)
"""


def restored(site):
    """A backup made and restored while serving"""
    start = time.monotonic()
    run(site.environment, RESTORE.format(folder=site.home / "saved"))
    return time.monotonic() - start


FAULTS = {
    fault.__name__: fault
    for fault in (
        *(postgresql_stopped, worker_killed, machine_killed, machine_terminated, reloaded),
        *(slow_clients, disk_full, clock_jumps, migrated, restored),
    )
}


@contextmanager
def site(small_disk: bool = False):
    """Run a Site while the block runs."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-faults-")))
        home.chmod(0o755)
        yield Site(stack, home, small_disk)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("faults", nargs="*", metavar="NAME", help=f"of {', '.join(FAULTS)} (all)")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything is cleaned up
    wanted = arguments.parse_args().faults or FAULTS
    with site(small_disk=True) as running:
        print(
            "| fault | readers: served | failed | longest wait, s "
            "| editor: served | failed | of these without a message | s until well |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for name in wanted:
            running.note = ""
            with Load(running, uncached=name != postgresql_stopped.__name__) as load:
                seconds = FAULTS[name](running)
            print(
                f"| {FAULTS[name].__doc__} | {load.served:,} | {len(load.failed)} | {load.longest:.1f} "
                f"| {load.edited} "
                f"| {len(load.refused)} | {load.unclear} | {seconds:.1f} |",
                flush=True,
            )
            for failure in load.failed[:3]:
                print("   ", failure, flush=True)
            if running.note:
                print("   ", running.note, flush=True)
            running.until(lambda: all(one.is_ready() for one in running.machines))


if __name__ == "__main__":
    main()
