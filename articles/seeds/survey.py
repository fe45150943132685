"""Reads all files of an import before anything is written. Imports no Django.

What the files know of each other decides how their sidebars are read, so every
file is read first; the records wait on disk, and memory holds an index of them.
"""

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile

from articles.seeds import files
from articles.seeds.parser import parse_bytes
from articles.seeds.records import ArticleRecord, SeedError, story_key
from articles.seeds.report import FileOutcome, Report


def fingerprint(*parts: str | bytes) -> str:
    """32 hexadecimal digits that stand for `parts`."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


def identity(record: ArticleRecord) -> str:
    """What stays when a story is crawled again: its headline and its stamp."""
    return fingerprint(story_key(record.headline), record.at.isoformat())


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One readable, new file. The record itself waits in the spool."""

    outcome: FileOutcome
    digest: str  # of the file's bytes
    key: str  # the identity of its story
    at: datetime
    place: int  # in the spool


@dataclass
class Survey:
    """What the files of an import say, taken together."""

    report: Report = field(default_factory=Report)
    found: list[Surveyed] = field(default_factory=list)
    headlines: set[str] = field(default_factory=set)  # story keys of the files' own headlines
    blurbs: dict[str, str] = field(default_factory=dict)  # the Top stories' lines by their story keys
    lines: dict[str, None] = field(default_factory=dict)  # the Latest news' lines, each once

    def __post_init__(self):
        self._spool = TemporaryFile()  # noqa: SIM115 closed by close()

    def close(self) -> None:
        """Gives the records' place on disk back."""
        self._spool.close()

    def read(self, path: Path, folder: Path | None, imported: Mapping[str, int]) -> None:
        """Takes one file in; one whose digest was `imported` before, as an article's, is only marked unchanged."""
        outcome = FileOutcome(path)
        self.report.files.append(outcome)
        try:
            data = files.read(path, folder)
            outcome.digest = fingerprint(data)
            if outcome.digest in imported:
                outcome.outcome, outcome.article = "unchanged", imported[outcome.digest]
            else:
                self._take(outcome, parse_bytes(data))
        except SeedError as error:
            outcome.reject(error)

    def _take(self, outcome: FileOutcome, record: ArticleRecord) -> None:
        outcome.warnings.extend(record.warnings)
        self.found.append(Surveyed(outcome, outcome.digest, identity(record), record.at, self._spool.tell()))
        pickle.dump(record, self._spool, pickle.HIGHEST_PROTOCOL)
        self.headlines.add(story_key(record.headline))
        for blurb in record.top_stories:
            self.blurbs.setdefault(story_key(blurb), blurb)
        self.lines.update(dict.fromkeys(record.latest))

    def record(self, surveyed: Surveyed) -> ArticleRecord:
        self._spool.seek(surveyed.place)
        return pickle.load(self._spool)  # noqa: S301 our own, written above

    def oldest_first(self) -> list[Surveyed]:
        """In an order that does not depend on the order of the files."""
        return sorted(self.found, key=attrgetter("at", "key", "digest"))

    def newest_first(self, now: datetime) -> list[Surveyed]:
        """Likewise; what is still to come at `now` stands last."""
        return sorted(self.found, key=lambda one: (one.at <= now, one.at, one.key, one.digest), reverse=True)


def survey(paths: Iterable[Path], imported: Mapping[str, int], tick: Callable[[], None]) -> Survey:
    """Reads the files that `paths` stand for, calling `tick` after each.

    `imported` has the article's id for the digest of every file of earlier imports.
    """
    result = Survey()
    for path, folder in files.find(paths):
        result.read(path, folder, imported)
        tick()
    return result
