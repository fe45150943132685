"""What stands where on the front page: no story twice in lead, seconds, Top stories and blocks."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from articles.keyset import Cursor
from articles.models import Article, FrontSlot, Section, TopStory
from articles.models.topstory import TOP_STORIES

PLACES = len(FrontSlot.Place)  # the lead and the seconds
BLOCK = 5  # one story with its summary, four headlines


class Chosen(NamedTuple):
    """What editors have chosen, of that what readers see: stories by place, and Top stories in order."""

    slots: dict[int, Article]
    top_stories: list[TopStory]


@dataclass(frozen=True)
class FrontPage:
    """The slots, filled. `blocks` are (section, its stories), in the sections' order, none empty."""

    lead: Article | None
    seconds: list[Article]
    top_stories: list[TopStory]
    blocks: list[tuple[Section, list[Article]]]
    sections: list[Section]  # all of them, for the line of navigation


def choice() -> Chosen:
    """What is chosen now. Two queries."""
    slots = {slot.place: slot.article for slot in FrontSlot.objects.current()}
    return Chosen(slots, list(TopStory.objects.current()[:TOP_STORIES]))


def compose(chosen: Chosen | None = None, stories=None) -> FrontPage:
    """Fills the places with what is `chosen` (None: what is now), then the newest of `stories` (None: the public ones).

    Four queries: slots, Top stories, each section's newest ids, their stories.
    A section's newest stories are enough for its block even if all places
    above take from it; and the newest of all sections are the newest of all.
    """
    chosen = choice() if chosen is None else chosen
    stories = Article.objects.published() if stories is None else stories
    pinned = {story.pk for story in chosen.slots.values()}
    top_stories = [story for story in chosen.top_stories if story.article_id not in pinned]
    taken = pinned | {story.article_id for story in top_stories}
    newest = _newest_by_section(stories.without_briefs().exclude(pk__in=taken))
    free = iter(sorted((story for _, found in newest for story in found), key=Cursor.of, reverse=True))
    opening = [chosen.slots.get(place) or next(free, None) for place in range(PLACES)]
    lead, *seconds = [story for story in opening if story] or [None]
    taken |= {story.pk for story in opening if story}
    blocks = [(section, [story for story in found if story.pk not in taken][:BLOCK]) for section, found in newest]
    return FrontPage(lead, seconds, top_stories, [block for block in blocks if block[1]], [row for row, _ in newest])


def _newest_by_section(stories) -> list[tuple[Section, list[Article]]]:
    """Each section with its newest of `stories`: one query for the ids, one for the stories.

    A subquery a place, since neither database takes "the newest of each
    section" from an index in any plainer form.
    """
    # Said three times for PostgreSQL, which else takes a section for frequent, and walks all stories for an empty one.
    same = {"section": OuterRef("pk"), "section__gte": OuterRef("pk"), "section__lte": OuterRef("pk")}
    in_section = stories.filter(**same).newest_first().values("pk")
    places = {f"story_{n}": Subquery(in_section[n : n + 1]) for n in range(PLACES + BLOCK)}
    rows = [(section, [getattr(section, name) for name in places]) for section in Section.objects.annotate(**places)]
    by_id = Article.objects.for_cards().in_bulk([pk for _, ids in rows for pk in ids if pk])
    return [(section, [by_id[pk] for pk in ids if pk in by_id]) for section, ids in rows]
