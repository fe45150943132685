"""The files' own articles -> rows: created, completed from a brief, updated, or recognised as known."""

from collections import deque
from datetime import datetime
from operator import attrgetter
from sys import intern

from django.db import transaction

from articles.imports.seeds.keys import story_key
from articles.imports.seeds.known_stories import KnownStory
from articles.imports.seeds.plan import ImportPlan
from articles.imports.seeds.records import ClassifiedStory, StoryData
from articles.imports.seeds.splitting.known_lines import sketch
from articles.imports.seeds.survey import SurveyedFile
from articles.imports.seeds.writing.rows import Rows
from articles.models.story_type import StoryType
from articles.text import richtext
from articles.text.dates import format_stamp


class ArticleWriter:
    """Writer of the files' articles; the files must come oldest first.

    Every article goes into `section` (a slug) or, if that is empty, into the section found for its file; `created`
    collects the ids of new rows.
    """

    def __init__(self, plan: ImportPlan, rows: Rows, created: set[int], section: str, now: datetime):
        self.survey, self.stories = plan.survey, plan.stories
        self.known_lines, self.own_blurbs = plan.known_lines, plan.own_blurbs
        self.shared_hashes = plan.shared_hashes
        self.rows, self.created, self.section, self.now = rows, created, section, now

    def write(self, batch: list[SurveyedFile]) -> None:
        """Create, complete, update or recognise the article of each file of a batch."""
        new: dict[str, tuple[SurveyedFile, str, StoryData]] = {}
        stories = deque(map(self.survey.story, batch))
        self.rows.lock(tag for classified in stories for tag in classified.tags)
        for file in batch:
            classified = stories.popleft()
            headline = intern(story_key(classified.headline))
            if file.identity in new:  # two files with the same story: the second must find the first as a row
                self._create(new)
                new = {}
            story = self._known_article(file, headline)
            data = self._data_of(file, classified, headline, story.blurb if story else "")
            if story:
                self._update_known(file, story, data)
            elif brief := self._brief_of(headline, data.blurb):
                self._complete_brief(file, headline, brief, data)
            else:
                new[file.identity] = (file, headline, data)
        self._create(new)

    def _data_of(self, file: SurveyedFile, classified: ClassifiedStory, headline: str, known_blurb: str) -> StoryData:
        if file.at > self.now:
            file.outcome.warnings.append(f"held until {format_stamp(file.at)}: its moment lies in the future")
        blurb = self.known_lines.blurb_of.get(headline)
        blurb = blurb or next(iter(self.own_blurbs.get(file.identity, ())), known_blurb)
        fields = {
            "headline": classified.headline,
            "summary": blurb,
            "opening": "" if blurb else classified.opening,
            "language": classified.language,
            "source": classified.source,
            "body": classified.body if classified.body_is_clean else richtext.sanitise(classified.body),
            "section": self.section or classified.section,
            "tags": list(classified.tags),
            "published_at": classified.at,
            "time_known": classified.time_known,
        }
        data = StoryData(fields, file.identity, blurb=blurb, sketch=sketch(file.hashes, self.shared_hashes))
        del file.hashes[:]  # no longer needed, and there are hundreds of thousands of files
        return data

    def _known_article(self, file: SurveyedFile, headline: str) -> KnownStory | None:
        """Return the article with this headline and stamp: found by its seed, else one that the newsroom wrote."""
        return self.stories.by_identity.get(file.identity) or self.stories.article_of(headline, file.at)

    def _brief_of(self, headline: str, blurb: str) -> KnownStory | None:
        """Return the brief that was made when a sidebar named this story before its file was imported."""
        if brief := self.stories.brief_of(headline):
            return brief
        story = self.stories.by_blurb.get(story_key(blurb)) if blurb else None
        return story if story and story.has_no_text and not story.headline_known else None

    def _create(self, new: dict[str, tuple[SurveyedFile, str, StoryData]]) -> None:
        ids = self.rows.create([data for _, _, data in new.values()])
        for pk, (file, headline, data) in zip(ids, new.values(), strict=True):
            if twin := self.stories.nearly_the_same(data.sketch):
                file.outcome.warnings.append(f"nearly the same text as article {twin}, under another headline")
            story = KnownStory(pk, file.at, StoryType.STORY, headline_known=True)
            self.stories.add(story, headline, data.sketch)
            self.created.add(pk)
            self._record_outcome(file, story, data, "created")

    def _complete_brief(self, file: SurveyedFile, headline: str, brief: KnownStory, data: StoryData) -> None:
        data.fields["headline_known"] = True
        file.outcome.warnings += self.rows.overwrite(brief.id, data)
        self.stories.make_article(brief, headline, file.at)
        self._record_outcome(file, brief, data, "created")

    def _update_known(self, file: SurveyedFile, story: KnownStory, data: StoryData) -> None:
        if not self.rows.has_same_text(story.id, data):
            file.outcome.warnings += self.rows.overwrite(story.id, data)
            self._record_outcome(file, story, data, "updated")
        elif story.id in self.stories.imported:
            self._record_outcome(file, story, data, "duplicate")
            file.outcome.same_as = story.id
        else:  # a run that was cut off had begun this file
            self._record_outcome(file, story, data, "unchanged")

    def _record_outcome(self, file: SurveyedFile, story: KnownStory, data: StoryData, outcome: str) -> None:
        file.outcome.outcome, file.outcome.article = outcome, story.id
        self.stories.by_identity[file.identity] = story
        self.stories.imported.add(story.id)
        for blurb in {data.blurb, *self.own_blurbs.get(file.identity, ())} - {""}:
            self._assign_blurb(story, blurb)
        story.blurb = data.blurb or story.blurb

    def _assign_blurb(self, story: KnownStory, blurb: str) -> None:
        """Make the blurb identify this story from now on; merge a brief that had only the blurb into it."""
        key = intern(story_key(blurb))
        other = self.stories.by_blurb.get(key)
        if other and other is not story and other.has_no_text and not other.headline_known:
            self.rows.merge_brief(other.id, into=story.id)
            del self.stories.by_id[other.id]
        self.stories.by_blurb[key] = story

    def set_blurbs(self) -> None:
        """Give articles of earlier imports the agency's own blurb if this import contains it."""
        for headline, blurb in self.known_lines.blurb_of.items():
            for story in sorted(self.stories.by_headline[headline], key=attrgetter("id")):
                if not story.has_no_text and not story.blurb:
                    with transaction.atomic():
                        self.rows.set_blurb(story.id, blurb)
                        self._assign_blurb(story, blurb)
                    story.blurb = blurb
