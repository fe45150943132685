"""Survey of all files of an import, before anything is written. Imports no Django.

What the files say about each other decides how their sidebars are read, so every file is read first; the stories and
sidebars wait on disk, and memory holds an index of them.
"""

import os
import pickle
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from articles.imports.seeds.file_reader import read_files
from articles.imports.seeds.records import ClassifiedStory, FileRecord, Sidebars
from articles.imports.seeds.repeated_texts import repeated
from articles.imports.seeds.report import FileOutcome, Report
from articles.imports.seeds.vocabulary import Vocabulary
from articles.outside import files

SPOOL_BUFFER = 1 << 20  # bytes, of some hundred files


class SurveyedFile(NamedTuple):
    """One readable, new file. Its contents wait on disk; its outcome is filled in while they are written."""

    outcome: FileOutcome
    digest: str
    identity: str  # of its story
    at: datetime
    time_known: bool
    headline: str  # its story key
    language: str  # of its text, a tag (BCP 47); its sidebars are those of a page in it
    language_doubtful: bool  # the text may as well be in another one
    hashes: array  # known_lines.lead_hashes of its text; emptied once they are no longer needed
    story: tuple[int, int]  # its place on disk, and its bytes there
    sidebars: tuple[int, int]

    @property
    def version(self) -> str:
        """What identifies the file's story within an import: without a time, headline and day do not."""
        return self.identity if self.time_known else self.digest


@dataclass
class Survey:
    """The contents of all files of an import, taken together."""

    report: Report = field(default_factory=Report)
    language: str = ""  # of all files, a tag; empty: judged by each one's text
    found: list[SurveyedFile] = field(default_factory=list)
    headlines: set[str] = field(default_factory=set)  # story keys of the files' own headlines
    blurbs: dict[str, str] = field(default_factory=dict)  # the lines of Top stories, by their story keys
    lines: dict[str, None] = field(default_factory=dict)  # the lines of Latest news, each once

    def __post_init__(self):
        self._spool = TemporaryFile(buffering=SPOOL_BUFFER)  # noqa: SIM115 closed by close()
        self._spooled = 0  # bytes

    def close(self) -> None:
        """Free the disk space of the records."""
        self._spool.close()

    def add(self, path: str, record: FileRecord, imported: Mapping[str, int]) -> None:
        """Add one file. `imported` maps the digest of every file of earlier imports to its article's id."""
        outcome = FileOutcome(path, record.digest, warnings=list(record.warnings))
        self.report.files.append(outcome)
        if record.reason:
            outcome.outcome, outcome.reason = "rejected", record.reason
        elif not record.story:
            outcome.outcome, outcome.article = "unchanged", imported[record.digest]
        else:
            story, sidebars = self._keep(record.story), self._keep(record.sidebars)
            headline = sys.intern(record.headline)
            moment = record.at, record.time_known
            language = self.language or sys.intern(record.language)
            doubtful = record.language_doubtful and not self.language
            of_story = record.digest, record.identity, *moment, headline, language, doubtful, record.hashes
            self.found.append(SurveyedFile(outcome, *of_story, story, sidebars))
            self.headlines.add(headline)
            self.lines.update(dict.fromkeys(record.lines))
            for key, blurb in record.blurbs:
                self.blurbs.setdefault(sys.intern(key), blurb)

    def flush(self) -> None:
        """Write what is still in memory to the disk, when all files are added; only then can it be loaded."""
        self._spool.flush()

    def warn_of_repeated_headlines(self) -> None:
        """Add a warning to each file whose headline stands above many different stories."""
        often = repeated((file.headline, file.hashes[0] if file.hashes else 0) for file in self.found)
        for file in self.found if often else ():
            if number := often.get(file.headline):
                headline = self.story(file).headline
                file.outcome.warnings.append(f"the headline “{headline}” stands above {number:,} different texts")

    def story(self, file: SurveyedFile) -> ClassifiedStory:
        """Load the story of a file."""
        return ClassifiedStory(*self._load(file.story))

    def sidebars(self, file: SurveyedFile) -> Sidebars:
        """Load the sidebars of a file."""
        return Sidebars(*self._load(file.sidebars))

    def _keep(self, pickled: bytes) -> tuple[int, int]:
        """Write to the disk; return the place and the number of bytes."""
        place = self._spooled
        self._spooled += self._spool.write(pickled)
        return place, len(pickled)

    def _load(self, kept: tuple[int, int]):
        place, size = kept
        return pickle.loads(os.pread(self._spool.fileno(), size, place))  # noqa: S301 our own, written above

    def oldest_first(self) -> list[SurveyedFile]:
        """Return the found files, oldest first, in an order that does not depend on the order of reading.

        Of several versions of a story with one stamp, or with none, the longest comes last: pages grow.
        """
        return sorted(self.found, key=lambda file: (file.at, file.identity, file.story[1], file.digest))

    def newest_first(self, now: datetime) -> list[SurveyedFile]:
        """Return the found files, newest first, in an equally stable order; stories later than `now` come last."""
        return sorted(self.found, key=lambda file: (file.at <= now, file.at, file.identity, file.digest), reverse=True)


def survey(
    paths: Iterable[Path],
    imported: Mapping[str, int],
    vocabulary: Vocabulary,
    progress: Callable[[int, int], None],
    language: str = "",
) -> Survey:
    """Read the files at `paths` (files or folders); call `progress` after each with how many are read, and the total.

    Files whose digest is in `imported`, which maps it to an article's id, are not parsed. All are in the `language`
    (a tag); if it is empty, their texts decide. The caller must close the survey.
    """
    result = Survey(language=language)
    found = list(files.find(paths, result.report.skip))
    with ExitStack() as on_failure:
        on_failure.callback(result.close)
        with closing(read_files(found, imported, vocabulary)) as records:
            for number, record in enumerate(records):
                result.add(found[number][0], record, imported)
                progress(number + 1, len(found))
        result.flush()
        result.warn_of_repeated_headlines()
        on_failure.pop_all()
    return result
