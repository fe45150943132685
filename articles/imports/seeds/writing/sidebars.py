"""The sidebars' entries -> known articles, or briefs; and the site's Top stories."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from articles.imports.seeds.classify import classify
from articles.imports.seeds.records import story_key
from articles.imports.seeds.splitting.known_lines import Knowledge
from articles.imports.seeds.splitting.rule import Entry
from articles.imports.seeds.survey import Sidebars, Surveyed, fingerprint
from articles.imports.seeds.writing import bulk
from articles.imports.seeds.writing.known_stories import Stories, Story
from articles.imports.seeds.writing.rows import Rows, Told
from articles.models import Article, SeedFile, TopStory
from articles.models.front.top_story import TOP_STORIES
from articles.text.plain import HEADLINE_MAX

ORDER_STEP = timedelta(microseconds=1)  # between the briefs that one seed names


def shorten(line: str, most: int = HEADLINE_MAX) -> str:
    """Return the line, cut between words to at most `most` characters, with an ellipsis where it was cut."""
    if len(line) <= most:
        return line
    head, _, _ = line[:most].rpartition(" ")
    return f"{head or line[: most - 1]}…"


def brief_key(story: Story) -> str:
    """Return the key by which a brief is recognised when a sidebar names it again: from its line, else its blurb."""
    return fingerprint("line", story_key(story.line)) if story.line else fingerprint("blurb", story_key(story.blurb))


def _left_out(named: Sidebars) -> Iterator[str]:
    """Yield a warning for each kind of entry that is left out."""
    if named.mute:
        yield f"{named.mute} sidebar entries without a letter are left out"
    if named.partner_news:
        yield f"{named.partner_news} of Partner news left out: they come from the partners' feeds"


class SidebarWriter:
    """Writer of the files' sidebars; files must come newest first, so that a brief follows the newest that named it."""

    def __init__(self, stories: Stories, knowledge: Knowledge, rows: Rows, fresh: set[int], now: datetime):
        self.stories, self.knowledge, self.rows, self.fresh, self.now = stories, knowledge, rows, fresh, now
        self.by_line = {story_key(story.line): story for story in stories.by_id.values() if story.line}
        self.settled: dict[str, Story] = {}  # of this batch, by line or blurb exactly as in the files
        self.placed: set[int] = set()  # id() of the Story of each brief whose moment this run has settled
        self.top_stories_done = False

    def write(self, batch: list[tuple[Surveyed, Sidebars]]) -> None:
        """Resolve the entries of a batch of files and mark the files as imported."""
        self.rows.begin()
        self.settled.clear()
        self.new: dict[int, tuple[Story, dict]] = {}  # by id() of the Story
        self.moved: dict[int, datetime] = {}
        found = [(one, named, list(self._latest(one, named)), list(self._top(one, named))) for one, named in batch]
        self._create_briefs()
        moved = [Article(pk=pk, published_at=at) for pk, at in self.moved.items()]
        Article.objects.bulk_update(moved, ["published_at"])
        for one, named, latest, top in found:
            one.outcome.latest = [story.id for story in latest]
            one.outcome.top_stories = [story.id for story in top]
            one.outcome.warnings += _left_out(named)
            self._place_top_stories(one, named)
        self._mark_imported([one for one, *_ in found])

    # --- entries -> stories ---------------------------------------------------------------

    def _latest(self, one: Surveyed, named: Sidebars) -> Iterator[Story]:
        for place, line in enumerate(named.latest, start=1):
            yield self._behind(one, place, self._of_line(one, line))

    def _top(self, one: Surveyed, named: Sidebars) -> Iterator[Story]:
        for place, blurb in enumerate(named.top_stories, start=1 + len(named.latest)):
            yield self._behind(one, place, self._of_blurb(one, blurb))

    def _of_line(self, one: Surveyed, line: str) -> Story:
        if story := self.settled.get(line):
            return story
        entry = self.knowledge.entry(line)
        headline = story_key(entry.headline)
        story = self.stories.titled(headline, near=one.at) or self._of_loose_line(line, entry)
        if story is None:
            if not entry.certain and not entry.blurb:
                one.outcome.warnings.append(f"could not tell headline from blurb, left whole: {line}")
            story = self._new_brief(entry.headline, entry.blurb, line=line)
        if len(self.stories.by_headline[headline]) < 2:  # else the nearest in time differs from seed to seed
            self.settled[line] = story
        return story

    def _of_loose_line(self, line: str, entry: Entry) -> Story | None:
        """Return the brief that was made from this line with another headline, or from its blurb alone."""
        if story := self.by_line.get(story_key(line)):
            return story
        story = self.stories.by_blurb.get(story_key(entry.blurb)) if entry.blurb else None
        if story is None or story.headline_known:
            return None
        self._learn_headline(story, line, entry.headline)
        return story

    def _of_blurb(self, one: Surveyed, blurb: str) -> Story:
        if story := self.settled.get(blurb):
            return story
        key = story_key(blurb)
        story = self.stories.by_blurb.get(key)
        if story is None and (line := self.knowledge.line_of.get(key)):
            return self._of_line(one, line)
        self.settled[blurb] = story or self._new_brief("", blurb)
        return self.settled[blurb]

    def _new_brief(self, headline: str, blurb: str, line: str = "") -> Story:
        story = Story(0, None, is_brief=True, headline_known=bool(headline), line=line, blurb=blurb)
        section, _ = classify(headline, [blurb], self.rows.vocabulary)
        title = shorten(headline or blurb)
        summary = blurb or (headline if title != headline else "")
        fields = {"headline": title, "summary": summary, "body": "", "section": section, "source": "", "tags": []}
        self.new[id(story)] = story, fields
        if blurb:
            self.stories.by_blurb.setdefault(story_key(blurb), story)
        if line:
            self._remember_line(story, line, headline)
        return story

    def _learn_headline(self, story: Story, line: str, headline: str) -> None:
        """Give a brief that was known only by its blurb its headline; its address stays the same."""
        story.headline_known, story.line = True, line
        self._remember_line(story, line, headline)
        fields = {"headline": shorten(headline), "headline_known": True}
        if new := self.new.get(id(story)):
            new[1].update(fields)
            return
        self.rows.overwrite(story.id, Told(fields, brief_key(story), line, story.blurb))

    def _remember_line(self, story: Story, line: str, headline: str) -> None:
        self.by_line[story_key(line)] = story
        self.stories.by_headline[story_key(headline)].append(story)

    def _behind(self, one: Surveyed, place: int, story: Story) -> Story:
        """Place a brief just behind the newest seed that named it; its moment only orders the sidebar."""
        if not story.is_brief or id(story) in self.placed:
            return story
        at = one.at - place * ORDER_STEP
        self.placed.add(id(story))
        if story.id == 0:
            story.at = at
        elif (story.line or story.blurb) and one.at <= self.now and (story.at is None or at > story.at):
            story.at = self.moved[story.id] = at
        return story

    # --- stories -> rows ------------------------------------------------------------------

    def _create_briefs(self) -> None:
        told = [
            Told(
                fields | {"headline_known": story.headline_known, "published_at": story.at, "time_known": False},
                brief_key(story),
                story.line,
                story.blurb,
            )
            for story, fields in self.new.values()
        ]
        for pk, (story, _) in zip(self.rows.create(told), self.new.values(), strict=True):
            story.id = pk
            self.stories.by_id[pk] = story
            self.fresh.add(pk)

    def _mark_imported(self, batch: list[Surveyed]) -> None:
        """Record the files as imported, so that later imports skip them: last, after all their contents are written."""
        rows = {}
        for one in batch:
            if one.digest not in self.stories.by_digest:  # else two files with the same bytes
                self.stories.by_digest[one.digest] = one.outcome.article
                rows[one.digest] = {
                    "digest": one.digest,
                    "article_id": one.outcome.article,
                    "top_stories": one.outcome.top_stories,
                    "latest": one.outcome.latest,
                }
        bulk.insert(SeedFile, list(rows.values()))

    def _place_top_stories(self, one: Surveyed, named: Sidebars) -> None:
        """Make the newest seed's Top stories the site's, unless an editor has arranged them."""
        if self.top_stories_done or not named.top_stories or one.at > self.now:
            return
        self.top_stories_done = True
        TopStory.objects.lock_order()
        placed = TopStory.objects.order_by("-seeded_at").first()
        if TopStory.objects.curated() or (placed and placed.seeded_at > one.at):
            return
        told = named.top_stories
        blurbs = dict(zip(one.outcome.top_stories[TOP_STORIES - 1 :: -1], told[TOP_STORIES - 1 :: -1], strict=True))
        TopStory.objects.all().delete()
        TopStory.objects.bulk_create(
            TopStory(article_id=pk, position=place, blurb=blurb, seeded_at=one.at)
            for place, (pk, blurb) in enumerate(reversed(blurbs.items()), start=1)
        )
