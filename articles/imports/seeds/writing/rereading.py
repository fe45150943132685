"""Files that were imported before and are read again: which article each of them gave, and which of several it has."""

from collections import defaultdict

from articles.imports.seeds.known_stories import KnownStory
from articles.imports.seeds.plan import ImportPlan
from articles.imports.seeds.same_story import Words, alike, closeness, words_of
from articles.imports.seeds.survey import SurveyedFile
from articles.imports.seeds.writing.matching import Match, Matcher
from articles.text import richtext


class Rereading:
    """The files of an import that were imported before, by the article that they gave.

    Several files may have given one article: pages with other sidebars, or versions of a story. The article has the
    text of one of them, and only that one may change it. Earlier releases also gave one article to different stories of
    one headline and day; each becomes its own.
    """

    def __init__(self, plan: ImportPlan, matcher: Matcher):
        self.survey, self.stories, self.matcher = plan.survey, plan.stories, matcher
        self.files: dict[int, list[SurveyedFile]] = defaultdict(list)
        for file in plan.survey.found if plan.reread else ():
            if pk := self.stories.by_digest.get(file.digest):
                self.files[pk].append(file)
        self.current: dict[int, tuple[SurveyedFile, Words]] = {}  # by article, the file whose text it has

    def find(self, file: SurveyedFile) -> tuple[Match | None, bool]:
        """Return the article that the file gave, or None; and whether the file may change it."""
        if not self.files:
            return None, True
        pk = self.stories.by_digest.get(file.digest)
        story = self.stories.by_id.get(pk)
        if story is None or pk not in self.files:
            return None, True
        if len(self.files[pk]) == 1 and pk not in self.current:
            return Match(story, exact=False), True
        current, words = self._current(story)
        if file.digest == current.digest:
            return Match(story, exact=False), True
        if (file.time_known and file.identity == current.identity) or alike(self._words(file), words):
            return Match(story, exact=False), False
        return None, True

    def _current(self, story: KnownStory) -> tuple[SurveyedFile, Words]:
        """Return the file whose text the article has, as far as texts that are read better can tell; and its words."""
        if story.id not in self.current:
            _, has = self.matcher.text_of(story)
            read = [(file, self._words(file)) for file in self.files[story.id]]
            self.current[story.id] = max(
                read, key=lambda one: (closeness(one[1], has), one[0].time_known, one[0].at, one[0].digest)
            )
        return self.current[story.id]

    def _words(self, file: SurveyedFile) -> Words:
        return words_of(richtext.to_paragraphs(self.survey.story(file).body))
