"""Search for the story whose page a file is: the same page crawled again, or an article known by headline and stamp."""

from typing import NamedTuple

from articles.imports.seeds.known_stories import KnownStories, KnownStory
from articles.imports.seeds.records import ClassifiedStory
from articles.imports.seeds.same_story import Words, alike, enough_to_tell, words_of
from articles.imports.seeds.survey import SurveyedFile
from articles.imports.seeds.writing.rows import Rows
from articles.text import richtext

COMPARED_MAX = 100  # texts with which one is compared; if more could be meant, only those with a sentence in common
TEXTS_KEPT = 300  # texts that are kept in memory to be compared


class Match(NamedTuple):
    """The article that a file's page is a version of."""

    story: KnownStory
    exact: bool  # headline and stamp, with its time, are the same; otherwise the texts are alike


class Matcher:
    """Finder of the articles that files are versions of."""

    def __init__(self, stories: KnownStories, rows: Rows):
        self.stories, self.rows = stories, rows
        self._texts: dict[int, tuple[str, Words]] = {}  # by the article's id: its headline and words

    def find(
        self, file: SurveyedFile, classified: ClassifiedStory, headline: str, sketch: list[int]
    ) -> tuple[Match | None, list[KnownStory]]:
        """Return the file's article, or None, and the articles of its headline and day that have another text.

        `headline` is the file's story key. The order in which articles were imported makes no difference.
        """
        known = self.stories.by_identity.get(file.identity)
        if file.time_known:
            if not (known and known.time_known):
                known = self.stories.article_of(headline, file.at)
            if known and known.time_known:
                return Match(known, exact=True), []
        namesakes = [one for one in self.stories.articles_of_day(headline, file.at) if not one.has_no_text]
        if known and not file.time_known and not known.has_no_text and not any(known is one for one in namesakes):
            namesakes = [*namesakes, known]  # an editor gave it another headline or day
        fellows = self.stories.by_moment.get(file.at, []) if file.time_known else []
        if not namesakes and not fellows:
            return None, []
        words = words_of(richtext.to_paragraphs(classified.body))
        same = [one for one in self._few(namesakes, sketch) if alike(words, self.words_of(one))]
        if not same and enough_to_tell(words):
            same = [one for one in self._few(fellows, sketch) if alike(words, self.words_of(one))]
            same = [one for one in same if enough_to_tell(self.words_of(one))]
        if same:
            return Match(min(same, key=lambda one: (abs(one.at - file.at), one.id)), exact=False), []
        return None, namesakes

    def text_of(self, story: KnownStory) -> tuple[str, Words]:
        """Return the headline and the words that an import last gave an article."""
        if story.id not in self._texts:
            if len(self._texts) == TEXTS_KEPT:
                self._texts.clear()
            headline, paragraphs = self.rows.imported_text(story.id)
            self._texts[story.id] = headline, words_of(paragraphs)
        return self._texts[story.id]

    def words_of(self, story: KnownStory) -> Words:
        """Return the words of the text that an import last gave an article."""
        return self.text_of(story)[1]

    def forget(self, story: KnownStory) -> None:
        """Forget the text of an article that is being changed."""
        self._texts.pop(story.id, None)

    def _few(self, stories: list[KnownStory], sketch: list[int]) -> list[KnownStory]:
        if len(stories) <= COMPARED_MAX:
            return stories
        sharing = {self.stories.by_sketch.get(number) for number in sketch}
        return [story for story in stories if story.id in sharing]
