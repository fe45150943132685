"""What the page cache promises at its limits: one rendering on a machine in a burst, and a bounded memory.

    .venv/bin/python bench/pages_limits.py [--pages 20000] [--clients 200] [--megabytes 16]

It creates a site of its own, as bench/pages.py does. The burst: the front page is cached, a section changes, and as
soon as the processes can see that, all clients send a request at once. The crawl: it requests --pages different pages
from one process and reads its memory (PSS, Linux) on the way. At the end it says which goals hold, and stops the
processes it started.
"""

import argparse
import http.client
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

sys.path.insert(0, str(Path(__file__).parent))
from gunicorn_server import gunicorn
from pages import make_site

WORKERS, THREADS = 2, 8
FIRST = 1_200_000_000_000_000  # microseconds since 1970, in 2008; a page of a list can begin at any time


def ask(server, path: str) -> str:
    """Request `path` and return its X-Cache header. Raises SystemExit unless the status is 200."""
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        reply.read()
        if reply.status != 200:
            raise SystemExit(f"{path} answered {reply.status}")
        return reply.headers["X-Cache"]
    finally:
        connection.close()


def burst(server, database: Path, clients: int) -> Counter:
    """Return the counts of X-Cache values for `clients` simultaneous requests just after the edition changed."""
    for _ in range(20):
        ask(server, "/")
    with sqlite3.connect(database) as rows:
        rows.execute("UPDATE articles_section SET name = name || '!'")
    rows.close()
    time.sleep(1.1)  # after that, every process reads the edition again
    start = Barrier(clients)

    def come():
        start.wait()
        return ask(server, "/")

    with ThreadPoolExecutor(clients) as pool:
        return Counter(one.result() for one in [pool.submit(come) for _ in range(clients)])


def megabytes(server) -> float:
    """Return the memory of the only worker, in megabytes (PSS)."""
    lines = Path(f"/proc/{server.workers[0]}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def crawl(server, pages: int):
    """Yield (pages so far, the worker's megabytes) at the start and ten times on the way."""
    ask(server, "/")
    yield 0, megabytes(server)
    for number in range(1, pages + 1):
        ask(server, f"/latest/?before={FIRST + number * 3_000_000_000}-1")
        if number % (pages // 10) == 0:
            yield number, megabytes(server)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--megabytes", type=int, default=16, help="PAGE_CACHE_MB of the crawl")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = make_site(Path(folder), 1_000)
        threads = ("--worker-class", "gthread", "--threads", str(THREADS))
        with gunicorn("portal.wsgi", environment, WORKERS, *threads) as server:
            rendered = []
            for _ in range(5):
                told = burst(server, Path(folder) / "bench.sqlite3", options.clients)
                rendered.append(told["miss"])
                print(f"{options.clients} clients at once, {WORKERS} processes: {dict(told)}", flush=True)
        bounded = environment | {"PAGE_CACHE_MB": str(options.megabytes)}
        with gunicorn("portal.wsgi", bounded, 1) as server:
            sizes = []
            for number, size in crawl(server, options.pages):
                sizes.append(size)
                print(f"{number:6,} pages: {size:6.1f} MB (PAGE_CACHE_MB={options.megabytes})", flush=True)
        goals = {
            "one rendering in each burst": rendered == [1] * 5,
            "the last half of the crawl adds at most 2 MB": sizes[-1] - sizes[5] <= 2,
        }
        for name, holds in goals.items():
            print(f"goal: {name}: {'holds' if holds else 'does not hold'}")


if __name__ == "__main__":
    main()
