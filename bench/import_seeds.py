"""How fast import_seeds is, against plain `bulk_create` of the same rows.

    .venv/bin/python bench/import_seeds.py [--files 100000] [--database postgres://user@host/postgres]

It generates seed files (2 KB, tags, full sidebars), imports them twice into a database of its own, then writes the same
articles and tags with Django's `bulk_create` in batches of 1,000 into another one. It prints articles per second, the
ratios, in seconds and in processor time, the peak memory of all processes of the import together, and what each part of
an import costs (import_parts.py); at the end, whether the goal holds. On PostgreSQL the server must be on this machine;
the databases are created on that of the named one, and dropped at the end.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import generate_seeds  # noqa: E402
import import_parts  # noqa: E402

BATCH = 1_000
GOAL = 0.8  # of the speed of bulk_create
PARTS_FILES = 4_000  # files of the import whose parts are measured


class Cost(NamedTuple):
    """What something took."""

    seconds: float
    processor: float  # seconds, of all its processes and of the database's
    peak: int = 0  # bytes


def environment(home: Path, database: str) -> dict:
    """Return the environment of a command; its modules are compiled once, as on a server, by the first command."""
    ours = {"DJANGO_INSECURE_HTTP": "1", "PORTAL_VAR_DIR": str(home), "DATABASE_URL": database}
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home.parent / "compiled")}
    return os.environ | ours | compiled


def manage(env: dict, *arguments: str) -> Cost:
    """Run a management command; return what it and all its processes together took."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    start, peak, before, servers = time.perf_counter(), 0, children_seconds(), {}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        servers |= server_processes(env["DATABASE_URL"])
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed")
    processor = children_seconds() - before + sum(servers.values())
    return Cost(time.perf_counter() - start, processor, peak)


def children_seconds() -> float:
    """Return the processor time of the processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def server_processes(database: str) -> dict[int, float]:
    """Return the processor time of each process of PostgreSQL that serves the database of this address."""
    found = {}
    for command in Path("/proc").glob("[0-9]*/cmdline") if database.startswith("postgres") else ():
        try:
            if (
                command.read_text().startswith("postgres:")
                and f" {database.rpartition('/')[2]} " in command.read_text()
            ):
                found[int(command.parent.name)] = import_parts.server_seconds(int(command.parent.name))
        except OSError:
            continue
    return found


def resident(session: int) -> int:
    """Return the proportional resident bytes (PSS) of the processes of a session (Linux)."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[3]) == session:
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += 1024 * int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
        except (OSError, StopIteration):
            continue
    return total


def plain(source: dict, target: dict) -> Cost:
    """Copy articles and tags from database `source` to `target` with `bulk_create`; return what that takes."""
    os.environ |= target
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django
    import environ
    from django.db import connections, transaction

    django.setup()
    from django.conf import settings

    settings.DATABASES["source"] = connections.configure_settings(
        {"default": settings.DATABASES["default"], "source": environ.Env.db_url_config(source["DATABASE_URL"])}
    )["source"]
    connections.settings = connections.configure_settings(settings.DATABASES)

    from articles.models import Article, Section, Tag, TaggedArticle

    for model in (Section, Tag):
        model.objects.bulk_create(model.objects.using("source").all())
    names = [field.attname for field in Article._meta.concrete_fields if field.attname != "id"]
    seconds, processor, last = 0.0, 0.0, 0
    while rows := list(Article.objects.using("source").filter(pk__gt=last).order_by("pk").values("pk", *names)[:BATCH]):
        first, last = rows[0]["pk"], rows[-1]["pk"]
        taggings = TaggedArticle.objects.using("source").filter(content_object__gte=first, content_object__lte=last)
        tags = list(taggings.values_list("content_object_id", "tag_id"))
        start, used = time.perf_counter(), own_seconds(target)
        with transaction.atomic():
            old = [row.pop("pk") for row in rows]
            new = dict(zip(old, Article.objects.bulk_create([Article(**row) for row in rows]), strict=True))
            TaggedArticle.objects.bulk_create([TaggedArticle(content_object=new[a], tag_id=t) for a, t in tags])
        seconds += time.perf_counter() - start
        processor += own_seconds(target) - used
    return Cost(seconds, processor)


def own_seconds(env: dict) -> float:
    """Return the processor time of this process and of those that serve its database."""
    return time.process_time() + sum(server_processes(env["DATABASE_URL"]).values())


def scratch(database: str, home: Path, name: str) -> str:
    """Create an empty database and return its address; `database` is a PostgreSQL address, or "" for SQLite."""
    if not database:
        return f"sqlite:///{home / name}.sqlite3"
    sql(database, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    return f"{database.rpartition('/')[0]}/{name}"


def sql(database: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def show(name: str, cost: Cost, files: int, more: str = "") -> None:
    rate, each = files / cost.seconds, 1e6 * cost.processor / files
    print(f"{name:14} {cost.seconds:8.1f} s  {rate:8,.0f} a second  {each:6,.0f} µs of processor time each  {more}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--database", default="", help="an address of PostgreSQL; without it: SQLite")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        generate_seeds.make(home / "seeds", options.files)
        generate_seeds.make(home / "few", min(options.files, PARTS_FILES))
        names = ("bench_import", "bench_plain", "bench_parts")
        imported, plainly, few = (environment(home / name, scratch(options.database, home, name)) for name in names)
        for env in (imported, plainly, few):
            manage(env, "migrate", "--verbosity", "0")
        first = manage(imported, "import_seeds", str(home / "seeds"))
        second = manage(imported, "import_seeds", str(home / "seeds"))
        reference = plain(imported, plainly)
        print(f"{'PostgreSQL' if options.database else 'SQLite'}, {options.files:,} files")
        show("import_seeds", first, options.files, f"{first.peak / 2**20:,.0f} MB at the most")
        show("a second time", second, options.files, f"{first.seconds / second.seconds:.1f} times as fast")
        show("bulk_create", reference, options.files)
        print(f"What an import of {min(options.files, PARTS_FILES):,} files costs in one process:", flush=True)
        command = [sys.executable, str(ROOT / "bench/import_parts.py"), str(home / "few")]
        subprocess.run(command, env=few, check=True)  # noqa: S603
        ratio, processor = reference.seconds / first.seconds, reference.processor / first.processor
        holds = "holds" if ratio >= GOAL else "does not hold"
        print(f"ratio {ratio:.2f} (by processor time {processor:.2f}): the goal of {GOAL} {holds}")
        if options.database:
            from django.db import connections

            connections.close_all()
            sql(options.database, *(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


if __name__ == "__main__":
    main()
