"""An index of the stories in the database, by which an import finds them again: by what seeds said about them."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from articles.imports.seeds.keys import fingerprint, story_key
from articles.models import Article, Seed, SeedFile
from articles.models.story_type import WITHOUT_TEXT, StoryType

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
    more_headlines: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # of briefs, by id
    by_blurb: dict[str, KnownStory] = field(default_factory=dict)
    by_sketch: dict[int, int] = field(default_factory=dict)  # a number of a text's sketch -> its article's id

    @classmethod
    def load(cls) -> "KnownStories":
        """Read the index from the database, without texts. If several stories have one blurb, the oldest gets it."""
        stories = cls()
        articles = Article.objects.values_list("id", "headline", "published_at", "story_type", "headline_known")
        for pk, headline, at, story_type, headline_known in articles.order_by("pk").iterator(5000):
            story = KnownStory(pk, at, story_type, headline_known, seeded=False)
            story.headline = headline if story.has_no_text else ""
            stories.add(story, story_key(headline))
        stories.by_digest = dict(SeedFile.objects.values_list("digest", "article_id").iterator(5000))
        stories.imported = set(stories.by_digest.values())
        seeds = Seed.objects.values_list("article_id", "key", "line", "blurb", "sketch")
        for pk, key, line, blurb, sketch in seeds.order_by("pk").iterator(5000):
            story = stories.by_id[pk]
            story.seeded, story.line, story.blurb = True, line, blurb
            stories.by_identity[key] = story
            if story.story_type == StoryType.FLASH:
                stories.flashes[story_key(story.headline)] = story
            stories.by_sketch.update(dict.fromkeys(sketch, pk))
            if blurb:
                stories.by_blurb.setdefault(story_key(blurb), story)
        return stories

    def add(self, story: KnownStory, headline_key: str, sketch: Iterable[int] = ()) -> None:
        """Add a story; `sketch` is that of its text."""
        self.by_id[story.id] = story
        self.by_sketch.update(dict.fromkeys(sketch, story.id))
        if story.headline_known:
            insort(self.by_headline[headline_key], story, key=_place)

    def rename_brief(self, brief: KnownStory, headline_key: str) -> None:
        """Make the brief also findable by another headline from now on."""
        insort(self.by_headline[headline_key], brief, key=_place)
        self.more_headlines[brief.id].add(headline_key)

    def make_article(self, brief: KnownStory, headline_key: str, at: datetime) -> None:
        """Turn the brief into the article of that headline and moment, under each of its headlines."""
        named = [self.by_headline.get(key, []) for key in self._headlines_of(brief) | {headline_key}]
        first = _dated if brief.is_brief else lambda found: 0  # a flash has a moment, and stands among the articles
        places = [(found, i) for found in named for i in range(first(found), len(found)) if found[i] is brief]
        for found, i in reversed(places):
            del found[i]
        brief.at = at if brief.is_brief else brief.at  # an import never changes the time of a flash
        brief.story_type, brief.line = StoryType.STORY, ""
        for found, _ in places:
            insort(found, brief, key=_place)
        if not brief.headline_known:
            brief.headline_known = True
            self.add(brief, headline_key)

    def _headlines_of(self, brief: KnownStory) -> set[str]:
        return {story_key(brief.headline)} | self.more_headlines.get(brief.id, set())

    def article_of(self, headline_key: str, at: datetime) -> KnownStory | None:
        """Return the article with that headline and moment, or None."""
        found = self.by_headline.get(headline_key, [])
        first = bisect_left(found, (False, at), key=_place)
        return found[first] if first < _dated(found) and found[first].at == at else None

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
