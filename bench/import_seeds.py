"""How fast import_seeds is, against plain `bulk_create` of the same rows.

    .venv/bin/python bench/import_seeds.py [--files 100000] [--database postgres://user@host/postgres]

It generates seed files (2 KB, tags, full sidebars), imports them twice into a database of its own, then writes the same
articles and tags with Django's `bulk_create` in batches of 1,000 into another one. It prints articles per second, the
ratios, and the peak memory of all processes of the import together. On PostgreSQL the databases are created on the
server of the named one, and dropped at the end.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
BATCH = 1_000


def environment(home: Path, database: str) -> dict:
    return os.environ | {"DJANGO_INSECURE_HTTP": "1", "PORTAL_VAR_DIR": str(home), "DATABASE_URL": database}


def manage(env: dict, *arguments: str) -> tuple[float, int]:
    """Run a management command; return its seconds and the peak bytes of all its processes together."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return time.perf_counter() - start, peak


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


def plain(source: dict, target: dict) -> float:
    """Copy articles and tags from database `source` to `target` with `bulk_create`; return the seconds it takes."""
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
    seconds, last = 0.0, 0
    while rows := list(Article.objects.using("source").filter(pk__gt=last).order_by("pk").values("pk", *names)[:BATCH]):
        first, last = rows[0]["pk"], rows[-1]["pk"]
        taggings = TaggedArticle.objects.using("source").filter(content_object__gte=first, content_object__lte=last)
        tags = list(taggings.values_list("content_object_id", "tag_id"))
        start = time.perf_counter()
        with transaction.atomic():
            old = [row.pop("pk") for row in rows]
            new = dict(zip(old, Article.objects.bulk_create([Article(**row) for row in rows]), strict=True))
            TaggedArticle.objects.bulk_create([TaggedArticle(content_object=new[a], tag_id=t) for a, t in tags])
        seconds += time.perf_counter() - start
    return seconds


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--database", default="", help="an address of PostgreSQL; without it: SQLite")
    options = parser.parse_args()
    import generate_seeds

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        generate_seeds.make(home / "seeds", options.files)
        names = ("bench_import", "bench_plain")
        imported, plainly = (environment(home / name, scratch(options.database, home, name)) for name in names)
        for env in (imported, plainly):
            manage(env, "migrate", "--verbosity", "0")
        first, peak = manage(imported, "import_seeds", str(home / "seeds"))
        second, _ = manage(imported, "import_seeds", str(home / "seeds"))
        reference = plain(imported, plainly)
        rate = options.files / first
        print(f"{'PostgreSQL' if options.database else 'SQLite'}, {options.files:,} files")
        print(f"import_seeds    {first:8.1f} s   {rate:8,.0f} articles a second   {peak / 2**20:,.0f} MB at the most")
        print(f"a second time   {second:8.1f} s   {first / second:8.1f} times as fast")
        print(f"bulk_create     {reference:8.1f} s   {options.files / reference:8,.0f} articles a second")
        print(f"ratio           {rate / (options.files / reference):8.2f}")
        if options.database:
            from django.db import connections

            connections.close_all()
            sql(options.database, *(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


if __name__ == "__main__":
    main()
