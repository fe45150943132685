"""The report of what an import did, file by file. Imports no Django."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from articles.imports.seeds.warning_kinds import counted
from articles.outside.files import printable

OUTCOMES = ("created", "updated", "unchanged", "duplicate", "rejected")
WHICH = "warnings: the same command with --reread --dry-run --verbose names these files and saves nothing"
SKIPPED_NAMED = 5  # paths skipped for one reason that a terminal names


@dataclass(slots=True)
class FileOutcome:
    """The outcome of importing one file; ids are those of articles."""

    path: str
    digest: str = ""  # of the bytes, if they could be read
    outcome: str = ""
    article: int | None = None
    same_as: int | None = None
    reason: str | None = None
    warnings: list[str] = field(default_factory=list)
    top_stories: Sequence[int] = ()  # a list only if there are any, because there may be 100,000s of files
    latest: Sequence[int] = ()

    def as_dict(self) -> dict:
        return {
            "file": printable(self.path),
            "outcome": self.outcome,
            "article": self.article,
            "same_as": self.same_as,
            "reason": self.reason,
            "warnings": self.warnings,
            "top_stories": self.top_stories,
            "latest": self.latest,
        }


@dataclass(slots=True)
class Report:
    """All files of one import, in the order in which they were found."""

    files: list[FileOutcome] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)  # paths that were not read, each with the reason

    def skip(self, path: str, reason: str) -> None:
        """Note that the path was found and is not read."""
        self.skipped.append((path, reason))

    def count(self, outcome: str) -> int:
        return sum(file.outcome == outcome for file in self.files)

    def as_dict(self) -> dict:
        """Return the counts by outcome; "warnings": counts by kind; "files": the outcome of each; "skipped": paths."""
        skipped = [{"path": printable(path), "reason": reason} for path, reason in self.skipped]
        files = [file.as_dict() for file in self.files]
        counts = {name: self.count(name) for name in OUTCOMES} | {"warnings": self.warning_counts()}
        return counts | {"files": files, "skipped": skipped}

    def warning_counts(self) -> dict[str, int]:
        """Return a dict: kind of warning, which follows "3 files" -> number of files, the most frequent first."""
        return counted(file.warnings for file in self.files)

    def lines(self, verbose: bool = False) -> Iterable[str]:
        """Return lines for a terminal: paths that were skipped and rejected files, then the counts.

        Warnings are counted by kind, and so are more than a few paths skipped for one reason; with `verbose` each path
        and each warning of each file is a line.
        """
        yield from self._skipped_lines(verbose)
        for file in self.files:
            if file.outcome == "rejected":
                yield f"rejected {printable(file.path)}: {file.reason}"
            for warning in file.warnings if verbose else ():
                yield f"warning  {printable(file.path)}: {warning}"
        kinds = self.warning_counts()
        for kind, number in kinds.items():
            yield f"warnings: {number:,} {'file' if number == 1 else 'files'} {kind}"
        if kinds and not verbose:
            yield WHICH
        yield ", ".join(f"{self.count(name):,} {name}" for name in OUTCOMES)

    def _skipped_lines(self, verbose: bool) -> Iterable[str]:
        reasons = defaultdict(list)
        for path, reason in self.skipped:
            reasons[reason].append(printable(path))
        for reason, paths in reasons.items():
            named = len(paths) if verbose or len(paths) <= SKIPPED_NAMED else 1
            for path in paths[:named]:
                yield f"skipped  {path}: {reason}"
            if more := len(paths) - named:
                yield f"skipped  {more:,} more: {reason}"

    def write(self, path: Path) -> None:
        """Write the report as JSON to `path`: the whole file or, if anything goes wrong, none."""
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            try:
                json.dump(self.as_dict(), draft, ensure_ascii=False, indent=1)
                draft.flush()
                os.fchmod(draft.fileno(), 0o644)
                os.fsync(draft.fileno())
                os.replace(draft.name, path)
            except BaseException:
                os.unlink(draft.name)
                raise
