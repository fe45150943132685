"""What follows from a story's words when it is saved: opening, type, language, and the version of its text."""

from django.db import models
from django.db.models.expressions import DatabaseDefault

from articles.models.languages.language import site_language_of
from articles.models.story_type import WITHOUT_TEXT, StoryType
from articles.models.version import MINOR_EDIT
from articles.text import richtext
from articles.text.embeds.places import without_places
from articles.text.languages.detection import is_doubtful, language_of
from articles.text.sentences import opening_of

SUBSTANCE = ("headline", "summary", "body")  # a change of these is one that readers and translators must know of
WORDS = (*SUBSTANCE, "language", "text_version")  # what a save compares


def opening(body: str) -> str:
    """Return the first sentence of a sanitised text, which is shown as the summary until someone writes one.

    Empty if the text begins with a list, or with labels or titles and no prose below them.
    """
    return opening_of(richtext.to_read(without_places(body)))


def judged_language(headline: str, summary: str, body: str) -> str:
    """Return the language tag (BCP 47) of a story, judged by all its words; `body` is sanitised HTML."""
    return language_of(_all_words(headline, summary, body))


def is_language_doubtful(language: str, headline: str, summary: str, body: str) -> bool:
    """Return whether a story's words may as well be in another language than the one as which they were judged."""
    return is_doubtful(_all_words(headline, summary, body), language)


def _all_words(headline: str, summary: str, body: str) -> str:
    return "\n".join([headline, summary, *richtext.to_paragraphs(body)])


class DerivesValues(models.Model):
    """A base of Article for the values that follow from its words; the fields are Article's own."""

    _words_before: dict | None = None  # as they are in the database; None: not all of them were read

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, **kwargs):
        """Make an article from a row, and remember the words that the row has, to find out what a save changes."""
        article = super().from_db(db, field_names, values, **kwargs)
        article.remember_words()
        return article

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        """Read the row again as Django does; `fields` None: all of it, which is then what a save is compared with."""
        super().refresh_from_db(using, fields, from_queryset)
        if fields is None:
            self.remember_words()

    def derive(self) -> None:
        """Set the values that follow from the words: opening, type, language, version of the text."""
        self.opening = "" if self.summary else opening(self.body)
        self.story_type = self._own_type()
        before = self._words_before
        if before is None and not self._state.adding:  # made without reading the row, or not all of it was read
            before = type(self).objects.filter(pk=self.pk).values(*WORDS).first()
        changed = before is not None and any(before[name] != getattr(self, name) for name in SUBSTANCE)
        unsaid = not self.language or isinstance(self.language, DatabaseDefault)  # of a new row that nobody gave one
        if unsaid or (
            changed and self.language == before["language"] == judged_language(*(before[name] for name in SUBSTANCE))
        ):
            self._judge_language(before)
        elif before is not None and before["language"] != self.language:  # somebody says it
            self.language_doubtful = False
        self.site_language = site_language_of(self.language)
        if changed and self._change_reason != MINOR_EDIT:
            self.text_version = before["text_version"] + 1

    def _judge_language(self, before: dict | None) -> None:
        """Set the language by the words. A judgment that somebody has confirmed is doubtful again if it changes."""
        words = [getattr(self, name) for name in SUBSTANCE]
        self.language = judged_language(*words)
        confirmed = before is not None and before["language"] == self.language and not self.language_doubtful
        known = confirmed or self.is_brief  # a brief has a line or two; the language of its page decides
        self.language_doubtful = not known and is_language_doubtful(self.language, *words)

    def _own_type(self) -> StoryType:
        """Return the type that fits the text. A brief stays one until it gets a text or an editor publishes it.

        Whether a story with a text is a photo series, an editor says.
        """
        if self.body:
            return StoryType.STORY if self.story_type in WITHOUT_TEXT else self.story_type
        return self.story_type if self.story_type in WITHOUT_TEXT else StoryType.FLASH

    def remember_words(self) -> None:
        """Keep the words as they are in the database now, to find out what the next save changes."""
        loaded = vars(self)
        self._words_before = {name: loaded[name] for name in WORDS} if loaded.keys() >= set(WORDS) else None

    def mark_written(self) -> None:
        """Set the type of a brief that an editor publishes or gives a time: from now on it is a flash."""
        if self.is_brief:
            self.story_type = StoryType.FLASH

    @property
    def teaser(self) -> str:
        """The summary, or the first sentence of the text while there is none; empty without either."""
        return self.summary or self.opening

    @property
    def blurb(self) -> str:
        """The text that lists print under the headline; empty if it would repeat the headline."""
        return self.teaser if self.headline_known else ""

    @property
    def is_brief(self) -> bool:
        """True if an import made the story from a sidebar: its time is not known."""
        return self.story_type == StoryType.BRIEF

    @property
    def is_series(self) -> bool:
        """True if the story is a photo series."""
        return self.story_type == StoryType.SERIES
