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
from articles.imports.seeds.writing.matching import Match, Matcher
from articles.imports.seeds.writing.rereading import Rereading
from articles.imports.seeds.writing.rows import Rows
from articles.models.story_type import StoryType
from articles.outside.files import printable
from articles.text import richtext
from articles.text.dates import format_stamp

IDENTITY_FIELDS = ("headline", "body", "published_at", "time_known")  # what a version of a page may change


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
        self.matcher = Matcher(plan.stories, rows)
        self.rereading = Rereading(plan, self.matcher)
        self.paths: dict[int, str] = {}  # of the files whose articles this import created, by the article's id

    def write(self, batch: list[SurveyedFile]) -> None:
        """Create, complete, update or recognise the article of each file of a batch."""
        new: list[tuple[SurveyedFile, str, StoryData]] = []
        open_ends: set = set()  # headlines and moments of `new`
        stories = deque(map(self.survey.story, batch))
        self.rows.lock(tag for classified in stories for tag in classified.tags)
        for file in batch:
            classified = stories.popleft()
            headline = intern(story_key(classified.headline))
            ends = {headline, file.at} if file.time_known else {headline}
            if not open_ends.isdisjoint(
                ends
            ):  # perhaps one story in two files: the second must find the first as a row
                self._create(new)
                new, open_ends = [], set()
            text_sketch = sketch(file.hashes, self.shared_hashes)
            (match, may_change), namesakes = self.rereading.find(file), []
            reread = match is not None
            if not match:
                match, namesakes = self.matcher.find(file, classified, headline, text_sketch)
            data = self._data_of(file, classified, headline, text_sketch, match.story if match else None)
            if match:
                if not match.exact:
                    self._merge_brief_of(headline, match.story)
                if not reread:
                    self._update_known(file, headline, match, data)
                elif may_change:
                    self._read_again(file, headline, match, data)
                else:
                    self._record_outcome(file, match.story, data, "unchanged")
            elif brief := self._brief_of(headline, data.blurb):
                self._complete_brief(file, headline, brief, data)
                self._warn_of_namesakes(file, namesakes)
            else:
                new.append((file, headline, data))
                open_ends |= ends
                self._warn_of_namesakes(file, namesakes)
        self._create(new)

    def _data_of(
        self,
        file: SurveyedFile,
        classified: ClassifiedStory,
        headline: str,
        text_sketch: list[int],
        known: KnownStory | None,
    ) -> StoryData:
        if file.at > self.now:
            file.outcome.warnings.append(f"held until {format_stamp(file.at)}: its moment lies in the future")
        blurb = self.known_lines.blurb_of.get(headline)
        blurb = blurb or next(iter(self.own_blurbs.get(file.version, ())), known.blurb if known else "")
        fields = {
            "headline": classified.headline,
            "summary": blurb,
            "opening": "" if blurb else classified.opening,
            "language": file.language,
            "language_doubtful": file.language_doubtful,
            "source": classified.source,
            "dateline_place": classified.dateline_place,
            "body": classified.body if classified.body_is_clean else richtext.sanitise(classified.body),
            "section": self._section_of(file, classified),
            "tags": list(classified.tags),
            "authors": list(classified.authors),
            "published_at": classified.at,
            "time_known": classified.time_known,
        }
        data = StoryData(fields, self.stories.free_key(file.identity, known), blurb=blurb, sketch=text_sketch)
        del file.hashes[:]  # no longer needed, and there are hundreds of thousands of files
        return data

    def _section_of(self, file: SurveyedFile, classified: ClassifiedStory) -> str:
        if section := self.section or classified.section:
            return section
        section = self.rows.vocabulary.default_section
        file.outcome.warnings.append(f"too little in the text speaks for any section: put into {section!r}")
        return section

    def _brief_of(self, headline: str, blurb: str) -> KnownStory | None:
        """Return the brief that was made when a sidebar named this story before its file was imported."""
        if brief := self.stories.brief_of(headline):
            return brief
        story = self.stories.by_blurb.get(story_key(blurb)) if blurb else None
        return story if story and story.has_no_text and not story.headline_known else None

    def _merge_brief_of(self, headline: str, story: KnownStory) -> None:
        """Merge a brief that was made when a sidebar named a known article by this headline, before it was its own."""
        brief = self.stories.brief_of(headline)
        if brief and brief.is_brief:
            self.rows.merge_brief(brief.id, into=story.id)
            self.stories.remove_brief(brief, into=story)

    def _create(self, new: list[tuple[SurveyedFile, str, StoryData]]) -> None:
        ids = self.rows.create([data for _, _, data in new])
        for pk, (file, headline, data) in zip(ids, new, strict=True):
            if twin := self.stories.by_id.get(self.stories.nearly_the_same(data.sketch)):
                which = "the same headline" if self.stories.has_headline(twin, headline) else "another headline"
                file.outcome.warnings.append(f"nearly the same text as {self._name(twin)}, under {which}")
            story = KnownStory(pk, file.at, StoryType.STORY, headline_known=True, time_known=file.time_known)
            self.stories.add(story, headline, data.sketch)
            self.created.add(pk)
            self.paths[pk] = file.outcome.path
            self._record_outcome(file, story, data, "created")

    def _name(self, story: KnownStory) -> str:
        """Return the words by which a warning names an article: its file, while a dry run would not keep its number."""
        path = self.paths.get(story.id)
        return f"the story of {printable(path)}" if path else f"article {story.id}"

    def _warn_of_namesakes(self, file: SurveyedFile, namesakes: list[KnownStory]) -> None:
        untimed = [one for one in namesakes if not (file.time_known and one.time_known)]
        if untimed:
            others = self._name(untimed[0]) + ("" if len(untimed) == 1 else f" and {len(untimed) - 1:,} more")
            file.outcome.warnings.append(f"headline and day are those of {others}, the texts differ: two stories")

    def _complete_brief(self, file: SurveyedFile, headline: str, brief: KnownStory, data: StoryData) -> None:
        data.fields["headline_known"] = True
        file.outcome.warnings += self.rows.overwrite(brief.id, data).warnings()
        self.stories.make_article(brief, headline, file.at, file.time_known)
        self._record_outcome(file, brief, data, "created")

    def _update_known(self, file: SurveyedFile, headline: str, match: Match, data: StoryData) -> None:
        story = match.story
        older = not match.exact and (file.time_known, file.at) < (story.time_known, story.at)
        if older:
            if not self.rows.says_nothing_new(story.id, data, ["body"]):
                when = format_stamp(story.at, story.time_known)
                file.outcome.warnings.append(f"an older version of {self._name(story)}: that of {when} is kept")
            self._record_outcome(file, story, data, "duplicate")
        elif not self.rows.says_nothing_new(story.id, data, ["body"] if match.exact else IDENTITY_FIELDS):
            self._overwrite(file, headline, match, data)
            self._record_outcome(file, story, data, "updated")
        else:  # if it was not imported, a run that was cut off had begun this file
            if data.blurb and not story.blurb:
                self.rows.set_blurb(story.id, data.blurb)
            self._record_outcome(file, story, data, "duplicate" if story.id in self.stories.imported else "unchanged")

    def _read_again(self, file: SurveyedFile, headline: str, match: Match, data: StoryData) -> None:
        """Update the article that a file of an earlier import gave, if the file is now read otherwise."""
        changed = self._overwrite(file, headline, match, data)
        self._record_outcome(file, match.story, data, "updated" if changed else "unchanged")

    def _overwrite(self, file: SurveyedFile, headline: str, match: Match, data: StoryData) -> bool:
        """Update an article with another version of its page, under the headline and the stamp of that.

        Return whether anything changed.
        """
        story = match.story
        before = "" if match.exact else self.matcher.text_of(story)[0]
        renamed = not match.exact and story_key(before) != headline
        overwritten = self.rows.overwrite(story.id, data, new_address=renamed)
        file.outcome.warnings += overwritten.warnings()
        if renamed and "headline" not in overwritten.kept:
            file.outcome.warnings.append(f"{self._name(story)} under a new headline; until now {before!r}")
        self.stories.set_key(story, data.key)
        self.stories.add_sketch(story, data.sketch)
        if renamed:
            self.stories.add_headline(story, story_key(before))
        self.stories.add_headline(story, headline)
        if (story.at, story.time_known) != (file.at, file.time_known) and "published_at" not in overwritten.kept:
            self.stories.move(story, [headline], file.at, file.time_known)
        self.matcher.forget(story)
        return overwritten.changed

    def _record_outcome(self, file: SurveyedFile, story: KnownStory, data: StoryData, outcome: str) -> None:
        file.outcome.outcome, file.outcome.article = outcome, story.id
        if outcome == "duplicate":
            file.outcome.same_as = story.id
        elif not story.key or outcome == "created":
            self.stories.set_key(story, data.key)
        self.stories.imported.add(story.id)
        for blurb in {data.blurb, *self.own_blurbs.get(file.version, ())} - {""}:
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
