"""What the page cache promises at its limits: one rendering a process in a burst, and a bounded memory.

    .venv/bin/python bench/pages_limits.py [--pages 20000] [--clients 200] [--megabytes 16]

Makes a site of its own as bench/pages.py does. The burst: the front page is known, a story changes, and as soon as the
processes have seen that, all clients ask at once. The crawl: so many different pages of one process, whose memory is
read (Pss, Linux) along the way. Ends what it started.
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
from gunicorns import gunicorn
from pages import make_site

WORKERS, THREADS = 2, 8
FIRST = 1_200_000_000_000_000  # microseconds since 1970, in 2008; the pages of a list begin anywhere


def ask(server, path: str) -> str:
    """What X-Cache says."""
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
    """How the front page was told to each of the clients who asked at once, just after the edition moved."""
    for _ in range(20):
        ask(server, "/")
    with sqlite3.connect(database) as rows:
        rows.execute("UPDATE articles_section SET name = name || '!'")
    rows.close()
    time.sleep(1.1)  # by then every process asks for the edition again
    start = Barrier(clients)

    def come():
        start.wait()
        return ask(server, "/")

    with ThreadPoolExecutor(clients) as pool:
        return Counter(one.result() for one in [pool.submit(come) for _ in range(clients)])


def megabytes(server) -> float:
    """The memory of the one worker."""
    lines = Path(f"/proc/{server.workers[0]}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def crawl(server, pages: int):
    """(pages so far, the worker's megabytes), at the start and ten times along the way."""
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
            for _ in range(5):
                told = burst(server, Path(folder) / "bench.sqlite3", options.clients)
                print(f"{options.clients} clients at once, {WORKERS} processes: {dict(told)}", flush=True)
        bounded = environment | {"PAGE_CACHE_MB": str(options.megabytes)}
        with gunicorn("portal.wsgi", bounded, 1) as server:
            for number, size in crawl(server, options.pages):
                print(f"{number:6,} pages: {size:6.1f} MB (PAGE_CACHE_MB={options.megabytes})", flush=True)


if __name__ == "__main__":
    main()
