"""What stands where on the front page: no story twice in lead, seconds, Top stories and blocks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.cards import COLUMNS, TOP_COLUMNS, Card, Heading, TopLine
from articles.keyset import Cursor
from articles.models import Article, FrontSlot, Section, TopStory
from articles.models.topstory import TOP_STORIES
from articles.prepared import Prepared

PLACES = len(FrontSlot.Place)  # the lead and the seconds
BLOCK = 5  # one story with its summary, four headlines
LOT = 32  # stories are asked for by so many numbers, or twice as many, or …: a form of SQL each


@dataclass(frozen=True)
class FrontPage:
    """The slots, filled. `blocks` are (section, its stories), in the sections' order, none empty."""

    lead: Card | None
    seconds: list[Card]
    top_stories: tuple[TopLine, ...]
    blocks: list[tuple[Heading, tuple[Card, ...]]]
    sections: tuple[Heading, ...]  # all of them, for the line of navigation


def compose() -> FrontPage:
    """Fills the slots with what is public now: what an editor chose, then the newest.

    Four queries: slots, Top stories, each section's newest ids, their stories.
    A section's newest stories are enough for its block even if all places
    above take from it; and the newest of all sections are the newest of all.
    """
    now = timezone.now()
    chosen = {place: Card.of(row) for place, *row in _slots(now)}
    pinned = {story.pk for story in chosen.values()}
    lines = tuple(story for story in top_stories(now) if story.pk not in pinned)
    taken = pinned | {story.pk for story in lines}
    newest = _newest_by_section(now, taken)
    free = iter(sorted((story for _, found in newest for story in found), key=Cursor.of, reverse=True))
    opening = [chosen.get(place) or next(free, None) for place in range(PLACES)]
    lead, *seconds = [story for story in opening if story] or [None]
    taken |= {story.pk for story in opening if story}
    blocks = [(section, tuple(story for story in found if story.pk not in taken)[:BLOCK]) for section, found in newest]
    sections = tuple(section for section, _ in newest)
    return FrontPage(lead, seconds, lines, [block for block in blocks if block[1]], sections)


def top_stories(at: datetime) -> tuple[TopLine, ...]:
    """All that readers see at the aware moment `at`, in order."""
    return tuple(map(TopLine.of, _top_lines(at)))


def _newest_by_section(now, taken: set[int]) -> list[tuple[Heading, list[Card]]]:
    """Each section with its newest stories beside those `taken`: one query for the ids, one for the stories."""
    rows = [(Heading(*row[:4]), row[4:]) for row in _newest_ids(now, *_padded(taken, PLACES + TOP_STORIES))]
    wanted = [pk for _, ids in rows for pk in ids if pk]
    by_id = {row[0]: Card.of(row) for row in _cards(*_padded(wanted, (len(wanted) // LOT + 1) * LOT))}
    return [(section, [by_id[pk] for pk in ids if pk in by_id]) for section, ids in rows]


def _padded(ids, length: int) -> list[int]:
    """`ids` and, up to that length, a number that no story has."""
    return [*ids, *[0] * (length - len(ids))]


_slots = Prepared(
    lambda at: FrontSlot.objects.current(at).values_list("place", *(f"article__{name}" for name in COLUMNS))
)
_top_lines = Prepared(lambda at: TopStory.objects.current(at).values_list(*TOP_COLUMNS)[:TOP_STORIES])
_cards = Prepared(lambda *ids: Article.objects.filter(pk__in=ids).values_list(*COLUMNS))


@Prepared
def _newest_ids(at, *taken):
    """A subquery a place, since in no plainer form a database takes "the newest of each section" from an index."""
    # Said three times for PostgreSQL, which else takes a section for frequent, and walks all stories for an empty one.
    same = {"section": OuterRef("pk"), "section__gte": OuterRef("pk"), "section__lte": OuterRef("pk")}
    stories = Article.objects.published(at).without_briefs().exclude(pk__in=taken)
    in_section = stories.filter(**same).newest_first().values("pk")
    places = {f"story_{n}": Subquery(in_section[n : n + 1]) for n in range(PLACES + BLOCK)}
    return Section.objects.annotate(**places).values_list(*Heading._fields, *places)
