"""What stands where on the front page: no story twice in lead, seconds, Top stories and blocks."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from articles.models import Article, FrontSlot, Section, TopStory
from articles.models.topstory import TOP_STORIES

PLACES = len(FrontSlot.Place)  # the lead and the seconds
BLOCK = 5  # one story with its summary, four headlines


@dataclass(frozen=True)
class FrontPage:
    """The slots, filled. `blocks` are (section, its stories), in the sections' order, none empty."""

    lead: Article | None
    seconds: list[Article]
    top_stories: list[TopStory]
    blocks: list[tuple[Section, list[Article]]]


def compose() -> FrontPage:
    """Fills the slots with what is public now, in five queries: what an editor chose, then the newest."""
    chosen = {slot.place: slot.article for slot in FrontSlot.objects.current()}
    pinned = {story.pk for story in chosen.values()}
    top_stories = [story for story in TopStory.objects.current()[:TOP_STORIES] if story.article_id not in pinned]
    taken = pinned | {story.article_id for story in top_stories}
    stories = Article.objects.published().without_briefs()
    newest = iter(stories.exclude(pk__in=taken).for_cards().newest_first()[: PLACES - len(chosen)])
    lead, *seconds = [chosen.get(place) or next(newest, None) for place in range(PLACES)]
    seconds = [story for story in seconds if story]
    taken |= {story.pk for story in (lead, *seconds) if story}
    return FrontPage(lead, seconds, top_stories, _blocks(stories.exclude(pk__in=taken)))


def _blocks(stories) -> list[tuple[Section, list[Article]]]:
    """Each section with its newest of `stories`: one query for the ids, one for the stories.

    A subquery a place, since neither database takes "the newest five of each
    section" from an index in any plainer form.
    """
    in_section = stories.in_section(OuterRef("pk")).newest_first().values("pk")
    places = {f"story_{n}": Subquery(in_section[n : n + 1]) for n in range(BLOCK)}
    rows = [(section, [getattr(section, name) for name in places]) for section in Section.objects.annotate(**places)]
    by_id = Article.objects.for_cards().in_bulk([pk for _, ids in rows for pk in ids if pk])
    return [(section, found) for section, ids in rows if (found := [by_id[pk] for pk in ids if pk in by_id])]
