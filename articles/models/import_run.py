"""The results of the last imports, for the newsroom's start page."""

from django.db import models

RUNS_KEPT = 20  # runs; older ones are deleted
REJECTS_KEPT = 3  # rejected files that a run stores with their reasons; its report names them all


def most_frequent(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the dict's items, those with the greatest numbers first: a database may store them in another order."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


class ImportRun(models.Model):
    """One run of import_seeds. Without `ended_at` it is running, or was killed."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(default="", help_text="Why it ended early; empty: it did not.")
    counts = models.JSONField(default=dict, help_text="Files by outcome, as in the import's report.")
    rejects = models.JSONField(default=list, help_text="The first rejected files: [name, reason].")

    warnings = models.JSONField(null=True, help_text="Files by kind of warning: the words that follow the number.")

    class Meta:
        ordering = ["-id"]
        verbose_name = "import"

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"

    @property
    def outcome_counts(self) -> list[tuple[str, str]]:
        """The outcomes that occurred, each as (outcome, number of files)."""
        return [(outcome, f"{number:,}") for outcome, number in self.counts.items() if number]

    @property
    def warning_counts(self) -> list[tuple[str, int]]:
        """The kinds of warnings, each as (words that follow the number of files, that number), most frequent first."""
        return most_frequent(self.warnings or {})

    @property
    def more_rejects(self) -> int:
        """The number of rejected files that are not in `rejects`."""
        return self.counts.get("rejected", 0) - len(self.rejects)
