"""The report of what an import did, file by file. Imports no Django."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from articles.outside.files import printable

OUTCOMES = ("created", "updated", "unchanged", "duplicate", "rejected")


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
        """Return the counts by outcome; "files", the outcome of each file; "skipped", the other paths."""
        skipped = [{"path": printable(path), "reason": reason} for path, reason in self.skipped]
        files = [file.as_dict() for file in self.files]
        return {name: self.count(name) for name in OUTCOMES} | {"files": files, "skipped": skipped}

    def lines(self) -> Iterable[str]:
        """Return lines for a terminal: one for each path that needs attention, then the counts."""
        for path, reason in self.skipped:
            yield f"skipped  {printable(path)}: {reason}"
        for file in self.files:
            if file.outcome == "rejected":
                yield f"rejected {printable(file.path)}: {file.reason}"
            for warning in file.warnings:
                yield f"warning  {printable(file.path)}: {warning}"
        yield ", ".join(f"{self.count(name):,} {name}" for name in OUTCOMES)

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
