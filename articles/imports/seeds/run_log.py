"""What the newsroom's start page tells of imports, written while they run; and what the database learns of them."""

from contextlib import suppress

from django.db import Error, connection
from django.utils import timezone

from articles.imports.seeds.report import OUTCOMES, Report
from articles.models import ImportRun
from articles.models.import_run import KEPT, REJECTS
from articles.outside.files import printable

KILLED = "It was killed, or its machine went down."


class RunLog:
    """A row of ImportRun, from the beginning of an import to its end, however that comes.

    Only one import runs at a time, so an earlier row without an end is of one that was killed.
    `with RunLog() as log: log(report)` as often as there is something to tell.
    """

    def __enter__(self):
        ImportRun.objects.filter(ended_at=None).update(ended_at=timezone.now(), failure=KILLED)
        self.run = ImportRun.objects.create(started_at=timezone.now())
        old = list(ImportRun.objects.values_list("pk", flat=True)[KEPT:])
        ImportRun.objects.filter(pk__in=old).delete()
        return self.tell

    def tell(self, report: Report) -> None:
        rejected = (file for file in report.files if file.outcome == "rejected")
        self.run.counts = {name: report.count(name) for name in OUTCOMES}
        self.run.rejects = [
            (printable(file.path), file.reason) for file, _ in zip(rejected, range(REJECTS), strict=False)
        ]
        self.run.save()

    def __exit__(self, kind, error, traceback):
        self.run.ended_at = timezone.now()
        self.run.failure = (str(error) or kind.__name__) if kind else ""
        with suppress(Error):  # the database may be what ended it
            self.run.save()


def gather_statistics() -> None:
    """Lets the database see what it holds now: after many new rows it would plan for the few that it had."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize = 0x10012")
