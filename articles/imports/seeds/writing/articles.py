"""The files' own articles -> rows: created, completed from a brief, updated, or recognised as known."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from sys import intern

from django.db import transaction

from articles.imports.seeds.records import story_key
from articles.imports.seeds.splitting.known_lines import Knowledge, sketch
from articles.imports.seeds.survey import NO_MARKS, Classified, Surveyed
from articles.imports.seeds.writing.known_stories import Stories, Story
from articles.imports.seeds.writing.rows import Rows, Told
from articles.text import richtext
from articles.text.dates import format_stamp


class ArticleWriter:
    """Writer of the files' articles; the files must come oldest first.

    `own_blurbs` maps a story's identity to the lines of Top stories with which
    its text begins; every article goes into `section` (a slug) or, if that is empty, into the
    section found for its file; `fresh` collects the ids of new rows.
    """

    def __init__(
        self,
        read: Callable[[Surveyed], Classified],
        stories: Stories,
        knowledge: Knowledge,
        own_blurbs: dict[str, list[str]],
        rows: Rows,
        fresh: set[int],
        section: str,
        now: datetime,
    ):
        self.read, self.stories, self.knowledge, self.own_blurbs = read, stories, knowledge, own_blurbs
        self.rows, self.fresh, self.section, self.now = rows, fresh, section, now

    def write(self, batch: list[Surveyed]) -> None:
        """Create, complete, update or recognise the article of each file of a batch."""
        new: dict[str, tuple[Surveyed, str, Told]] = {}
        texts = deque(map(self.read, batch))
        self.rows.begin(tag for classified in texts for tag in classified.tags)
        for one in batch:
            classified = texts.popleft()
            headline = intern(story_key(classified.headline))
            if one.key in new:  # two files with the same story: the second must find the first as a row
                self._create(new)
                new = {}
            story = self._same_story(one, headline)
            told = self._told(one, classified, headline, story.blurb if story else "")
            if story:
                self._meet_again(one, story, told)
            elif brief := self._its_brief(headline, told.blurb):
                self._become(one, headline, brief, told)
            else:
                new[one.key] = (one, headline, told)
        self._create(new)

    def _told(self, one: Surveyed, classified: Classified, headline: str, known_blurb: str) -> Told:
        if one.at > self.now:
            one.outcome.warnings.append(f"held until {format_stamp(one.at)}: its moment lies in the future")
        blurb = self.knowledge.blurb_of.get(headline)
        blurb = blurb or next(iter(self.own_blurbs.get(one.key, ())), known_blurb)
        fields = {
            "headline": classified.headline,
            "summary": blurb or classified.opening,
            "source": classified.source,
            "body": richtext.sanitise(classified.body),
            "section": self.section or classified.section,
            "tags": list(classified.tags),
            "published_at": classified.at,
            "time_known": classified.time_known,
        }
        kept, one.marks = sketch(one.marks), NO_MARKS  # no longer needed, and there are hundreds of thousands
        return Told(fields, one.key, blurb=blurb, sketch=kept)

    def _same_story(self, one: Surveyed, headline: str) -> Story | None:
        """Return the article with this headline and stamp: found by its seed, else one that the newsroom wrote."""
        return self.stories.by_identity.get(one.key) or self.stories.article_of(headline, one.at)

    def _its_brief(self, headline: str, blurb: str) -> Story | None:
        """Return the brief that was made when a sidebar named this story before its file was imported."""
        if brief := self.stories.brief_of(headline):
            return brief
        story = self.stories.by_blurb.get(story_key(blurb)) if blurb else None
        return story if story and story.is_brief and not story.headline_known else None

    def _create(self, new: dict[str, tuple[Surveyed, str, Told]]) -> None:
        ids = self.rows.create([told for _, _, told in new.values()])
        for pk, (one, headline, told) in zip(ids, new.values(), strict=True):
            if twin := self.stories.nearly_the_same(told.sketch):
                one.outcome.warnings.append(f"nearly the same text as article {twin}, under another headline")
            story = Story(pk, one.at, is_brief=False, headline_known=True)
            self.stories.add(story, headline, told.sketch)
            self.fresh.add(pk)
            self._settle(one, story, told, "created")

    def _become(self, one: Surveyed, headline: str, brief: Story, told: Told) -> None:
        told.fields["headline_known"] = True
        one.outcome.warnings += self.rows.overwrite(brief.id, told)
        self.stories.make_article(brief, headline, one.at)
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
        for blurb in {told.blurb, *self.own_blurbs.get(one.key, ())} - {""}:
            self._tie(story, blurb)
        story.blurb = told.blurb or story.blurb

    def _tie(self, story: Story, blurb: str) -> None:
        """Make the blurb identify this story from now on; merge a brief that had only the blurb into it."""
        key = intern(story_key(blurb))
        other = self.stories.by_blurb.get(key)
        if other and other is not story and other.is_brief and not other.headline_known:
            self.rows.absorb(other.id, into=story.id)
            del self.stories.by_id[other.id]
        self.stories.by_blurb[key] = story

    def give_blurbs(self) -> None:
        """Give articles of earlier imports the agency's own blurb if this import contains it."""
        for headline, blurb in self.knowledge.blurb_of.items():
            for story in sorted(self.stories.by_headline[headline], key=attrgetter("id")):
                if not story.is_brief and not story.blurb:
                    with transaction.atomic():
                        self.rows.give_blurb(story.id, blurb)
                        self._tie(story, blurb)
                    story.blurb = blurb
