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

from articles import richtext
from articles.dates import format_stamp
from articles.models import Article, Redirect, SeedFile
from articles.seeds.classify import Vocabulary
from articles.seeds.knowledge import Knowledge, lead_marks, mark, sketch
from articles.seeds.lock import only_import
from articles.seeds.records import ArticleRecord, story_key
from articles.seeds.report import Report
from articles.seeds.rows import Rows, Told
from articles.seeds.sidebarwriter import SidebarWriter, brief_key, shorten
from articles.seeds.stories import Stories, Story
from articles.seeds.survey import NO_MARKS, Classified, Survey, Surveyed, survey
from articles.sentences import first_sentence

BATCH = 500  # files in one transaction

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
    with only_import(), _collector_asleep():
        run = _Import(vocabulary, section, progress, timezone.now())
        with closing(run.read(paths)), transaction.atomic() if dry_run else nullcontext():
            run.write()
            if dry_run:
                transaction.set_rollback(True)
        run.finish(dry_run)
        return run.survey.report


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
        self._gather()
        self._in_batches("articles", self.survey.oldest_first(), self._write_articles)
        self._give_blurbs()
        writer = SidebarWriter(self.stories, self.knowledge, self.rows, self.fresh, self.now)
        self._in_batches(
            "sidebars",
            self.survey.newest_first(self.now),
            lambda batch: writer.write([(one, self.survey.read(one).record) for one in batch]),
        )

    def finish(self, dry_run: bool) -> None:
        """Completes the report."""
        self._recall_sidebars()
        if dry_run:
            self._forget_ids()

    def _in_batches(self, step: str, found: list[Surveyed], write: Callable[[list[Surveyed]], None]) -> None:
        for start in range(0, len(found), BATCH):
            with transaction.atomic():
                write(found[start : start + BATCH])
            self.progress(step, min(start + BATCH, len(found)), len(found))

    # --- what the files know of each other ------------------------------------------------

    def _gather(self) -> None:
        stories, found = self.stories, self.survey
        known = {key for key, named in stories.by_headline.items() if any(not one.is_brief for one in named)}
        self.headlines = known | found.headlines
        loose = stories.loose_lines()
        blurbs = dict(found.blurbs)
        blurbs.update((key, one.blurb) for key, one in stories.by_blurb.items() if not one.headline_known)
        self.knowledge = Knowledge.gather(found.lines, loose, self.headlines, blurbs)
        self._split_again(loose)
        open_blurbs = self.knowledge.open_blurbs(blurbs, self.headlines)
        self.blurbs_by_identity = self._match_texts(open_blurbs)
        self._match_database(open_blurbs)
        found.lines.clear()
        found.blurbs.clear()

    def _split_again(self, loose: dict[str, Story]) -> None:
        """Briefs of earlier imports whose line is now taken apart for certain get their right headline."""
        for line, brief in loose.items():
            entry = self.knowledge.entry(line) if line in self.knowledge.cuts else None
            if entry and entry.certain and shorten(entry.headline) != brief.headline:
                fields = {"headline": shorten(entry.headline), "summary": entry.blurb}
                told = Told(fields, brief_key(brief), line, entry.blurb)
                with transaction.atomic():
                    self.rows.overwrite(brief.id, told)
                self.stories.by_headline[story_key(entry.headline)].append(brief)
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

    # --- the files' own articles ----------------------------------------------------------

    def _write_articles(self, batch: list[Surveyed]) -> None:
        new: dict[str, tuple[Surveyed, ArticleRecord, Told]] = {}
        for one in batch:
            classified = self.survey.read(one)
            record = classified.record
            if one.key in new:  # two files tell one story: the second meets the first as a row
                self._create(new)
                new = {}
            told = self._told(one, classified)
            if story := self._same_story(one, record):
                self._meet_again(one, story, told)
            elif brief := self._its_brief(record, told.blurb):
                self._become(one, record, brief, told)
            else:
                new[one.key] = (one, record, told)
        self._create(new)

    def _told(self, one: Surveyed, classified: Classified) -> Told:
        record = classified.record
        if record.at > self.now:
            one.outcome.warnings.append(f"held until {format_stamp(record.at)}: its moment lies in the future")
        blurb = self.knowledge.blurb_of.get(story_key(record.headline))
        blurb = blurb or next(iter(self.blurbs_by_identity.get(one.key, ())), "")
        fields = {
            "headline": record.headline,
            "summary": blurb or first_sentence(record.paragraphs[0]),
            "source": record.source,
            "body": richtext.from_paragraphs(record.paragraphs),
            "section": self.section or classified.section,
            "tags": list(classified.tags),
            "published_at": record.at,
            "time_known": record.time_known,
        }
        kept, one.marks = sketch(one.marks), NO_MARKS  # of no more use, by the hundred thousand
        return Told(fields, one.key, blurb=blurb, sketch=kept)

    def _same_story(self, one: Surveyed, record: ArticleRecord) -> Story | None:
        """The article with this headline and stamp: by its seed, else one that the newsroom wrote."""
        if story := self.stories.by_identity.get(one.key):
            return story
        named = self.stories.by_headline.get(story_key(record.headline), ())
        return next((story for story in named if story.at == record.at and not story.is_brief), None)

    def _its_brief(self, record: ArticleRecord, blurb: str) -> Story | None:
        """The brief by which a sidebar named this story before its file came."""
        named = self.stories.by_headline.get(story_key(record.headline), ())
        if brief := next((story for story in named if story.is_brief and story.seeded), None):
            return brief
        story = self.stories.by_blurb.get(story_key(blurb)) if blurb else None
        return story if story and story.is_brief and not story.headline_known else None

    def _create(self, new: dict[str, tuple[Surveyed, ArticleRecord, Told]]) -> None:
        ids = self.rows.create([told for _, _, told in new.values()])
        for pk, (one, record, told) in zip(ids, new.values(), strict=True):
            if twin := self.stories.nearly_the_same(told.sketch):
                one.outcome.warnings.append(f"nearly the same text as article {twin}, under another headline")
            story = Story(pk, record.at, is_brief=False, headline_known=True)
            self.stories.add(story, record.headline, told.sketch)
            self.fresh.add(pk)
            self._settle(one, story, told, "created")

    def _become(self, one: Surveyed, record: ArticleRecord, brief: Story, told: Told) -> None:
        told.fields["headline_known"] = True
        one.outcome.warnings += self.rows.overwrite(brief.id, told)
        brief.is_brief, brief.at, brief.line = False, record.at, ""
        if not brief.headline_known:
            brief.headline_known = True
            self.stories.add(brief, record.headline)
        self._settle(one, brief, told, "created")

    def _meet_again(self, one: Surveyed, story: Story, told: Told) -> None:
        if not self.rows.tells_the_same(story.id, told):
            one.outcome.warnings += self.rows.overwrite(story.id, told)
            self._settle(one, story, told, "updated")
        elif story.id in self.stories.told:
            self._settle(one, story, told, "duplicate")
            one.outcome.same_as = story.id
        else:  # a run that was cut off had begun this file
            self._settle(one, story, told, "unchanged")

    def _settle(self, one: Surveyed, story: Story, told: Told, outcome: str) -> None:
        one.outcome.outcome, one.outcome.article = outcome, story.id
        self.stories.by_identity[one.key] = story
        self.stories.told.add(story.id)
        for blurb in {told.blurb, *self.blurbs_by_identity.get(one.key, ())} - {""}:
            self._tie(story, blurb)
        story.blurb = told.blurb or story.blurb

    def _tie(self, story: Story, blurb: str) -> None:
        """From here on the blurb means this story; a brief that had nothing but the blurb becomes part of it."""
        key = story_key(blurb)
        other = self.stories.by_blurb.get(key)
        if other and other is not story and other.is_brief and not other.headline_known:
            self.rows.absorb(other.id, into=story.id)
            del self.stories.by_id[other.id]
        self.stories.by_blurb[key] = story

    # --- after all articles are written ---------------------------------------------------

    def _give_blurbs(self) -> None:
        """Articles of earlier imports get the agency's own blurb where this import brings it."""
        for headline, blurb in self.knowledge.blurb_of.items():
            for story in self.stories.by_headline[headline]:
                if not story.is_brief and not story.blurb:
                    with transaction.atomic():
                        self.rows.give_blurb(story.id, blurb)
                        self._tie(story, blurb)
                    story.blurb = blurb

    def _recall_sidebars(self) -> None:
        """For files that are unchanged: what their sidebars named when they were imported."""
        unread = {file.digest: file for file in self.survey.report.files if file.digest and not file.latest}
        digests = list(unread)
        moved = dict(Redirect.objects.values_list("number", "article_id"))
        for start in range(0, len(digests), BATCH):
            rows = SeedFile.objects.filter(digest__in=digests[start : start + BATCH])
            for digest, top_stories, latest in rows.values_list("digest", "top_stories", "latest"):
                unread[digest].top_stories = [moved.get(pk, pk) for pk in top_stories]
                unread[digest].latest = [moved.get(pk, pk) for pk in latest]

    def _forget_ids(self) -> None:
        """After a trial run: the ids of rows that do not exist stay out of the report."""
        for file in self.survey.report.files:
            if file.article in self.fresh:
                file.article = None
            file.same_as = None if file.same_as in self.fresh else file.same_as
            file.top_stories = [pk for pk in file.top_stories if pk not in self.fresh]
            file.latest = [pk for pk in file.latest if pk not in self.fresh]
