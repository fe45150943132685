"""An index of the stories in the database, by which an import finds them again: by what seeds said about them."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from articles.imports.seeds.keys import fingerprint, numbered_identity, story_key
from articles.models import Article, Seed, SeedFile
from articles.models.story_type import WITHOUT_TEXT, StoryType
from articles.models.version import AS_IMPORTED, IMPORTED_AGAIN
from articles.text.dates import day_span, local_day

_BRIEF = StoryType.BRIEF.value  # compared a dozen times for each file


@dataclass(slots=True)
class KnownStory:
    """One article or brief, reduced to what is needed to find it."""

    id: int
    at: datetime | None
    story_type: str
    headline_known: bool
    seeded: bool = True  # False: the newsroom wrote it, no seed mentions it
    line: str = ""  # of a story without text: the sidebar's line from which it was made
    headline: str = ""  # of a story without text: its current headline
    blurb: str = ""  # the agency's own, "" while none is known
    time_known: bool = True
    key: str = ""  # of its seed

    @property
    def is_brief(self) -> bool:
        """True if nobody wrote the story: its moment is only a place in a sidebar."""
        return self.story_type == _BRIEF

    @property
    def has_no_text(self) -> bool:
        """True for a brief and for a flash, which the text of a file may complete."""
        return self.story_type in WITHOUT_TEXT

    def brief_key(self) -> str:
        """Return the key by which a brief is recognised when a sidebar names it again: its line's, else its blurb's."""
        if self.line:
            return fingerprint("line", story_key(self.line))
        return fingerprint("blurb", story_key(self.blurb))


_UNDATED = (True,)


def _place(story: KnownStory) -> tuple:
    """Return the sort key among stories with one headline: articles by their moments, then all others as they came."""
    return _UNDATED if story.is_brief or story.at is None else (False, story.at, story.id)


@dataclass
class KnownStories:
    """An index of all stories, kept up to date while an import writes."""

    by_id: dict[int, KnownStory] = field(default_factory=dict)
    by_identity: dict[str, KnownStory] = field(default_factory=dict)
    by_digest: dict[str, int] = field(default_factory=dict)  # digest of a fully imported file -> its article's id
    imported: set[int] = field(default_factory=set)  # ids of the articles that were imported from a file
    # in the order of _place
    by_headline: dict[str, list[KnownStory]] = field(default_factory=lambda: defaultdict(list))
    flashes: dict[str, KnownStory] = field(default_factory=dict)  # those that were briefs, by headline
    # by id, the headlines under which a story was added besides its first one
    more_headlines: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_blurb: dict[str, KnownStory] = field(default_factory=dict)
    by_sketch: dict[int, int] = field(default_factory=dict)  # a number of a text's sketch -> its article's id
    # articles, by the moment of their stamp
    by_moment: dict[datetime, list[KnownStory]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls) -> "KnownStories":
        """Read the index from the database, without texts. If several stories have one blurb, the oldest gets it."""
        stories = cls()
        articles = Article.objects.values_list(
            "id", "headline", "published_at", "story_type", "headline_known", "time_known"
        )
        for pk, headline, at, story_type, headline_known, time_known in articles.order_by("pk").iterator(5000):
            story = KnownStory(pk, at, story_type, headline_known, seeded=False, time_known=time_known)
            story.headline = headline if story.has_no_text else ""
            stories.add(story, story_key(headline))
        stories.by_digest = dict(SeedFile.objects.values_list("digest", "article_id").iterator(5000))
        stories.imported = set(stories.by_digest.values())
        seeds = Seed.objects.values_list("article_id", "key", "line", "blurb", "sketch")
        for pk, key, line, blurb, sketch in seeds.order_by("pk").iterator(5000):
            story = stories.by_id[pk]
            story.seeded, story.line, story.blurb, story.key = True, line, blurb, key
            stories.by_identity[key] = story
            if story.story_type == StoryType.FLASH:
                stories.flashes[story_key(story.headline)] = story
            stories.by_sketch.update(dict.fromkeys(sketch, pk))
            if blurb:
                stories.by_blurb.setdefault(story_key(blurb), story)
        stories._add_earlier_headlines()
        return stories

    def _add_earlier_headlines(self) -> None:
        """Make articles also findable by the headlines that imports gave them before a later one, or an editor."""
        versions = Article.history.filter(history_change_reason__in=[AS_IMPORTED, IMPORTED_AGAIN])
        headlines = versions.exclude(story_type=_BRIEF).order_by("id", "headline").values_list("id", "headline")
        for pk, headline in headlines.distinct().iterator(5000):
            if (story := self.by_id.get(pk)) and not story.has_no_text:
                self.add_headline(story, story_key(headline))

    def add(self, story: KnownStory, headline_key: str, sketch: Iterable[int] = ()) -> None:
        """Add a story; `sketch` is that of its text."""
        self.by_id[story.id] = story
        self.add_sketch(story, sketch)
        if story.headline_known:
            insort(self.by_headline[headline_key], story, key=_place)
        if story.at and story.time_known and not story.has_no_text:
            self.by_moment[story.at].append(story)

    def add_sketch(self, story: KnownStory, sketch: Iterable[int]) -> None:
        """Make the article findable by the sketch of a text that it has now."""
        self.by_sketch.update(dict.fromkeys(sketch, story.id))

    def add_headline(self, story: KnownStory, headline_key: str) -> None:
        """Make the story also findable by another headline from now on."""
        if not self.has_headline(story, headline_key):
            insort(self.by_headline[headline_key], story, key=_place)
            self.more_headlines[story.id].add(headline_key)

    def has_headline(self, story: KnownStory, headline_key: str) -> bool:
        """Return whether the story is found by that headline."""
        found = self.by_headline.get(headline_key, [])
        first = bisect_left(found, _place(story), key=_place)
        return any(one is story for one in found[first : None if _place(story) is _UNDATED else first + 1])

    def set_key(self, story: KnownStory, key: str) -> None:
        """Record the identity that the story's seed has from now on."""
        if story.key != key:
            self.by_identity.pop(story.key, None)
        story.key, self.by_identity[key] = key, story

    def free_key(self, identity: str, story: KnownStory | None) -> str:
        """Return the identity, numbered if other stories than `story` have it, as those without a time may."""
        numbered = (numbered_identity(identity, number) for number in count())
        return next(key for key in numbered if self.by_identity.get(key) in (None, story))

    def move(self, story: KnownStory, headlines: Iterable[str], at: datetime, time_known: bool) -> None:
        """Give an article another moment; `headlines` must have its first one, and may have others."""
        headlines = {*headlines, *self.more_headlines.get(story.id, ())}
        named = [self.by_headline[key] for key in headlines if self.has_headline(story, key)]
        for found in named:
            del found[bisect_left(found, _place(story), key=_place)]
        if story.time_known and story in (same := self.by_moment.get(story.at, [])):
            same.remove(story)
        story.at, story.time_known = at, time_known
        for found in named:
            insort(found, story, key=_place)
        if time_known:
            self.by_moment[at].append(story)

    def remove_brief(self, brief: KnownStory, into: KnownStory) -> None:
        """Remove a brief that turned out to be the story `into`."""
        del self.by_id[brief.id]
        for key in self._headlines_of(brief):
            self.by_headline[key] = [story for story in self.by_headline[key] if story is not brief]
        if brief.blurb:
            self.by_blurb[story_key(brief.blurb)] = into

    def make_article(self, brief: KnownStory, headline_key: str, at: datetime, time_known: bool = True) -> None:
        """Turn the brief into the article of that headline and moment, under each of its headlines."""
        named = [self.by_headline.get(key, []) for key in self._headlines_of(brief) | {headline_key}]
        first = _dated if brief.is_brief else lambda found: 0  # a flash has a moment, and stands among the articles
        places = [(found, i) for found in named for i in range(first(found), len(found)) if found[i] is brief]
        for found, i in reversed(places):
            del found[i]
        brief.at = at if brief.is_brief else brief.at  # an import never changes the time of a flash
        brief.time_known = time_known if brief.is_brief else brief.time_known
        brief.story_type, brief.line = StoryType.STORY, ""
        if brief.time_known:
            self.by_moment[brief.at].append(brief)
        for found, _ in places:
            insort(found, brief, key=_place)
        if not brief.headline_known:
            brief.headline_known = True
            insort(self.by_headline[headline_key], brief, key=_place)

    def _headlines_of(self, brief: KnownStory) -> set[str]:
        return {story_key(brief.headline)} | self.more_headlines.get(brief.id, set())

    def article_of(self, headline_key: str, at: datetime) -> KnownStory | None:
        """Return the article with that headline and moment, or None."""
        found = self.by_headline.get(headline_key, [])
        first = bisect_left(found, (False, at), key=_place)
        return found[first] if first < _dated(found) and found[first].at == at else None

    def articles_of_day(self, headline_key: str, at: datetime) -> list[KnownStory]:
        """Return the articles with that headline on the day, in Yerevan, of the moment `at`, in their order."""
        if not (found := self.by_headline.get(headline_key)):
            return []
        first, last = day_span(local_day(at))
        return found[bisect_left(found, (False, first), key=_place) : bisect_left(found, (False, last), key=_place)]

    def brief_of(self, headline_key: str) -> KnownStory | None:
        """Return the story without text that has that headline and was made from a seed, or None: a brief, or a flash
        that was one.
        """
        found = self.by_headline.get(headline_key, [])
        brief = next((story for story in found[_dated(found) :] if story.is_brief and story.seeded), None)
        flash = self.flashes.get(headline_key)
        return brief or (flash if flash and flash.has_no_text else None)

    def nearest(self, headline_key: str, near: datetime) -> KnownStory | None:
        """Return the article with that headline nearest to a moment (of two, the newer), else the brief with it."""
        found = self.by_headline.get(headline_key, [])
        dated = _dated(found)
        after = bisect_left(found, (False, near), key=_place)
        nearest = found[after : min(after + 1, dated)]
        if after:
            nearest.append(self.article_of(headline_key, found[after - 1].at))
        if nearest:
            return min(nearest, key=lambda story: (abs(story.at - near), -story.at.timestamp()))
        return min((story for story in found if story.seeded), key=lambda story: story.id, default=None)

    def nearly_the_same(self, sketch: list[int]) -> int | None:
        """Return the id of an article whose text shares most of a sketch; a sentence or two are too little to tell."""
        twins = [self.by_sketch[number] for number in sketch if number in self.by_sketch]
        if len(twins) < 2:
            return None
        pk, shared = Counter(twins).most_common(1)[0]
        return pk if shared > 1 else None

    def brief_lines(self) -> dict[str, KnownStory]:
        """Return the sidebar lines from which briefs were made, with the brief: they may now be split better."""
        return {story.line: story for story in self.by_id.values() if story.is_brief and story.line}


def _dated(found: list[KnownStory]) -> int:
    """Return how many of the stories of one headline are articles with a moment; they come first."""
    return bisect_left(found, _UNDATED, key=_place)
