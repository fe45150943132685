"""What readers' pages cost that no cache holds, on a site of many stories.

    .venv/bin/python bench/pages_anew.py [--stories 20000] [--seconds 5] [--rounds 3] [--postgresql]

Articles at random, each requested once, from two workers of four threads with the page cache as it comes; then pages of
each kind with the page cache off, so that every request renders, against Django's floor, a page of one `{{ }}`. Both
take what the edition's pages share from memory, as a site does. The site is made by bench/fill_database.py, on SQLite
or on a PostgreSQL of its own. At the end it says which goals hold, and stops the processes it started.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.gunicorn_server import ROOT, gunicorn, need_wrk
from bench.postgresql_server import Postgres

RATE = 1_000  # articles at random a second, at least
PROCESSOR_MS = 2.0  # of a page made anew, at most
THREADS = ("--worker-class", "gthread", "--threads", "4")
LIST_PATHS = """
from articles.models import Article, Section, Tag
for story in Article.objects.dispatches().only("slug"): print(story.get_absolute_url())
print(Section.objects.first().get_absolute_url())
print(Tag.objects.get(name="popular 1").get_absolute_url())
"""


def make_site(home: Path, database: str, stories: int) -> tuple[dict[str, str], list[str]]:
    """Create a site of many stories; return its environment, and the paths of its articles, a section and a tag."""
    environment = os.environ | {
        "DJANGO_INSECURE_HTTP": "1",
        "PORTAL_VAR_DIR": str(home),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": f"{ROOT / 'bench'}",
        "PYTHONWARNINGS": "ignore",
    }

    def python(*arguments):
        call = [sys.executable, *arguments]
        return subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)  # noqa: S603

    python("manage.py", "migrate", "--verbosity", "0")
    python("bench/fill_database.py", str(stories))
    python("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    return environment, python("manage.py", "shell", "--verbosity", "0", "--command", LIST_PATHS).stdout.split()


def measure(environment: dict[str, str], paths: list[str], seconds: int, rounds: int) -> dict[str, bool]:
    """Print what the pages cost; return whether each goal holds."""
    *articles, section, tag = paths
    random.Random(17).shuffle(articles)  # noqa: S311 the same in every run
    kept = articles.pop()
    row("what", "figure", "reference", "ratio", "goal")
    row(*["---"] * 5)
    with gunicorn("portal.wsgi", environment, 2, *THREADS) as portal:
        for path in ("/", section, kept):
            portal.load(path, max(seconds, 5))
        load = portal.load_once_each(articles, seconds * rounds)
    row("articles at random, each requested once", f"{load.rate:,.0f} a second", "", "", f"at least {RATE:,} a second")
    goals = {"articles at random": load.rate >= RATE}
    with ExitStack() as stack:
        off = environment | {"PAGE_CACHE_MB": "0"}
        portal = stack.enter_context(gunicorn("portal.wsgi", off, 2, *THREADS))
        floor = stack.enter_context(gunicorn("pages_reference:floor()", environment, 2, *THREADS))
        kinds = {"front page": "/", "article": kept, "section": section, "tag": tag, "RSS": "/feeds/latest.rss"}
        for kind, path in kinds.items():
            portal.load(path, max(seconds, 5))
            pairs = [(portal.load(path, seconds).cpu, floor.load("/", seconds).cpu) for _ in range(rounds)]
            ours, reference = (median(column) / 1000 for column in zip(*pairs, strict=True))
            ratio = median(one / other for one, other in pairs)
            figures = f"{ours:.2f} ms", f"{reference:.2f} ms", f"{ratio:.1f}"
            row(f"{kind} made anew, page cache off", *figures, f"at most {PROCESSOR_MS:g} ms")
            goals[f"{kind} made anew"] = ours <= PROCESSOR_MS
    return goals


def row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=5, help="of each run of wrk")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    options = parser.parse_args()
    need_wrk()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        database = f"sqlite:///{folder}/bench.sqlite3"
        if options.postgresql:
            database = stack.enter_context(Postgres()).address
        environment, paths = make_site(Path(folder), database, options.stories)
        print(f"{options.stories:,} stories on {database.partition(':')[0]}, {options.rounds} × {options.seconds} s;")
        print("processor time of the workers for each request, medians\n")
        goals = measure(environment, paths, options.seconds, options.rounds)
    print()
    for goal, holds in goals.items():
        print(f"{'holds' if holds else 'MISSED'}: {goal}")


if __name__ == "__main__":
    main()
