"""The import's main function: records -> rows. Everything is read first, then written in batches.

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
from articles.imports.seeds.classify import Vocabulary
from articles.imports.seeds.lock import only_import
from articles.imports.seeds.records import story_key
from articles.imports.seeds.report import Report
from articles.imports.seeds.run_log import RunLog, gather_statistics
from articles.imports.seeds.splitting.known_lines import Knowledge, lead_marks, mark
from articles.imports.seeds.survey import Survey, Surveyed, survey
from articles.imports.seeds.writing.articles import ArticleWriter
from articles.imports.seeds.writing.known_stories import Stories, Story
from articles.imports.seeds.writing.rows import Rows, Told
from articles.imports.seeds.writing.sidebars import SidebarWriter, brief_key, shorten
from articles.models import Article, Redirect, SeedFile, TagAlias
from articles.models.tag_merging import now_called
from articles.text import richtext

BATCH = 4000  # files in one transaction
MANY = 1000  # new stories after which the database gathers its statistics again

Progress = Callable[[str, int, int], None]


def import_seeds(
    paths: Iterable[Path],
    vocabulary: Vocabulary,
    *,
    section: str = "",
    dry_run: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Report:
    """Import the seed files at `paths` (files or folders) and return a report on each.

    Every article goes into `section` (a slug); if it is empty, the vocabulary decides. With `dry_run` everything
    is done and then rolled back. `progress` is called with the step, the number of its files that are done, and
    their total, after each file read and after each batch written; an exception from it ends the import there,
    between two transactions.

    Raises ImportRunning while another import writes to the same database.
    """
    with only_import(), _collector_asleep(), nullcontext(_untold) if dry_run else RunLog() as log:
        run = _Import(as_called_now(vocabulary), section, progress, timezone.now())
        with closing(run.read(paths)), transaction.atomic() if dry_run else nullcontext():
            log(run.survey.report)
            run.write()
            if dry_run:
                transaction.set_rollback(True)
        run.finish(dry_run)
        log(run.survey.report)
        if not dry_run and len(run.fresh) >= MANY:
            gather_statistics()
        return run.survey.report


def _untold(report: Report) -> None:
    """Log nothing: a dry run leaves no trace, not even a row in the run log."""


def as_called_now(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with the tags' current names and the aliases that the newsroom has given them."""
    aliases = TagAlias.objects.values_list("name", "tag__name")
    return vocabulary.renamed(now_called(vocabulary.tags), aliases)


@contextmanager
def _collector_asleep() -> Iterator[None]:
    """Switch the cycle collector off: rescanning a growing index, which has no cycles, takes a fifth of the time."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


class _Import:
    """One import run: what is known so far, and the steps in their order."""

    def __init__(self, vocabulary: Vocabulary, section: str, progress: Progress, now: datetime):
        self.vocabulary, self.section, self.progress, self.now = vocabulary, section, progress, now
        self.rows = Rows(vocabulary)
        self.fresh: set[int] = set()  # ids of articles that this run created

    def read(self, paths: Iterable[Path]) -> Survey:
        """Read every file and the index of what the database holds (step one). Writes nothing."""
        self.stories = Stories.load()
        read = partial(self.progress, "reading")
        self.survey = survey(paths, self.stories.by_digest, self.vocabulary, read)
        return self.survey

    def write(self) -> None:
        """Write the articles, then the sidebars (steps two and three)."""
        if not self.survey.found:
            return
        self.rows.prepare_sections()
        own_blurbs = self._gather()
        shared = {"stories": self.stories, "knowledge": self.knowledge, "rows": self.rows, "fresh": self.fresh}
        articles = ArticleWriter(self.survey.story, own_blurbs=own_blurbs, section=self.section, now=self.now, **shared)
        self._in_batches("articles", self.survey.oldest_first(), articles.write)
        articles.give_blurbs()
        sidebars = SidebarWriter(now=self.now, **shared)
        self._in_batches(
            "sidebars",
            self.survey.newest_first(self.now),
            lambda batch: sidebars.write([(one, self.survey.sidebars(one)) for one in batch]),
        )

    def finish(self, dry_run: bool) -> None:
        """Complete the report."""
        self._recall_sidebars()
        if dry_run:
            self._forget_ids()

    def _in_batches(self, step: str, found: list[Surveyed], write: Callable[[list[Surveyed]], None]) -> None:
        for start in range(0, len(found), BATCH):
            with transaction.atomic():
                curation.record()
                write(found[start : start + BATCH])
                curation.record()
            self.progress(step, min(start + BATCH, len(found)), len(found))

    # --- what the files say about each other ----------------------------------------------

    def _gather(self) -> dict[str, list[str]]:
        """Build `self.knowledge`; return the blurbs with which each file's text begins, by the story's identity."""
        stories, found = self.stories, self.survey
        known = {key for key, named in stories.by_headline.items() if any(not one.is_brief for one in named)}
        headlines = known | found.headlines
        loose = stories.loose_lines()
        blurbs = dict(found.blurbs)
        blurbs.update((key, one.blurb) for key, one in stories.by_blurb.items() if not one.headline_known)
        self.knowledge = Knowledge.gather(found.lines, loose, headlines, blurbs)
        self._split_again(loose)
        open_blurbs = self.knowledge.open_blurbs(blurbs, headlines)
        own_blurbs = self._match_texts(open_blurbs)
        self._match_database(open_blurbs)
        found.lines.clear()
        found.blurbs.clear()
        return own_blurbs

    def _split_again(self, loose: dict[str, Story]) -> None:
        """Correct the headlines of briefs of earlier imports whose line can now be split with certainty."""
        for line, brief in loose.items():
            entry = self.knowledge.entry(line) if line in self.knowledge.cuts else None
            if entry and entry.certain and shorten(entry.headline) != brief.headline:
                fields = {"headline": shorten(entry.headline), "summary": entry.blurb}
                told = Told(fields, brief_key(brief), line, entry.blurb)
                with transaction.atomic():
                    self.rows.overwrite(brief.id, told)
                self.stories.rename_brief(brief, story_key(entry.headline))
                self.stories.by_blurb.setdefault(story_key(entry.blurb), brief)

    def _match_texts(self, open_blurbs: dict[str, str]) -> dict[str, list[str]]:
        """Return a dict: identity of a story -> the open blurbs with which its text begins.

        If several stories contain one blurb, the one with the earliest occurrence in its text wins, then the newest.
        """
        keys = {mark(key): key for key in open_blurbs}
        best: dict[str, tuple] = {}
        for one in self.survey.oldest_first() if keys else ():
            for place, number in enumerate(one.marks):
                if key := keys.get(number):
                    rank = (-place, one.at, one.key)
                    best[key] = max(best.get(key, rank), rank)
        found = defaultdict(list)
        for key in sorted(best):
            found[best[key][2]].append(open_blurbs.pop(key))
        return found

    def _match_database(self, open_blurbs: dict[str, str]) -> None:
        """Find the articles of earlier imports whose text begins with one of the open blurbs."""
        wanted = {mark(key): key for key in open_blurbs if key not in self.stories.by_blurb}
        if not wanted:
            return
        for pk, body in Article.objects.without_briefs().values_list("pk", "body").iterator(1000):
            for number in lead_marks(richtext.to_paragraphs(body)):
                if key := wanted.get(number):
                    self.stories.by_blurb.setdefault(key, self.stories.by_id[pk])

    # --- the report ----------------------------------------------------------------------

    def _recall_sidebars(self) -> None:
        """Fill in, for unchanged files, the stories that their sidebars named when they were imported."""
        unread = defaultdict(list)
        for file in self.survey.report.files:
            if file.outcome == "unchanged":
                unread[file.digest].append(file)
        digests = list(unread)
        moved = dict(Redirect.objects.values_list("number", "article_id"))
        for start in range(0, len(digests), BATCH):
            rows = SeedFile.objects.filter(digest__in=digests[start : start + BATCH])
            for digest, top_stories, latest in rows.values_list("digest", "top_stories", "latest"):
                for file in unread[digest]:
                    file.top_stories = [moved.get(pk, pk) for pk in top_stories]
                    file.latest = [moved.get(pk, pk) for pk in latest]

    def _forget_ids(self) -> None:
        """Remove from the report, after a dry run, the ids of rows that do not exist."""
        for file in self.survey.report.files:
            if file.article in self.fresh:
                file.article = None
            file.same_as = None if file.same_as in self.fresh else file.same_as
            file.top_stories = [pk for pk in file.top_stories if pk not in self.fresh]
            file.latest = [pk for pk in file.latest if pk not in self.fresh]
