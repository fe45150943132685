"""Two tables of seed files, with tabs between their fields: which file is a version of which, and what changed since.

The comments at the top of fixtures/translations.tsv and fixtures/source_changes.tsv say what the columns are.
Imports no Django.
"""

import csv
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from articles.outside.catalogue import CatalogueError
from articles.outside.errors import SourceError
from articles.outside.files import read
from articles.text.dates import ZONE

KINDS = ("translation", "adaptation")
CHANGES = ("update", "correction", "retraction")
MOMENT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class VersionRow:
    """A seed file whose story follows that of another."""

    file: str
    source: str
    kind: str = "translation"
    state: str = ""  # for people: what follows from the changes
    note: str = ""

    def __post_init__(self):
        if self.kind not in KINDS:
            raise CatalogueError(f"kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not self.file or not self.source or self.file == self.source:
            raise CatalogueError("a row names two different files")


@dataclass(frozen=True)
class ChangeRow:
    """What became of a source after its seed file: words that changed, a correction or a retraction."""

    source: str
    kind: str
    made_at: str
    before: str = ""
    after: str = ""
    text: str = ""

    def __post_init__(self):
        if self.kind not in CHANGES:
            raise CatalogueError(f"kind {self.kind!r} is none of {', '.join(CHANGES)}")
        if self.kind == "update" and not self.before:
            raise CatalogueError("an update says what the text says before it")
        if self.kind != "update" and not self.text:
            raise CatalogueError(f"a {self.kind} has a text for readers")
        try:
            datetime.strptime(self.made_at, MOMENT)
        except ValueError as error:
            raise CatalogueError(f"made_at {self.made_at!r} is no moment such as 2020-10-02 16:40") from error

    @property
    def at(self) -> datetime:
        """The moment of the change, in UTC."""
        return datetime.strptime(self.made_at, MOMENT).replace(tzinfo=ZONE).astimezone(UTC)


def read_table(path: Path, record: type) -> list:
    """Return a `record` (VersionRow, ChangeRow) for each row; lines that begin with # are comments.

    Raises CatalogueError, which names the file and the row.
    """
    try:
        text = read(path, path.parent).decode("utf-8")
    except (SourceError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", restval="", quoting=csv.QUOTE_NONE)
    known = [one.name for one in fields(record)]
    if not rows.fieldnames or not set(rows.fieldnames) <= set(known):
        raise CatalogueError(f"{path}: the first line names the columns, which are {', '.join(known)}")
    records = []
    for number, row in enumerate(rows, start=1):
        if None in row:
            raise CatalogueError(f"{path}: row {number} has more fields than the first line")
        try:
            records.append(record(**row))
        except (CatalogueError, TypeError) as error:
            raise CatalogueError(f"{path}: row {number}: {error}") from error
    return records
