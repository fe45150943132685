"""The sidebars' entries -> known articles, or briefs; and the site's Top stories."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from articles.imports.seeds.briefs import fields_of
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.known_stories import KnownStory
from articles.imports.seeds.plan import ImportPlan
from articles.imports.seeds.records import Sidebars, StoryData
from articles.imports.seeds.splitting.rule import Entry
from articles.imports.seeds.survey import SurveyedFile
from articles.imports.seeds.writing import bulk
from articles.imports.seeds.writing.rows import Rows
from articles.models import Article, SeedFile, TopStory
from articles.models.front.top_story import TOP_STORIES
from articles.models.story_type import StoryType
from articles.models.version import AS_IMPORTED, IMPORTED_AGAIN

DELETED_TOGETHER = 1000  # briefs, in a transaction
ORDER_STEP = timedelta(microseconds=1)  # between the briefs that one seed names


def _left_out(named: Sidebars) -> Iterator[str]:
    """Yield a warning for each kind of entry that is left out."""
    if named.unreadable:
        yield f"{named.unreadable} sidebar entries without a letter are left out"
    if named.partner_news:
        yield f"{named.partner_news} of Partner news left out: they come from the partners' feeds"


class SidebarWriter:
    """Writer of the files' sidebars; files must come newest first, so that a brief follows the newest that named it."""

    def __init__(self, plan: ImportPlan, rows: Rows, created: set[int], now: datetime):
        self.survey, self.stories, self.known_lines = plan.survey, plan.stories, plan.known_lines
        self.rows, self.created, self.now = rows, created, now
        self.by_line = {story_key(story.line): story for story in self.stories.by_id.values() if story.line}
        self.resolved: dict[str, KnownStory] = {}  # of this batch, by line or blurb exactly as in the files
        self.placed: set[int] = set()  # id() of the KnownStory of each brief whose moment this run has resolved
        self.top_stories_done: set[str] = set()  # site languages
        self.marked: set[str] = set()  # digests of the files that this run has marked as imported
        self.mentions = self._count_mentions() if plan.reread else Counter()
        self.named_before: dict[int, SurveyedFile] = {}  # stories that files named before they were read again

    def write(self, batch: list[SurveyedFile]) -> None:
        """Resolve the entries of a batch of files and mark the files as imported."""
        sidebars = [(file, self.survey.sidebars(file)) for file in batch]
        self.rows.lock()
        self.resolved.clear()
        self.new: dict[int, tuple[KnownStory, dict]] = {}  # by id() of the KnownStory
        self.moved: dict[int, datetime] = {}
        found = [
            (file, named, list(self._latest(file, named)), list(self._top(file, named))) for file, named in sidebars
        ]
        self._create_briefs()
        moved = [Article(pk=pk, published_at=at) for pk, at in self.moved.items()]
        Article.objects.bulk_update(moved, ["published_at"])
        for file, named, latest, top in found:
            file.outcome.latest = [story.id for story in latest]
            file.outcome.top_stories = [story.id for story in top]
            file.outcome.warnings += _left_out(named)
            self._place_top_stories(file, named)
        self._mark_imported(batch)

    def _count_mentions(self) -> Counter[int]:
        """Return how many imported files name each story in their sidebars."""
        mentions: Counter[int] = Counter()
        for named in SeedFile.objects.values_list("top_stories", "latest").iterator(5000):
            mentions.update({pk for ids in named for pk in ids})
        return mentions

    # --- entries -> stories ---------------------------------------------------------------

    def _latest(self, file: SurveyedFile, named: Sidebars) -> Iterator[KnownStory]:
        for place, line in enumerate(named.latest, start=1):
            yield self._placed_behind(file, place, self._story_of_line(file, line))

    def _top(self, file: SurveyedFile, named: Sidebars) -> Iterator[KnownStory]:
        for place, blurb in enumerate(named.top_stories, start=1 + len(named.latest)):
            yield self._placed_behind(file, place, self._story_of_blurb(file, blurb))

    def _story_of_line(self, file: SurveyedFile, line: str) -> KnownStory:
        if story := self.resolved.get(line):
            return story
        entry = self.known_lines.entry(line)
        headline = story_key(entry.headline)
        story = self.stories.nearest(headline, near=file.at) or self._brief_of_line(file, line, entry)
        if story is None:
            if not entry.certain and not entry.blurb:
                file.outcome.warnings.append(f"could not tell headline from blurb, left whole: {line}")
            elif entry.doubtful:
                file.outcome.warnings.append(f"may be split wrongly: {entry.headline} | {entry.blurb}")
            story = self._new_brief(file, entry.headline, entry.blurb, line=line)
        if len(self.stories.by_headline[headline]) < 2:  # else the nearest in time differs from seed to seed
            self.resolved[line] = story
        return story

    def _brief_of_line(self, file: SurveyedFile, line: str, entry: Entry) -> KnownStory | None:
        """Return the brief that was made from this line with another headline, or from its blurb alone."""
        if story := self.by_line.get(story_key(line)):
            return story
        story = self.stories.by_blurb.get(story_key(entry.blurb)) if entry.blurb else None
        if story is None or story.headline_known:
            return None
        self._learn_headline(file, story, line, entry.headline)
        return story

    def _story_of_blurb(self, file: SurveyedFile, blurb: str) -> KnownStory:
        if story := self.resolved.get(blurb):
            return story
        key = story_key(blurb)
        story = self.stories.by_blurb.get(key)
        if (story is None or not story.headline_known) and (line := self.known_lines.line_of.get(key)):
            return self._story_of_line(file, line)
        self.resolved[blurb] = story or self._new_brief(file, "", blurb)
        return self.resolved[blurb]

    def _new_brief(self, file: SurveyedFile, headline: str, blurb: str, line: str = "") -> KnownStory:
        story = KnownStory(0, None, StoryType.BRIEF, headline_known=bool(headline), line=line, blurb=blurb)
        fields = fields_of(headline, blurb, self.rows.vocabulary, file.language)
        fields |= {"body": "", "source": "", "tags": []}
        self.new[id(story)] = story, fields
        if blurb:
            self.stories.by_blurb.setdefault(story_key(blurb), story)
        if line:
            self._remember_line(story, line, headline)
        return story

    def _learn_headline(self, file: SurveyedFile, story: KnownStory, line: str, headline: str) -> None:
        """Give a brief that was known only by its blurb its headline; its address stays the same."""
        story.headline_known, story.line = True, line
        self._remember_line(story, line, headline)
        fields = fields_of(headline, story.blurb, self.rows.vocabulary, file.language) | {"headline_known": True}
        if new := self.new.get(id(story)):
            new[1].update(fields)
            return
        self.rows.overwrite(story.id, StoryData(fields, story.brief_key(), line, story.blurb))

    def _remember_line(self, story: KnownStory, line: str, headline: str) -> None:
        self.by_line[story_key(line)] = story
        self.stories.by_headline[story_key(headline)].append(story)

    def _placed_behind(self, file: SurveyedFile, place: int, story: KnownStory) -> KnownStory:
        """Place a brief just behind the newest seed that named it; its moment only orders the sidebar."""
        if not story.is_brief or id(story) in self.placed:
            return story
        at = file.at - place * ORDER_STEP
        self.placed.add(id(story))
        if story.id == 0:
            story.at = at
        elif (story.line or story.blurb) and file.at <= self.now and (story.at is None or at > story.at):
            story.at = self.moved[story.id] = at
        return story

    # --- stories -> rows ------------------------------------------------------------------

    def _create_briefs(self) -> None:
        data = [
            StoryData(
                fields | {"headline_known": story.headline_known, "published_at": story.at, "time_known": False},
                story.brief_key(),
                story.line,
                story.blurb,
            )
            for story, fields in self.new.values()
        ]
        for pk, (story, _) in zip(self.rows.create(data), self.new.values(), strict=True):
            story.id = pk
            self.stories.by_id[pk] = story
            self.created.add(pk)

    def _mark_imported(self, batch: list[SurveyedFile]) -> None:
        """Record the files as imported, so that later imports skip them: last, after all their contents are written."""
        rows, read_again = {}, []
        for file in batch:
            if file.digest in self.marked:  # two files with the same bytes
                continue
            self.marked.add(file.digest)
            if file.digest in self.stories.by_digest:
                read_again.append(file)
            self.stories.by_digest[file.digest] = file.outcome.article
            rows[file.digest] = {
                "digest": file.digest,
                "article_id": file.outcome.article,
                "top_stories": file.outcome.top_stories,
                "latest": file.outcome.latest,
            }
        if read_again:
            self._unmark(read_again)
        bulk.insert(SeedFile, list(rows.values()))
        for row in rows.values() if self.mentions else ():
            self.mentions.update({*row["top_stories"], *row["latest"]})

    def _unmark(self, files: list[SurveyedFile]) -> None:
        """Delete the records of files that are read again."""
        by_digest = {file.digest: file for file in files}
        earlier = SeedFile.objects.filter(digest__in=list(by_digest)).order_by("digest")
        for digest, top_stories, latest in earlier.values_list("digest", "top_stories", "latest"):
            ids = {*top_stories, *latest}
            self.mentions.subtract(ids)
            self.named_before |= dict.fromkeys(ids, by_digest[digest])
        earlier.delete()

    def remove_unnamed(self) -> None:
        """Remove briefs that sidebars named before they were read again, and that no file names any more.

        A brief that the newsroom has changed, withdrawn or placed stays.
        """
        unnamed = [pk for pk in self.named_before if self.mentions[pk] <= 0]
        changed = Article.history.exclude(history_change_reason__in=[AS_IMPORTED, IMPORTED_AGAIN])
        for start in range(0, len(unnamed), DELETED_TOGETHER):
            briefs = Article.objects.filter(pk__in=unnamed[start : start + DELETED_TOGETHER])
            briefs = briefs.filter(story_type=StoryType.BRIEF, withdrawn_at=None).order_by("pk")
            briefs = briefs.exclude(pk__in=TopStory.objects.values("article")).exclude(pk__in=changed.values("id"))
            with transaction.atomic():
                self.rows.lock()
                for pk, headline in briefs.values_list("pk", "headline"):
                    warning = f"brief {pk} is removed, because no page names it as pages are read now: {headline}"
                    self.named_before[pk].outcome.warnings.append(warning)
                briefs.delete()

    def _place_top_stories(self, file: SurveyedFile, named: Sidebars) -> None:
        """Make the newest seed's Top stories those of its site language, unless an editor has arranged them."""
        language = self.rows.site_language(file.language)
        if language in self.top_stories_done or not named.top_stories or file.at > self.now:
            return
        self.top_stories_done.add(language)
        TopStory.objects.lock_order()
        there = TopStory.objects.in_language(language)
        placed = there.order_by("-seeded_at").first()
        if there.curated() or (placed and placed.seeded_at > file.at):
            return
        blurbs = self._top_stories_in(language, file, named)
        TopStory.objects.filter(Q(language=language) | Q(article__in=blurbs)).delete()
        TopStory.objects.bulk_create(
            TopStory(language=language, article_id=pk, position=place, blurb=blurb, seeded_at=file.at)
            for place, (pk, blurb) in enumerate(reversed(blurbs.items()), start=1)
        )

    def _top_stories_in(self, language: str, file: SurveyedFile, named: Sidebars) -> dict[int, str]:
        """Return the blurbs of the file's Top stories that a site language's lists show, by number, the last first."""
        shown = Article.objects.in_language(language).filter(pk__in=file.outcome.top_stories)
        own = set(shown.values_list("pk", flat=True))
        told = zip(file.outcome.top_stories, named.top_stories, strict=True)
        first = [(pk, blurb) for pk, blurb in told if pk in own][:TOP_STORIES]
        return dict(reversed(first))  # so that of equal stories the first one's blurb stays
