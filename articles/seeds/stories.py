"""The stories that the database holds, as an import needs to find them: by what seeds said of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article, Seed, SeedFile
from articles.seeds.records import story_key


@dataclass(slots=True)
class Story:
    """One article or brief, as far as finding it needs."""

    id: int
    at: datetime | None
    is_brief: bool
    headline_known: bool
    line: str = ""  # of a brief: the sidebar's line that made it
    headline: str = ""  # of a brief: as it stands
    blurb: str = ""  # the agency's own, "" while none is known


@dataclass
class Stories:
    """An index of all stories, kept up while an import writes."""

    by_id: dict[int, Story] = field(default_factory=dict)
    by_identity: dict[str, Story] = field(default_factory=dict)
    by_digest: dict[str, int] = field(default_factory=dict)  # of a file imported whole -> its article's id
    told: set[int] = field(default_factory=set)  # ids of the articles that a file has told
    by_headline: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_blurb: dict[str, Story] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Stories":
        """Reads the index from the database: no texts."""
        stories = cls()
        articles = Article.objects.values_list("id", "headline", "published_at", "is_brief", "headline_known")
        for pk, headline, at, is_brief, headline_known in articles.iterator(5000):
            stories.add(Story(pk, at, is_brief, headline_known, headline=headline if is_brief else ""), headline)
        stories.by_digest = dict(SeedFile.objects.values_list("digest", "article_id").iterator(5000))
        stories.told = set(stories.by_digest.values())
        for pk, key, line, blurb in Seed.objects.values_list("article_id", "key", "line", "blurb").iterator(5000):
            story = stories.by_id[pk]
            story.line, story.blurb = line, blurb
            stories.by_identity[key] = story
            if blurb:
                stories.by_blurb.setdefault(story_key(blurb), story)
        return stories

    def add(self, story: Story, headline: str) -> None:
        self.by_id[story.id] = story
        if story.headline_known:
            self.by_headline[story_key(headline)].append(story)

    def titled(self, headline_key: str, near: datetime, *, briefs: bool | None = None) -> Story | None:
        """The story with that headline nearest to a moment, the newer of two; an article before a brief."""
        found = [s for s in self.by_headline.get(headline_key, ()) if briefs is None or s.is_brief is briefs]
        dated = [s for s in found if s.at is not None and not s.is_brief]
        if dated:
            return min(dated, key=lambda s: (abs(s.at - near), -s.at.timestamp(), s.id))
        return min((s for s in found if s.is_brief), key=lambda s: s.id, default=None)

    def loose_lines(self) -> dict[str, Story]:
        """The lines of the sidebars that made a brief: knowledge may now split them better."""
        return {story.line: story for story in self.by_id.values() if story.is_brief and story.line}
