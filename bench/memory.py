"""The memory of the site's own processes (PSS) while they serve many different stories.

    .venv/bin/python bench/memory.py [--articles 20000] [--pages 8000] [--database ADDRESS] [--home DIR]

It creates a site of its own, or uses the one that an earlier run left in --home, and starts gunicorn as
deploy/gunicorn.conf.py says, with two workers. Four clients request --pages different stories, which is more than
the page cache holds; readers accept gzip, as most do. PSS counts memory that several processes share once (Linux). At
the end it says whether the goal holds, and stops the processes that it started.
"""

import argparse
import http.client
import sqlite3
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psycopg

sys.path.insert(0, str(Path(__file__).parent))
from gunicorn_server import gunicorn
from pages import make_site

GOAL = 150  # MB
WORKERS, CLIENTS = 2, 4
STORIES = "SELECT id, slug FROM articles_article WHERE body <> '' AND withdrawn_at IS NULL AND published_at IS NOT NULL"


class Memory(NamedTuple):
    """Megabytes of gunicorn's master, of its workers together, and of the files that they share."""

    master: float
    workers: float
    pages: float

    def __str__(self):
        own = f"{self.master + self.workers:6.1f} MB (master {self.master:.1f}, workers {self.workers:.1f})"
        return f"{own}, page files {self.pages:.1f} MB"


def memory(server, home: Path) -> Memory:
    files = home.glob("pages/*")
    pages = sum(file.stat().st_size for file in files) / 2**20
    return Memory(pss(server.process.pid), sum(map(pss, server.current_workers())), pages)


def pss(pid) -> float:
    """Return the proportional resident megabytes of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def story_paths(environment: dict[str, str], count: int) -> list[str]:
    """Return the paths of the newest `count` stories."""
    address, newest = environment["DATABASE_URL"], f"{STORIES} ORDER BY published_at DESC LIMIT {count:d}"
    sqlite = address.startswith("sqlite")
    with closing(sqlite3.connect(address.removeprefix("sqlite:///")) if sqlite else psycopg.connect(address)) as rows:
        return [f"/news/{number}/{slug}/" for number, slug in rows.execute(newest).fetchall()]


def crawl(address: str, paths: list[str]) -> None:
    """Request the paths, one after the other, on a connection that stays open."""
    with closing(http.client.HTTPConnection(address, timeout=60)) as connection:
        for path in paths:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--pages", type=int, default=8_000)
    parser.add_argument("--database", help="an empty PostgreSQL database; the default is SQLite")
    parser.add_argument("--home", type=Path, help="a folder in which the site stays for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        environment = make_site(home, options.articles, options.database)
        environment |= {"WEB_CONCURRENCY": str(WORKERS), "RUNTIME_DIRECTORY": str(home)}
        with gunicorn("portal.wsgi", environment, WORKERS, "--config", "deploy/gunicorn.conf.py") as server:
            address, paths = server.address.removeprefix("http://"), story_paths(environment, options.pages)
            crawl(address, ["/"] * 20)
            print(f"{'at first':>14}: {memory(server, home)}", flush=True)
            for part in range(4):
                now = paths[part::4]
                with ThreadPoolExecutor(CLIENTS) as clients:
                    list(clients.map(lambda one: crawl(address, now[one::CLIENTS]), range(CLIENTS)))  # noqa: B023
                found = memory(server, home)
                print(f"{len(paths[: len(now) * (part + 1)]):>8,} pages: {found}", flush=True)
        own = found.master + found.workers
        print(f"goal: at most {GOAL} MB; {own:.0f} MB, so it {'holds' if own <= GOAL else 'does not hold'}")


if __name__ == "__main__":
    main()
