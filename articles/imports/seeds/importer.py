"""Records -> rows. Everything is read first, then written in batches, each one transaction.

First every file's own article, oldest first; then the sidebars, newest first:
each entry is a known article or becomes a brief. A file counts as imported
only when its sidebars are written too, so a run that was cut off is simply
run again.
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
MANY = 1000  # new stories after which the database looks anew at what it holds

Progress = Callable[[str, int, int], None]


def import_seeds(
    paths: Iterable[Path],
    vocabulary: Vocabulary,
    *,
    section: str = "",
    dry_run: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Report:
    """Imports the seed files that `paths`, files or folders, stand for, and reports on each.

    `section` (a slug) takes every article; empty, the vocabulary decides. With
    `dry_run` all is done and nothing kept. `progress` is told the step and how
    many of its files are done, after each file read and after each batch
    written; what it raises ends the import there, between two transactions.

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
    """A trial run leaves nothing behind, not even that it was."""


def as_called_now(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the tags' names of today, and the other names that the newsroom has given them."""
    aliases = TagAlias.objects.values_list("name", "tag__name")
    return vocabulary.renamed(now_called(vocabulary.tags), aliases)


@contextmanager
def _collector_asleep() -> Iterator[None]:
    """The cycle collector would walk a growing index, which has no cycles, over and over: a fifth of the time."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


class _Import:
    """One run: what is known, and the steps in their order."""

    def __init__(self, vocabulary: Vocabulary, section: str, progress: Progress, now: datetime):
        self.vocabulary, self.section, self.progress, self.now = vocabulary, section, progress, now
        self.rows = Rows(vocabulary)
        self.fresh: set[int] = set()  # ids of articles that this run created

    def read(self, paths: Iterable[Path]) -> Survey:
        """Step one: every file, and what the database holds. Writes nothing."""
        self.stories = Stories.load()
        read = partial(self.progress, "reading")
        self.survey = survey(paths, self.stories.by_digest, self.vocabulary, read)
        return self.survey

    def write(self) -> None:
        """Steps two and three: the articles, then the sidebars."""
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
        """Completes the report."""
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

    # --- what the files know of each other ------------------------------------------------

    def _gather(self) -> dict[str, list[str]]:
        """Makes `self.knowledge`; returns the blurbs with which each file's text begins, by its identity."""
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
        """Briefs of earlier imports whose line is now taken apart for certain get their right headline."""
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
        """identity of a story -> the open blurbs with which its text begins.

        Of several stories that hold one blurb, that which holds it earliest in its text wins, then the newest.
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
        """Finds, among the articles of earlier imports, those whose text begins with one of the open blurbs."""
        wanted = {mark(key): key for key in open_blurbs if key not in self.stories.by_blurb}
        if not wanted:
            return
        for pk, body in Article.objects.without_briefs().values_list("pk", "body").iterator(1000):
            for number in lead_marks(richtext.to_paragraphs(body)):
                if key := wanted.get(number):
                    self.stories.by_blurb.setdefault(key, self.stories.by_id[pk])

    # --- the report ----------------------------------------------------------------------

    def _recall_sidebars(self) -> None:
        """For files that are unchanged: what their sidebars named when they were imported."""
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
        """After a trial run: the ids of rows that do not exist stay out of the report."""
        for file in self.survey.report.files:
            if file.article in self.fresh:
                file.article = None
            file.same_as = None if file.same_as in self.fresh else file.same_as
            file.top_stories = [pk for pk in file.top_stories if pk not in self.fresh]
            file.latest = [pk for pk in file.latest if pk not in self.fresh]
