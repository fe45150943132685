"""Reading of all files of an import, before anything is written. Imports no Django.

What the files say about each other decides how their sidebars are read, so every
file is read first; the records wait on disk, and memory holds an index of them.
If there are many files, several processes read them.
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
from articles.text.plain import as_html, is_readable, without_bullet
from articles.text.sentences import first_sentence

MANY = 2_000  # files; if there are fewer, this process reads them alone
NO_MARKS = array("Q")
CHUNK = 256  # files handed to another process at a time


def fingerprint(*parts: str | bytes) -> str:
    """Return a digest of `parts`: 32 hexadecimal digits."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()


def identity(headline: str, at: datetime) -> str:
    """Return the identity that a story keeps when it is crawled again, made of its headline's story key and stamp."""
    return fingerprint(headline, at.isoformat())


class Classified(NamedTuple):
    """The story of a record, with its section and tags."""

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
        body, opening = as_html(record.paragraphs), first_sentence(without_bullet(record.paragraphs[0]))
        return cls(record.headline, record.at, record.time_known, record.source, body, opening, section, tags)


class Sidebars(NamedTuple):
    """The sidebars of a record, as far as they name stories."""

    top_stories: tuple[str, ...]  # blurbs
    latest: tuple[str, ...]  # headline and blurb glued
    mute: int  # number of entries without a letter or digit, which name no story
    partner_news: int  # number of entries

    @classmethod
    def of(cls, record: ArticleRecord) -> "Sidebars":
        top_stories, latest = (tuple(filter(is_readable, lines)) for lines in (record.top_stories, record.latest))
        mute = len(record.top_stories) + len(record.latest) - len(top_stories) - len(latest)
        return cls(top_stories, latest, mute, len(record.partner_news))


class Examined(NamedTuple):
    """One file that was read: what the survey needs of it, and the rest as bytes for the spool.

    It is a tuple, as are the records in it, because hundreds of thousands of them are sent between processes.
    """

    digest: str = ""  # of the file's bytes
    reason: str = ""  # why it is rejected; empty if it is not
    story: bytes = b""  # a pickled Classified; empty: rejected, or imported before
    sidebars: bytes = b""  # a pickled Sidebars
    key: str = ""
    at: datetime | None = None
    headline: str = ""  # its story key
    blurbs: tuple[tuple[str, str], ...] = ()  # (story key, line) of each of its Top stories
    lines: tuple[str, ...] = ()  # of its Latest news
    marks: array = NO_MARKS  # known_lines.lead_marks of its text
    warnings: tuple[str, ...] = ()


def examine(path: Path, folder: Path | None, imported: Container[str], vocabulary: Vocabulary) -> Examined:
    """Read, parse and classify one file; a file whose digest is in `imported` is not parsed."""
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
    """One readable, new file. Its contents wait in the spool."""

    outcome: FileOutcome
    digest: str
    key: str  # the identity of its story
    at: datetime
    marks: array
    story: int  # its place in the spool
    sidebars: int  # their place in the spool


@dataclass
class Survey:
    """The contents of all files of an import, taken together."""

    report: Report = field(default_factory=Report)
    found: list[Surveyed] = field(default_factory=list)
    headlines: set[str] = field(default_factory=set)  # story keys of the files' own headlines
    blurbs: dict[str, str] = field(default_factory=dict)  # the lines of Top stories, by their story keys
    lines: dict[str, None] = field(default_factory=dict)  # the lines of Latest news, each once

    def __post_init__(self):
        self._spool = TemporaryFile()  # noqa: SIM115 closed by close()
        self._spooled = 0  # bytes

    def close(self) -> None:
        """Free the disk space of the records."""
        self._spool.close()

    def add(self, path: Path, examined: Examined, imported: Mapping[str, int]) -> None:
        """Add one file. `imported` maps the digest of every file of earlier imports to its article's id."""
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
        """Load the story of a file."""
        return self._load(surveyed.story)

    def sidebars(self, surveyed: Surveyed) -> Sidebars:
        """Load the sidebars of a file."""
        return self._load(surveyed.sidebars)

    def _load(self, place: int):
        self._spool.seek(place)
        return pickle.load(self._spool)  # noqa: S301 our own, written above

    def oldest_first(self) -> list[Surveyed]:
        """Return the found files, oldest first, in an order that does not depend on the order of reading."""
        return sorted(self.found, key=attrgetter("at", "key", "digest"))

    def newest_first(self, now: datetime) -> list[Surveyed]:
        """Return the found files, newest first, in an equally stable order; stories later than `now` come last."""
        return sorted(self.found, key=lambda one: (one.at <= now, one.at, one.key, one.digest), reverse=True)


def survey(
    paths: Iterable[Path], imported: Mapping[str, int], vocabulary: Vocabulary, progress: Callable[[int, int], None]
) -> Survey:
    """Read the files at `paths` (files or folders); call `progress` after each with how many are read, and the total.

    The caller must close the survey.
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
    """Yield a function that turns a list of (path, folder) into an iterator of Examined, in the same order."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < MANY or processes == 1:
        yield lambda found: (examine(path, folder, imported, vocabulary) for path, folder in found)
        return
    context = multiprocessing.get_context("spawn")  # a fork would share the database's connection
    with context.Pool(processes, _begin_work, (frozenset(imported), vocabulary)) as pool:
        yield lambda found: pool.imap(_work, found, CHUNK)


def _begin_work(imported: frozenset[str], vocabulary: Vocabulary) -> None:
    gc.disable()  # no object made here is needed after its file is done
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    global _examine  # one for each process of the pool
    _examine = partial(examine, imported=imported, vocabulary=vocabulary)


def _work(found: tuple[Path, Path | None]) -> Examined:
    return _examine(*found)
