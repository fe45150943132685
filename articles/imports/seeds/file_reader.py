"""Reading of seed files: path in, FileRecord out. Imports no Django.

If there are many files, several processes read them.
"""

import gc
import marshal
import multiprocessing
import os
import pickle
import signal
from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from articles.imports.seeds.format.parser import parse_bytes
from articles.imports.seeds.keys import fingerprint, story_identity, story_key
from articles.imports.seeds.poor_headlines import warnings_of_headline
from articles.imports.seeds.records import ArticleRecord, ClassifiedStory, FileRecord, Sidebars
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.splitting.known_lines import lead_hashes
from articles.imports.seeds.splitting.two_lines import pairs_of
from articles.imports.seeds.vocabulary import Vocabulary
from articles.outside import files
from articles.outside.errors import SourceError
from articles.text.languages.detection import is_doubtful, language_of
from articles.text.plain import as_html, is_common, is_readable, without_bullet
from articles.text.sentences import opening_of

POOL_FILES_MIN = 2_000  # if there are fewer files, this process reads them alone
ALONE_MAX = 100  # new files that this process reads after an import before it starts others
FILES_PER_CHUNK = 64  # files handed to another process at a time; of more, the answer takes longer to send


def read_file(path: str, folder: Path | None, imported: Container[str], vocabulary: Vocabulary) -> FileRecord:
    """Read, parse and classify one file; a file whose digest is in `imported` is not parsed."""
    digest = ""
    try:
        data = files.read(path, folder)
        digest = fingerprint(data)
        if digest in imported:
            return FileRecord(digest)
        record = parse_bytes(data, vocabulary.page)
    except SourceError as error:
        return FileRecord(digest, str(error))
    headline = story_key(record.headline)
    language = record.language or judged_language(record.headline, record.paragraphs)
    sidebars, joined, blurbs = _sidebars_of(record)
    names = (section.name for section in vocabulary.sections)
    return FileRecord(
        digest,
        story=pickle.dumps(tuple(_classified(record, vocabulary)), pickle.HIGHEST_PROTOCOL),
        sidebars=pickle.dumps(tuple(sidebars), pickle.HIGHEST_PROTOCOL),
        identity=story_identity(headline, record.at),
        at=record.at,
        time_known=record.time_known,
        headline=headline,
        language=language,
        language_doubtful=not record.language and is_doubtful(_words(record.headline, record.paragraphs), language),
        blurbs=tuple((story_key(blurb), blurb) for blurb in blurbs),
        lines=(*sidebars.latest, *joined),
        hashes=lead_hashes(record.paragraphs),
        warnings=record.warnings + warnings_of_headline(record.headline, headline, names),
    )


def judged_language(headline: str, paragraphs: Iterable[str]) -> str:
    """Return the language (a tag) in which an import takes a text to be that does not say it."""
    return language_of(_words(headline, paragraphs))


def _words(headline: str, paragraphs: Iterable[str]) -> str:
    return "\n".join([headline, *paragraphs])


def _classified(record: ArticleRecord, vocabulary: Vocabulary) -> ClassifiedStory:
    section, tags, *_ = classify(record.headline, record.paragraphs, vocabulary)
    body, body_is_clean = as_html(record.paragraphs), all(map(is_common, record.paragraphs))
    opening = opening_of(map(without_bullet, record.paragraphs))
    texts = record.source, body, body_is_clean, opening
    names = record.dateline_place, record.authors
    return ClassifiedStory(record.headline, record.at, record.time_known, *texts, section, tags, *names)


def _sidebars_of(record: ArticleRecord) -> tuple[Sidebars, list[str], list[str]]:
    """Return the sidebars, lines that are in neither and tell headlines, and the blurbs that stood alone on a line.

    Entries on two lines become one line of Latest news; of Top stories only their blurb remains, and their line tells
    its headline.
    """
    top_stories, latest = (tuple(filter(is_readable, lines)) for lines in (record.top_stories, record.latest))
    unreadable = len(record.top_stories) + len(record.latest) - len(top_stories) - len(latest)
    top_pairs, latest_pairs = pairs_of(top_stories), pairs_of(latest)
    joined = [" ".join(pair) for pair in top_pairs]
    if top_pairs:
        top_stories = tuple(blurb for _, blurb in top_pairs)
    if latest_pairs:
        latest = tuple(map(" ".join, latest_pairs))
    blurbs = [*top_stories, *(blurb for _, blurb in latest_pairs)]
    return Sidebars(top_stories, latest, unreadable, len(record.partner_news)), joined, blurbs


def read_files(
    found: Sequence[tuple[str, Path | None]], imported: Container[str], vocabulary: Vocabulary
) -> Iterator[FileRecord]:
    """Yield a FileRecord for each (path, folder), in the same order; the caller must close the iterator.

    If many files are left, several processes read them, which end with the iterator. After an import they start only
    when some files are new: known files are told by their bytes, which takes less time than to hand them over.
    """
    alone = ALONE_MAX if imported else 0
    for number, (path, folder) in enumerate(found):
        left = len(found) - number
        if alone <= 0 and left >= POOL_FILES_MIN and (processes := _processors()) > 1:
            context = multiprocessing.get_context("spawn")  # a fork would share the database's connection
            with context.Pool(processes, _start_worker, (frozenset(imported), vocabulary)) as pool:
                yield from map(_unpacked, pool.imap(_read_in_worker, found[number:], FILES_PER_CHUNK))
            return
        record = read_file(path, folder, imported, vocabulary)
        alone -= bool(record.story or record.reason)
        yield record


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_worker(imported: frozenset[str], vocabulary: Vocabulary) -> None:
    gc.disable()  # no object made here is needed after its file is done
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    global _read_file  # one for each process of the pool
    _read_file = partial(read_file, imported=imported, vocabulary=vocabulary)


def _read_in_worker(found: tuple[str, Path | None]) -> bytes:
    return _packed(_read_file(*found))


def _packed(record: FileRecord) -> bytes:
    """Return the record as bytes for another process; `marshal` takes a fifth of the time of `pickle`."""
    if record.at is None:
        return marshal.dumps(tuple(record))
    return marshal.dumps(tuple(record._replace(at=record.at.isoformat(), hashes=record.hashes.tobytes())))


def _unpacked(data: bytes) -> FileRecord:
    record = FileRecord(*marshal.loads(data))  # noqa: S302 our own, from _packed
    if record.at is None:
        return record
    return record._replace(at=datetime.fromisoformat(record.at), hashes=array("Q", record.hashes))
