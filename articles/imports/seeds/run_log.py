"""The log of import runs, which the newsroom's start page shows; and the database's statistics after a large import."""

from contextlib import suppress

from django.db import Error, connection
from django.utils import timezone

from articles.imports.seeds.report import OUTCOMES, Report
from articles.models import ImportRun
from articles.models.import_run import REJECTS_KEPT, RUNS_KEPT
from articles.outside.files import printable

KILLED = "It was killed, or its machine went down."


class RunLog:
    """Context manager that keeps a row of ImportRun from the beginning of an import to its end, however it ends.

    Only one import runs at a time, so an earlier row without an end belongs to one that was killed.
    Use `with RunLog() as log:` and call `log(report)` whenever there is something to record.
    """

    def __enter__(self):
        ImportRun.objects.filter(ended_at=None).update(ended_at=timezone.now(), failure=KILLED)
        self.run = ImportRun.objects.create(started_at=timezone.now())
        old = list(ImportRun.objects.values_list("pk", flat=True)[RUNS_KEPT:])
        ImportRun.objects.filter(pk__in=old).delete()
        return self.log

    def log(self, report: Report) -> None:
        rejected = (file for file in report.files if file.outcome == "rejected")
        self.run.counts = {name: report.count(name) for name in OUTCOMES}
        self.run.warnings = report.warning_counts()
        self.run.rejects = [
            (printable(file.path), file.reason) for file, _ in zip(rejected, range(REJECTS_KEPT), strict=False)
        ]
        self.run.save()

    def __exit__(self, kind, error, traceback):
        self.run.ended_at = timezone.now()
        self.run.failure = (str(error) or kind.__name__) if kind else ""
        with suppress(Error):  # the database itself may have ended the import
            self.run.save()


def gather_statistics() -> None:
    """Update the planner's statistics: after many new rows the database would still plan for the few that it had."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize = 0x10012")
