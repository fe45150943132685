"""The import's main function. Everything is read first (plan.py), then written in batches.

Each batch is one transaction. First the article of every file is written, oldest first; then the sidebars,
newest first: each entry is a known article or becomes a brief. A file counts as imported only when its sidebars
are written too, so an import that was cut off can simply be run again.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from articles.front import curation
from articles.imports.seeds.lock import import_lock
from articles.imports.seeds.plan import ImportPlan, read
from articles.imports.seeds.report import Report
from articles.imports.seeds.run_log import RunLog, gather_statistics
from articles.imports.seeds.survey import SurveyedFile
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.writing.create_or_update import ArticleWriter
from articles.imports.seeds.writing.rows import Rows
from articles.imports.seeds.writing.sidebars import SidebarWriter
from articles.models import Redirect, SeedFile, TagAlias
from articles.models.tag_merging import now_called

FILES_PER_TRANSACTION = 4000
STORIES_BEFORE_ANALYZE = 1000  # new stories after which the database gathers its statistics again

Progress = Callable[[str, int, int], None]
Inspect = Callable[[Report, set[int]], None]


def import_seeds(
    paths: Iterable[Path],
    vocabulary: Vocabulary,
    *,
    section: str = "",
    language: str = "",
    dry_run: bool = False,
    reread: bool = False,
    at_once: int | None = None,
    progress: Progress = lambda step, done, total: None,
    inspect: Inspect = lambda report, created: None,
) -> Report:
    """Import the seed files at `paths` (files or folders) and return a report on each.

    Every article goes into `section` (a slug); if it is empty, the vocabulary decides. All are in the `language` (a
    tag); if it is empty, their texts decide. With `dry_run` everything is done and then rolled back. With `reread`,
    files that were imported before are read again, and what they gave is changed where this release reads it otherwise.
    `at_once` files are written in one transaction, if it is given. `progress` is called with the step, the number of
    its files that are done, and their total, after each file read and after each batch written; an exception from it
    ends the import there, between two transactions. `inspect` is called once, with the report and the ids of the
    created rows, when all is written; in a dry run before it is rolled back, so that it can read the rows that would
    exist.

    Raises ImportRunning while another import writes to the same database.
    """
    with import_lock(), _without_garbage_collection(), nullcontext(_log_nothing) if dry_run else RunLog() as log:
        now, vocabulary = timezone.now(), with_current_names(vocabulary)
        reading = partial(progress, "reading")
        with closing(read(paths, vocabulary, reading, reread=reread, language=language)) as plan:
            log(plan.report)
            with transaction.atomic() if dry_run else nullcontext():
                created = write(plan, vocabulary, section, now, progress, at_once or FILES_PER_TRANSACTION)
                _add_earlier_sidebars(plan.report)
                inspect(plan.report, created)
                if dry_run:
                    transaction.set_rollback(True)
        if dry_run:
            _remove_ids(plan.report, created)
        log(plan.report)
        if not dry_run and len(created) >= STORIES_BEFORE_ANALYZE:
            gather_statistics()
        return plan.report


def write(
    plan: ImportPlan, vocabulary: Vocabulary, section: str, now: datetime, progress: Progress, at_once: int
) -> set[int]:
    """Write the plan's articles, then its sidebars. Return the ids of the articles that were created."""
    created: set[int] = set()
    if not plan.survey.found:
        return created
    rows = Rows(vocabulary)
    rows.prepare_sections()
    for correction in plan.corrections:
        with transaction.atomic():
            rows.overwrite(correction.brief, correction.data)
    articles = ArticleWriter(plan, rows, created, section, now)
    _in_batches("articles", plan.survey.oldest_first(), articles.write, progress, at_once)
    articles.set_blurbs()
    sidebars = SidebarWriter(plan, rows, created, now)
    _in_batches("sidebars", plan.survey.newest_first(now), sidebars.write, progress, at_once)
    sidebars.remove_unnamed()
    return created


def _in_batches(
    step: str, files: list[SurveyedFile], write: Callable[[list[SurveyedFile]], None], progress: Progress, at_once: int
) -> None:
    for start in range(0, len(files), at_once):
        with transaction.atomic():
            curation.record()
            write(files[start : start + at_once])
            curation.record()
        progress(step, min(start + at_once, len(files)), len(files))


def with_current_names(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with the tags' current names and the aliases that the newsroom has given them."""
    aliases = TagAlias.objects.values_list("name", "tag__name")
    return vocabulary.renamed(now_called(vocabulary.tags), aliases)


def _log_nothing(report: Report) -> None:
    """Log nothing: a dry run leaves no trace, not even a row in the run log."""


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch the cycle collector off: rescanning a growing index, which has no cycles, takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _add_earlier_sidebars(report: Report) -> None:
    """Fill in, for unchanged files, the stories that their sidebars named when they were imported."""
    unread = defaultdict(list)
    for file in report.files:
        if file.outcome == "unchanged":
            unread[file.digest].append(file)
    digests = list(unread)
    moved = dict(Redirect.objects.values_list("number", "article_id"))
    for start in range(0, len(digests), FILES_PER_TRANSACTION):
        rows = SeedFile.objects.filter(digest__in=digests[start : start + FILES_PER_TRANSACTION])
        for digest, top_stories, latest in rows.values_list("digest", "top_stories", "latest"):
            for file in unread[digest]:
                file.top_stories = [moved.get(pk, pk) for pk in top_stories]
                file.latest = [moved.get(pk, pk) for pk in latest]


def _remove_ids(report: Report, created: set[int]) -> None:
    """Remove from the report, after a dry run, the ids of rows that do not exist."""
    for file in report.files:
        if file.article in created:
            file.article = None
        file.same_as = None if file.same_as in created else file.same_as
        file.top_stories = [pk for pk in file.top_stories if pk not in created]
        file.latest = [pk for pk in file.latest if pk not in created]
