"""What pictures that are made to fill the memory cost the site, and how long an ordinary photo takes.

    [DATABASE_URL=postgres://…] .venv/bin/python bench/uploads.py [NAME …] [--at-once 4]

It runs its own site under deploy's gunicorn with two workers, on SQLite (one writer at a time) or in a new database of
the PostgreSQL at DATABASE_URL, and uploads each picture in the newsroom several times at once. It prints the responses,
the seconds of the slowest, the peak memory of the master, the workers and all their child processes together (PSS,
every 20 ms), the peak of one worker and of one child process, and how many workers did not survive. Linux only.
"""

import argparse
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from urllib3 import encode_multipart_formdata

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from tests.support.databases import site_database  # noqa: E402
from tests.support.hostile_pictures import PICTURES  # noqa: E402
from tests.support.servers import environment, run, set_up_site  # noqa: E402

ADD = "/admin/articles/photo/add/"
HOST = "127.0.0.1"


def children(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def family(pid: int) -> list[int]:
    """Return the ids of the process and all its descendants."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def pss(pid: int) -> int:
    """Return the PSS of the process in bytes: its own memory and its share of what it shares with others."""
    with suppress(OSError):
        return int(re.search(r"Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) * 1024
    return 0


class Watch:
    """Sampling of the peak memory of a gunicorn and its descendants until the block ends."""

    def __init__(self, master: int):
        self.master, self.enough = master, Event()
        self.together = self.worker = self.below = 0

    def __enter__(self):
        self.thread = Thread(target=self._look)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        self.thread.join()

    def _look(self):
        while not self.enough.wait(0.02):
            workers = children(self.master)
            below = [one for worker in workers for one in family(worker)[1:]]
            of_workers, of_others = [*map(pss, workers)], [*map(pss, below)]
            self.worker = max([self.worker, *of_workers])
            self.below = max([self.below, *of_others])
            self.together = max(self.together, sum(of_workers) + sum(of_others) + pss(self.master))


@contextmanager
def site():
    """Run a site while the block runs; yield (port, master's process id, the cookie of an editor)."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-uploads-")))
        listener = stack.enter_context(socket.create_server((HOST, 0)))
        variables = environment(home, stack.enter_context(site_database(home))) | {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DJANGO_INSECURE_HTTP": "1",
            "NEWSROOM_SECOND_FACTOR": "off",
            "LOG_REQUESTS": "0",
        }
        cookie = set_up_site(variables)
        run(variables, 'from django.core.management import call_command; call_command("collectstatic", verbosity=0)')
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--workers", "2"]
        command += ["--bind", f"fd://{listener.fileno()}", "portal.wsgi"]
        process = subprocess.Popen(command, cwd=ROOT, env=variables, pass_fds=[listener.fileno()])  # noqa: S603
        try:
            yield listener.getsockname()[1], process.pid, cookie
        finally:
            process.terminate()
            process.wait(60)


def ask(port: int, method: str, path: str, cookie: str, body: bytes | None = None, **headers: str):
    """Return (status, headers, text); the status is 0 if the connection broke."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        connection.request(method, path, body, {"Cookie": cookie, **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    except (OSError, http.client.HTTPException) as error:
        return 0, {}, repr(error)
    finally:
        connection.close()


def upload(port: int, cookie: str, data: bytes) -> tuple[str, float]:
    """Upload a picture; return the newsroom's status and error messages, and the seconds it took."""
    _, headers, form = ask(port, "GET", ADD, cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    cookies = "; ".join([cookie, *(header.partition(";")[0] for header in headers.get_all("Set-Cookie", []))])
    fields = {"csrfmiddlewaretoken": token, "alt": "A", "credit": "B", "focal_x": "50", "focal_y": "50"}
    body, kind = encode_multipart_formdata(fields | {"image": ("a.jpg", data, "image/jpeg")})
    begin = time.monotonic()
    status, _, page = ask(port, "POST", ADD, cookies, body, **{"Content-Type": kind})
    errors = re.findall(r"errorlist[^>]*>\s*<li>(.*?)</li>", page, re.S) or ([page[:80]] if status == 0 else [])
    return f"{status} {' '.join(errors)}".strip(), time.monotonic() - begin


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)} (all)")
    arguments.add_argument("--at-once", type=int, default=4)
    options = arguments.parse_args()
    print("| picture | bytes | all together, MB | one worker | one below it | slowest, s | workers lost | answers |")
    print("|---|---|---|---|---|---|---|---|")
    for name in options.names or PICTURES:
        data = PICTURES[name]()
        with site() as (port, master, cookie):
            for _ in range(8):
                ask(port, "GET", ADD, cookie)  # so that both workers have loaded everything
            before = children(master)
            with Watch(master) as watch, ThreadPoolExecutor(options.at_once) as pool:
                answers = list(pool.map(lambda _: upload(port, cookie, data), range(options.at_once)))  # noqa: B023
            lost = len(set(before) - set(children(master)))
            memory = " | ".join(f"{size / 1e6:,.0f}" for size in (watch.together, watch.worker, watch.below))
            slowest = max(seconds for _, seconds in answers)
            output = "; ".join(sorted({f"{[a for a, _ in answers].count(one)} × {one}" for one, _ in answers}))
            print(f"| {name} | {len(data):,} | {memory} | {slowest:.1f} | {lost} | {output} |", flush=True)


if __name__ == "__main__":
    main()
