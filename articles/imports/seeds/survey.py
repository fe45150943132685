"""Reads all files of an import before anything is written. Imports no Django.

What the files know of each other decides how their sidebars are read, so every
file is read first; the records wait on disk, and memory holds an index of them.
Many files are read by several processes.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from articles.imports.seeds.classify import Vocabulary, classify
from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.records import ArticleRecord, story_key
from articles.imports.seeds.report import FileOutcome, Report
from articles.imports.seeds.splitting.known_lines import lead_marks
from articles.outside import files
from articles.outside.errors import SourceError
from articles.text.plain import as_html, is_readable
from articles.text.sentences import first_sentence

MANY = 2_000  # files; fewer are read by this process alone
NO_MARKS = array("Q")
CHUNK = 256  # files handed to another process at a time


def fingerprint(*parts: str | bytes) -> str:
    """32 hexadecimal digits that stand for `parts`."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


def identity(headline: str, at: datetime) -> str:
    """What stays when a story is crawled again: its headline (the story key of it) and its stamp."""
    return fingerprint(headline, at.isoformat())


class Classified(NamedTuple):
    """The story of a record, and where it belongs."""

    headline: str
    at: datetime  # aware, UTC
    time_known: bool
    source: str
    body: str  # as_html of its paragraphs
    opening: str  # its first sentence
    section: str  # slug
    tags: tuple[str, ...]

    @classmethod
    def of(cls, record: ArticleRecord, vocabulary: Vocabulary) -> "Classified":
        section, tags = classify(record.headline, record.paragraphs, vocabulary)
        body, opening = as_html(record.paragraphs), first_sentence(record.paragraphs[0])
        return cls(record.headline, record.at, record.time_known, record.source, body, opening, section, tags)


class Sidebars(NamedTuple):
    """The sidebars of a record, as far as they tell of stories."""

    top_stories: tuple[str, ...]  # blurbs
    latest: tuple[str, ...]  # headline and blurb glued
    mute: int  # entries without a letter or digit, which tell of none
    partner_news: int  # entries

    @classmethod
    def of(cls, record: ArticleRecord) -> "Sidebars":
        top_stories, latest = (tuple(filter(is_readable, lines)) for lines in (record.top_stories, record.latest))
        mute = len(record.top_stories) + len(record.latest) - len(top_stories) - len(latest)
        return cls(top_stories, latest, mute, len(record.partner_news))


class Examined(NamedTuple):
    """One file, read: what the survey needs of it, and the rest as bytes for the spool.

    A tuple, like the records in it: it crosses between processes by the hundred thousand.
    """

    digest: str = ""  # of the file's bytes
    reason: str = ""  # why it is rejected; empty: it is not
    story: bytes = b""  # a pickled Classified; empty: rejected, or imported before
    sidebars: bytes = b""  # a pickled Sidebars
    key: str = ""
    at: datetime | None = None
    headline: str = ""  # its story key
    blurbs: tuple[tuple[str, str], ...] = ()  # (story key, line) of each of its Top stories
    lines: tuple[str, ...] = ()  # of its Latest news
    marks: array = NO_MARKS  # knowledge.lead_marks of its text
    warnings: tuple[str, ...] = ()


def examine(path: Path, folder: Path | None, imported: Container[str], vocabulary: Vocabulary) -> Examined:
    """Reads, parses and classifies one file; one whose digest was `imported` is not parsed."""
    digest = ""
    try:
        data = files.read(path, folder)
        digest = fingerprint(data)
        if digest in imported:
            return Examined(digest)
        record = parse_bytes(data)
    except SourceError as error:
        return Examined(digest, str(error))
    headline = story_key(record.headline)
    sidebars = Sidebars.of(record)
    return Examined(
        digest,
        story=pickle.dumps(Classified.of(record, vocabulary), pickle.HIGHEST_PROTOCOL),
        sidebars=pickle.dumps(sidebars, pickle.HIGHEST_PROTOCOL),
        key=identity(headline, record.at),
        at=record.at,
        headline=headline,
        blurbs=tuple((story_key(blurb), blurb) for blurb in sidebars.top_stories),
        lines=sidebars.latest,
        marks=lead_marks(record.paragraphs),
        warnings=record.warnings,
    )


@dataclass(slots=True)
class Surveyed:
    """One readable, new file. What it says waits in the spool."""

    outcome: FileOutcome
    digest: str
    key: str  # the identity of its story
    at: datetime
    marks: array
    story: int  # its place in the spool
    sidebars: int  # likewise


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
        self._spooled = 0  # bytes

    def close(self) -> None:
        """Gives the records' place on disk back."""
        self._spool.close()

    def add(self, path: Path, examined: Examined, imported: Mapping[str, int]) -> None:
        """Takes one file in. `imported` has the article's id for the digest of every file of earlier imports."""
        outcome = FileOutcome(str(path), examined.digest, warnings=list(examined.warnings))
        self.report.files.append(outcome)
        if examined.reason:
            outcome.outcome, outcome.reason = "rejected", examined.reason
        elif not examined.story:
            outcome.outcome, outcome.article = "unchanged", imported[examined.digest]
        else:
            story, sidebars = self._spooled, self._spooled + len(examined.story)
            self._spooled += self._spool.write(examined.story) + self._spool.write(examined.sidebars)
            one = Surveyed(outcome, examined.digest, examined.key, examined.at, examined.marks, story, sidebars)
            self.found.append(one)
            self.headlines.add(sys.intern(examined.headline))
            self.lines.update(dict.fromkeys(examined.lines))
            for key, blurb in examined.blurbs:
                self.blurbs.setdefault(sys.intern(key), blurb)

    def story(self, surveyed: Surveyed) -> Classified:
        """What the file tells."""
        return self._load(surveyed.story)

    def sidebars(self, surveyed: Surveyed) -> Sidebars:
        """What the file names beside it."""
        return self._load(surveyed.sidebars)

    def _load(self, place: int):
        self._spool.seek(place)
        return pickle.load(self._spool)  # noqa: S301 our own, written above

    def oldest_first(self) -> list[Surveyed]:
        """In an order that does not depend on the order of the files."""
        return sorted(self.found, key=attrgetter("at", "key", "digest"))

    def newest_first(self, now: datetime) -> list[Surveyed]:
        """Likewise; what is still to come at `now` stands last."""
        return sorted(self.found, key=lambda one: (one.at <= now, one.at, one.key, one.digest), reverse=True)


def survey(
    paths: Iterable[Path], imported: Mapping[str, int], vocabulary: Vocabulary, progress: Callable[[int, int], None]
) -> Survey:
    """Reads the files that `paths` stand for, telling `progress` after each how many of how many are read.

    Whoever calls closes the survey.
    """
    found = list(files.find(paths))
    result = Survey()
    with ExitStack() as on_failure:
        on_failure.callback(result.close)
        with _examiner(len(found), imported, vocabulary) as examined:
            for number, one in enumerate(examined(found)):
                result.add(found[number][0], one, imported)
                progress(number + 1, len(found))
        on_failure.pop_all()
    return result


@contextmanager
def _examiner(
    count: int, imported: Container[str], vocabulary: Vocabulary
) -> Iterator[Callable[[list], Iterator[Examined]]]:
    """What turns a list of (path, folder) into an iterator of Examined, in that order."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < MANY or processes == 1:
        yield lambda found: (examine(path, folder, imported, vocabulary) for path, folder in found)
        return
    context = multiprocessing.get_context("spawn")  # a fork would share the database's connection
    with context.Pool(processes, _begin_work, (frozenset(imported), vocabulary)) as pool:
        yield lambda found: pool.imap(_work, found, CHUNK)


def _begin_work(imported: frozenset[str], vocabulary: Vocabulary) -> None:
    gc.disable()  # nothing that is made here outlives its file
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    global _examine  # one for each process of the pool
    _examine = partial(examine, imported=imported, vocabulary=vocabulary)


def _work(found: tuple[Path, Path | None]) -> Examined:
    return _examine(*found)
