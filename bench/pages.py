"""What a public page costs, against what it cannot be cheaper than and what one would use instead.

    .venv/bin/python bench/pages.py [--articles 1000] [--seconds 3] [--rounds 5] [--workers 2] [--threads 4]
        [--chart FILE]

It creates a site of its own (the demo corpus and generated articles, SQLite), starts each program under the same
gunicorn (sync workers; with --threads, gthread), and runs wrk: in every round, each measurement directly before its
reference. It prints the medians and the medians of the ratios. Processor time is only that of gunicorn's workers. At
the end it stops the processes it started.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parent))
import chart
import generate_seeds
from gunicorn_server import ROOT, gunicorn, need_wrk

UNITS = {"cpu": ("{:,.0f} µs", "at most"), "rate": ("{:,.0f} a second", "at least")}


class Run(NamedTuple):
    """A request to measure: the program, the path, the headers."""

    program: str
    path: str
    headers: tuple[str, ...] = ()


class Question(NamedTuple):
    """A measurement, its reference, what is compared ("cpu" or "rate"), and the bar for the ratio.

    For processor time the bar is an upper limit, for requests a second a lower one; None: only for comparison.
    """

    what: str
    ours: Run
    reference: Run
    figure: str
    bar: float | None

    def part(self, ratio: float) -> float:
        """Return the ratio as a share of the bar (1: exactly the limit)."""
        return ratio / self.bar if self.figure == "cpu" else self.bar / ratio


def make_site(home: Path, articles: int, database: str | None = None) -> dict[str, str]:
    """Create a site in `home` with the demo corpus and `articles` more articles; return its environment.

    If there is one already, only return its environment. The database is SQLite in `home` unless given.
    """
    environment = os.environ | {
        "DJANGO_INSECURE_HTTP": "1",
        "PORTAL_VAR_DIR": str(home),
        "DATABASE_URL": database or f"sqlite:///{home / 'bench.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": str(Path(__file__).parent),
        "BENCH_BODY": str(home / "body"),
    }
    if (home / "static").exists():
        return environment
    generate_seeds.make(home / "seeds", articles)
    for command in (
        ("migrate",),
        ("import_seeds", "fixtures/seeds", str(home / "seeds")),
        ("import_photos", "fixtures/photos"),
        ("collectstatic", "--no-input"),
    ):
        call = [sys.executable, "manage.py", *command, "--verbosity", "0"]
        subprocess.run(call, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return environment


def questions(article: str, etag: str) -> list[Question]:
    """Return the measurements in order. The project chose the bars itself."""
    warm, known = Run("portal", "/"), Run("portal", "/", (f"If-None-Match: {etag}",))
    bare, floor = Run("bare", "/"), Run("floor", "/")
    return [
        Question("warm front page / bare WSGI function, same bytes", warm, bare, "cpu", 1.2),
        Question("304 / warm front page", known, warm, "cpu", 0.8),
        Question("bare 304 / bare WSGI function", Run("bare_304", "/"), bare, "cpu", None),
        Question("304 / bare 304", known, Run("bare_304", "/"), "cpu", None),
        Question("warm front page / Django's cache middleware", warm, Run("middleware", "/"), "rate", 1.8),
        Question("cold front page / one {{ }}", Run("moved", "/"), floor, "cpu", 10),
        Question("cold article / one {{ }}", Run("cold", article), floor, "cpu", 7),
        Question("cold section / one {{ }}", Run("cold", "/section/society/"), floor, "cpu", 7),
        Question("cold tag / one {{ }}", Run("cold", "/tag/karabakh/"), floor, "cpu", 7),
        Question("cold latest news / one {{ }}", Run("cold", "/latest/"), floor, "cpu", 7),
        Question("front page, no piece kept / one {{ }}", Run("unseen", "/"), floor, "cpu", None),
        Question("article, no piece kept / one {{ }}", Run("unseen", article), floor, "cpu", None),
        Question("section, no piece kept / one {{ }}", Run("unseen", "/section/society/"), floor, "cpu", None),
    ]


def start(stack: ExitStack, environment: dict[str, str], workers: int, threads: int) -> dict:
    """Start every program under a gunicorn of its own; return them by name. They run until `stack` is closed."""
    off = environment | {"PAGE_CACHE_MB": "0"}
    kind = ("--worker-class", "gthread", "--threads", str(threads)) if threads else ()

    def under_gunicorn(application, environment=environment):
        return stack.enter_context(gunicorn(application, environment, workers, *kind))

    programs = {"portal": under_gunicorn("portal.wsgi")}
    page = fetch(programs["portal"], "/")
    Path(environment["BENCH_BODY"]).write_bytes(page.read())
    for name in ("bare", "bare_304", "floor", "cold", "moved", "unseen"):
        programs[name] = under_gunicorn(f"pages_reference:{name}()")
    return programs | {"middleware": under_gunicorn("pages_reference:middleware()", off)}


def fetch(program, path, *headers: str):
    given = dict(header.split(": ", 1) for header in headers)
    return urlopen(Request(program.address + path, headers=given))  # noqa: S310


def article_path(program) -> str:
    """Return the path of a full story on the front page."""
    return next(
        piece.split('"')[0] for piece in fetch(program, "/").read().decode().split('href="') if "/news/" in piece
    )


def measure(programs: dict, question: Question, seconds: int, rounds: int) -> tuple[float, float, float]:
    """Return (ours, reference, ratio), medians over the rounds, after warm-up requests for every worker."""
    for run in question[1:3]:
        programs[run.program].load(run.path, max(seconds, 2), *run.headers)
    pairs = []
    for _ in range(rounds):
        loads = [programs[run.program].load(run.path, seconds, *run.headers) for run in question[1:3]]
        pairs.append([getattr(load, question.figure) for load in loads])
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), median(a / b for a, b in pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1_000, help="beside the demo corpus")
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=0, help="of each worker: gthread, which keeps connections open")
    parser.add_argument("--chart", type=Path, help="an SVG file to draw the ratios into, such as bench/pages.svg")
    options = parser.parse_args()
    need_wrk()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        environment = make_site(Path(folder), options.articles)
        programs = start(stack, environment, options.workers, options.threads)
        front = fetch(programs["portal"], "/")
        size, etag = len(front.read()), front.headers["ETag"]
        print(f"{options.articles:,} articles, front page {size:,} bytes, {options.workers} workers, ", end="")
        print(f"{f'{options.threads} threads each' if options.threads else 'sync'}, ", end="")
        print(f"medians of {options.rounds} runs of {options.seconds} s\n")
        print("| what | ours | reference | ratio | bar |\n|---|---|---|---|---|", flush=True)
        bars = []
        for question in questions(article_path(programs["portal"]), etag):
            ours, reference, ratio = measure(programs, question, options.seconds, options.rounds)
            unit, bound = UNITS[question.figure]
            allowed = f"{bound} {question.bar:g}" if question.bar else "none"
            row = (unit.format(ours), unit.format(reference), f"{ratio:.2f}", allowed)
            print(f"| {' | '.join((question.what, *row))} |", flush=True)
            if question.bar:
                bars.append(chart.Bar(question.what, f"{ratio:.2f}", question.part(ratio)))
    if options.chart:
        chart.draw(options.chart, "Pages: ratios, as parts of what is allowed", bars)


if __name__ == "__main__":
    main()
