"""Composition of the front page: no story appears twice in lead, seconds, Top stories and blocks."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.db import connections
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from articles.database.cursor import Cursor
from articles.database.prepared import Prepared
from articles.models import Article, FrontSlot, Section, TopStory
from articles.models.front.top_story import TOP_STORIES
from articles.models.photo_use import lead_photo_of, series_photos
from articles.reading.cards import ANNOTATED, COLUMNS, TOP_COLUMNS, Card, Heading, TopLine
from articles.reading.masthead import COLUMNS as SECTION_COLUMNS
from articles.reading.masthead import Masthead, read_masthead, with_languages
from articles.web.languages import page_language

PLACES = len(FrontSlot.Place)  # the lead and the seconds
BLOCK_STORIES = 5  # one story with its summary, four headlines
LATEST_STORIES = 22  # stories of Latest news beside the front page, at most
IDS_PER_QUERY = 32  # stories are fetched by a multiple of this many ids, so that there are few forms of the SQL


class Chosen(NamedTuple):
    """The part of the editors' choice that readers see: stories by place, and Top stories in order."""

    slots: dict[int, Card]
    top_stories: tuple[TopLine, ...]


@dataclass(frozen=True)
class FrontPage:
    """The front page with its slots filled. `blocks` are (section, its stories), in the sections' order, none empty."""

    lead: Card | None
    seconds: list[Card]
    top_stories: tuple[TopLine, ...]
    blocks: list[tuple[Heading, tuple[Card, ...]]]
    head: Masthead

    @property
    def sections(self) -> tuple[Heading, ...]:
        """All sections, for the navigation."""
        return self.head.sections()

    @property
    def numbers(self) -> list[int]:
        """The ids of the stories in lead, seconds and blocks."""
        opening = [story.pk for story in (self.lead, *self.seconds) if story]
        return [*opening, *(story.pk for _, stories in self.blocks for story in stories)]

    def with_cards(self, cards: dict[int, Card]) -> "FrontPage":
        """Return the same page with each story of lead, seconds and blocks replaced by the card with its id."""
        return replace(
            self,
            lead=self.lead and cards[self.lead.pk],
            seconds=[cards[story.pk] for story in self.seconds],
            blocks=[(section, tuple(cards[story.pk] for story in stories)) for section, stories in self.blocks],
        )


def choice(at: datetime) -> Chosen:
    """Return what editors have chosen, as readers see it at the aware moment `at`. Two queries."""
    return Chosen({place: Card.of(row) for place, *row in _slots(at, page_language())}, top_stories(at))


def compose(chosen: Chosen | None = None, stories: QuerySet[Article] | None = None) -> FrontPage:
    """Fill the places with what is `chosen`, then with the newest of `stories`.

    `chosen` None means the current choice, `stories` None the public ones. If Top stories have taken every story
    there is, the first of them that has a text becomes the lead.

    Four queries: slots, Top stories, each section's newest ids, their stories; a fifth if a Top story leads.
    The ids of each section are enough for its block even if all places above take stories from that section;
    and the newest stories overall are among the newest of the sections.
    """
    now = timezone.now()
    chosen = choice(now) if chosen is None else chosen
    taken = {story.pk for story in chosen.slots.values()}
    lines = tuple(story for story in chosen.top_stories if story.pk not in taken)
    taken |= {story.pk for story in lines}
    if stories is None:
        rows = _newest_ids(now, page_language(), *_padded(taken, PLACES + TOP_STORIES))
    else:
        rows = list(_ids_by_section(stories.exclude(pk__in=taken), now))
    head = read_masthead(rows)
    newest = _by_section(head, rows)
    free = iter(sorted((story for _, found in newest for story in found), key=Cursor.of, reverse=True))
    pinned = dict(zip(chosen.slots, head.label(chosen.slots.values()), strict=True))
    opening = [pinned.get(place) or next(free, None) for place in range(PLACES)]
    opening = [story for story in opening if story] or head.label(_first_with_text(lines, now, stories))
    lead, *seconds = opening or [None]
    taken |= {story.pk for story in opening}
    lines = tuple(line for line in lines if line.pk != (lead and lead.pk))
    left = [(section, [story for story in found if story.pk not in taken]) for section, found in newest]
    blocks = [(section, tuple(stories[:BLOCK_STORIES])) for section, stories in left]
    return FrontPage(lead, seconds, lines, [block for block in blocks if block[1]], head)


def top_stories(at: datetime) -> tuple[TopLine, ...]:
    """Return the Top stories that readers see at the aware moment `at`, in order."""
    return tuple(map(TopLine.of, _top_lines(at, page_language())))


def _first_with_text(lines: tuple[TopLine, ...], at: datetime, stories: QuerySet[Article] | None) -> list[Card]:
    """Return the first Top story that has a text, as a list of one; an empty list if there is none."""
    if not lines:
        return []
    known = Article.objects.published(at).in_language(page_language()) if stories is None else stories
    rows = known.without_briefs().filter(pk__in=[line.pk for line in lines]).with_lead_photo().values_list(*COLUMNS)
    by_id = {row[0]: Card.of(row) for row in rows}
    return [by_id[line.pk] for line in lines if line.pk in by_id][:1]


def _by_section(head: Masthead, rows: list) -> list[tuple[Heading, list[Card]]]:
    """Return each section with its newest stories, given `rows` of _ids_by_section. One query for the stories."""
    rows = [(head.heading(row[0], page_language()), row[len(SECTION_COLUMNS) :]) for row in rows]
    wanted = [pk for _, ids in rows for pk in ids if pk]
    asked = _padded(wanted, (len(wanted) // IDS_PER_QUERY + 1) * IDS_PER_QUERY)
    by_id = {card.pk: card for card in head.label(map(Card.of, _cards(*asked)))}
    return [(section, [by_id[pk] for pk in ids if pk in by_id]) for section, ids in rows]


def _padded(ids, length: int) -> list[int]:
    """Return `ids`, padded to `length` with an id that no story has."""
    return [*ids, *[0] * (length - len(ids))]


_slots = Prepared(
    lambda at, language: (
        FrontSlot.objects.current(at, language)
        .annotate(lead_photo=lead_photo_of("article__"), series_photos=series_photos("article__"))
        .values_list("place", *(name if name.startswith(ANNOTATED) else f"article__{name}" for name in COLUMNS))
    )
)
_top_lines = Prepared(lambda at, language: TopStory.objects.current(at, language).values_list(*TOP_COLUMNS))
_cards = Prepared(lambda *ids: Article.objects.filter(pk__in=ids).with_lead_photo().values_list(*COLUMNS))


def _ids_by_section(stories: QuerySet[Article], at: datetime) -> QuerySet:
    """Return each section with the ids of its newest `stories` that have a text.

    One subquery per place, because in no simpler form do the databases take "the newest of each section" from an index.
    """
    same = {"section": OuterRef("pk")}
    if connections[stories.db].vendor == "postgresql":
        # The condition is repeated three times; otherwise PostgreSQL assumes that every section is frequent, and
        # walks all stories for an empty one. SQLite would take the bounds for the narrower condition, and sort each
        # section's stories.
        same |= {"section__gte": OuterRef("pk"), "section__lte": OuterRef("pk")}
    in_section = stories.without_briefs().filter(**same).newest_first().values("pk")
    places = {f"story_{n}": Subquery(in_section[n : n + 1]) for n in range(PLACES + BLOCK_STORIES)}
    return with_languages(Section.objects, at).annotate(**places).values_list(*SECTION_COLUMNS, *places)


_newest_ids = Prepared(
    lambda at, language, *taken: _ids_by_section(
        Article.objects.published(at).in_language(language).exclude(pk__in=taken), at
    )
)
