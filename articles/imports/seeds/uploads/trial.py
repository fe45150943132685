"""One upload, tried or imported: by the same importer as every other seed, from a folder that exists only meanwhile."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.uploads.outcome import outcome_of
from articles.imports.seeds.uploads.unpacking import Member
from articles.imports.seeds.vocabulary import Vocabulary

TRIAL_SECONDS = 20  # a trial that takes longer is ended
FILES_AT_ONCE = 20  # that are written between two looks at the clock; a file may name 2,000 stories


class TrialTooLong(Exception):
    """Error: the import would take too long for a page of the newsroom."""


def run(members: Sequence[Member], vocabulary: Vocabulary, *, dry_run: bool) -> dict:
    """Import the members of an upload, or only try to, and return what happens (`outcome.outcome_of`).

    Raises ImportRunning while another import writes to the database, and TrialTooLong for a dry run of more than
    TRIAL_SECONDS. If anything fails, the same call completes the rest.
    """
    numbers = [number for number, member in enumerate(members) if not member.reason]
    found: dict = {}
    end = monotonic() + TRIAL_SECONDS

    def watch(step: str, done: int, total: int) -> None:
        if dry_run and monotonic() > end:
            raise TrialTooLong

    def inspect(report, created: set[int]) -> None:
        for file, number in zip(report.files, numbers, strict=True):
            file.path = members[number].name
            file.warnings[:] = (as_uploaded.sub(lambda path: members[int(path[1])].name, one) for one in file.warnings)
        found.update(outcome_of(report, created, members, numbers, dry_run=dry_run))

    with TemporaryDirectory(prefix="seeds-") as folder:
        as_uploaded = re.compile(rf"{re.escape(folder)}/(\d+)\.txt")  # a warning may name another file
        for number in numbers:
            (Path(folder) / f"{number:06}.txt").write_bytes(members[number].text)
        import_seeds(
            [Path(folder)], vocabulary, dry_run=dry_run, at_once=FILES_AT_ONCE, progress=watch, inspect=inspect
        )
    return found
