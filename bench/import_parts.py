"""What each part of an import costs, in processor time: started by import_seeds.py, or

    DJANGO_INSECURE_HTTP=1 DATABASE_URL=… .venv/bin/python bench/import_parts.py FOLDER

It imports the files of FOLDER in one process into a migrated database, and prints for each part the microseconds a
file and its share. On PostgreSQL, on this machine, the server's time for writing is added. Asking for the time costs a
microsecond or two, so that parts of a few microseconds seem dearer than they are.
"""

import os
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent)]


class Stopwatch:
    """The processor time of functions, each without that of the others that it calls."""

    def __init__(self, server: int):
        """`server` is the process of the database that works for us, or 0."""
        self.seconds = defaultdict(float)
        self._server = server
        self._running: list[tuple[str, float]] = []  # (name, when it began or went on)

    def measure(self, owner, function: str, name: str, *, asks_server: bool = False) -> None:
        """Replace a function of a module, class or object by one that is measured under `name`.

        `asks_server`: it makes the database work.
        """
        found = vars(owner).get(function)
        original = found.__func__ if isinstance(found, classmethod) else getattr(owner, function)

        def measured(*args, **kwargs):
            before = server_seconds(self._server) if asks_server else 0
            self._go_on(name)
            try:
                return original(*args, **kwargs)
            finally:
                self._stop()
                self.seconds[name] += server_seconds(self._server) - before if asks_server else 0

        setattr(owner, function, classmethod(measured) if isinstance(found, classmethod) else measured)

    def _go_on(self, name: str) -> None:
        now = time.process_time()
        if self._running:
            caller, since = self._running.pop()
            self.seconds[caller] += now - since
            self._running.append((caller, 0))
        self._running.append((name, now))

    def _stop(self) -> None:
        now = time.process_time()
        name, since = self._running.pop()
        self.seconds[name] += now - since
        if self._running:
            self._running.append((self._running.pop()[0], now))


def server_seconds(process: int) -> float:
    """Return the processor time of a process (Linux); 0 for process 0."""
    if not process:
        return 0
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_parts(watch: Stopwatch, connection) -> None:
    from articles.imports.seeds import file_reader, importer, plan, survey
    from articles.imports.seeds.format import parser
    from articles.imports.seeds.known_stories import KnownStories
    from articles.imports.seeds.splitting.known_lines import KnownLines
    from articles.imports.seeds.writing import bulk, create_or_update
    from articles.imports.seeds.writing.create_or_update import ArticleWriter
    from articles.imports.seeds.writing.sidebars import SidebarWriter

    file_reader.POOL_FILES_MIN = sys.maxsize  # this process reads
    for owner, function, name in (
        (file_reader.files, "read", "read: the bytes"),
        (parser, "decode", "read: decode"),
        (file_reader, "parse_bytes", "read: parse"),
        (file_reader, "classify", "read: section and tags"),
        (file_reader, "language_of", "read: language"),
        (file_reader, "opening_of", "read: opening sentence"),
        (file_reader, "lead_hashes", "read: hashes of the first sentences"),
        (file_reader.pickle, "dumps", "read: pickle"),
        (file_reader, "read_file", "read: other"),
        (survey.Survey, "add", "survey: add a file"),
        (KnownStories, "load", "survey: stories in the database"),
        (KnownLines, "gather", "survey: split the sidebars' lines"),
        (plan, "read", "survey: other"),
        (survey.Survey, "story", "write: load from the disk"),
        (survey.Survey, "sidebars", "write: load from the disk"),
        (create_or_update.richtext, "sanitise", "write: sanitise"),
        (ArticleWriter, "write", "write: articles"),
        (SidebarWriter, "write", "write: sidebars"),
    ):
        watch.measure(owner, function, name)
    insert = bulk.insert

    def insert_by_table(model, rows):
        by_table[model._meta.db_table](model, rows)

    class Inserts:
        pass

    by_table = {}
    for table in ("articles_article", "articles_taggedarticle", "articles_seed", "articles_seedfile"):
        holder = Inserts()
        holder.insert = insert
        watch.measure(holder, "insert", f"database: {table}", asks_server=True)
        by_table[table] = holder.insert
    bulk.insert = insert_by_table
    watch.measure(connection, "commit", "database: commit", asks_server=True)
    watch.measure(importer, "gather_statistics", "database: statistics", asks_server=True)
    watch.measure(importer, "import_seeds", "other")


def main(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django
    from django.db import connection

    django.setup()
    from django.conf import settings

    from articles.imports.seeds import importer
    from articles.imports.seeds.vocabulary import Vocabulary

    connection.ensure_connection()
    watch = Stopwatch(connection.connection.info.backend_pid if connection.vendor == "postgresql" else 0)
    measure_parts(watch, connection)
    report = importer.import_seeds([folder], Vocabulary.load(settings.SEED_VOCABULARY))
    files, whole = len(report.files), sum(watch.seconds.values())
    for name, seconds in sorted(watch.seconds.items()):
        print(f"  {name:40} {1e6 * seconds / files:7.1f} µs a file {seconds / whole:7.1%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
