"""Related stories: more on what a story is about."""

from collections import Counter, defaultdict
from heapq import nlargest
from typing import NamedTuple

from django.db.models import Case, Value, When
from django.utils import timezone

from articles.database.cursor import Cursor
from articles.database.prepared import Prepared
from articles.models import Article, Tag, TaggedArticle
from articles.models.story_type import IS_NO_BRIEF
from articles.models.visibility import is_listed
from articles.reading.cards import COLUMNS, Card, Topic

NEAR = 15  # candidates of each tag, and of the section, on either side of the story
MOST_TAGS = 8
TAGS_A_QUERY = 4  # a query is for 0, 4 or 8 tags, so that a connection has few to plan
MOST_TOPICS = 3
SAME_SECTION = 0.05  # a little more than a common tag
SAME_TIME = 0.05  # for a story of the same day; half of it for one of a month before or after


class Related(NamedTuple):
    """Stories related to another one. `topics` are the tags that led to most of them; empty if the section did."""

    topics: tuple[Topic, ...]
    stories: tuple[Card, ...]


def related_to(story: Article, tags: list[Tag], length: int) -> Related:
    """Return at most `length` listed stories that share tags with `story`, rare tags first.

    If no story shares a tag, they come from the same section.

    Two short queries whose cost does not grow with the site. The candidates are
    bounded: for each tag the NEAR stories of the same language before and after it, which
    the index of tags gives without looking at an article. They include all stories of a
    rare tag; of a common tag, those of about the same time. The weight of a tag is 1 divided
    by the number of its candidates, so a rare one outweighs several common ones; the section
    and nearness in time decide among equals.
    What readers see is then read of the chosen ones alone.
    """
    tags, now = tags[:MOST_TAGS], timezone.now()
    candidates = {}
    shared = defaultdict(set)  # by article: the ids of the tags
    if tags:
        padding = [0] * (-len(tags) % TAGS_A_QUERY)  # no tag has this number
        numbers = (tag.pk for tag in tags)
        here = story.site_language, story.published_at or now, story.pk
        for pk, section, published_at, listed, tag in _sharing(now, *here, *numbers, *padding):
            if listed:
                candidates[pk] = section, published_at
                shared[pk].add(tag)
    if not candidates:
        near = _in_section(now, story.site_language, story.section_id, story.published_at, story.pk)
        candidates = {pk: (section, published_at) for pk, section, published_at in near}
    weight = {tag: 1 / times for tag, times in Counter(tag for own in shared.values() for tag in own).items()}

    def score(pk):
        section, published_at = candidates[pk]
        rarity = sum(weight[tag] for tag in shared[pk]) if shared else 0
        days = abs(published_at - story.published_at).days
        same_section = SAME_SECTION if section == story.section_id else 0
        return rarity + same_section + SAME_TIME / (1 + days / 30), published_at, pk

    chosen = nlargest(length, candidates, key=score)
    leading = Counter(tag for pk in chosen for tag in shared.get(pk, ()))
    topics = sorted((tag for tag in tags if leading[tag.pk]), key=lambda tag: -leading[tag.pk])
    found = {row[0]: Card.of(row) for row in _shown(*chosen, *[0] * (length - len(chosen)))} if chosen else {}
    stories = tuple(found[pk] for pk in chosen if pk in found)
    return Related(tuple(Topic(tag.pk, tag.name, tag.slug) for tag in topics[:MOST_TOPICS]), stories)


@Prepared
def _sharing(now, language, at, number, *tags):
    """Return candidates as (number, section, moment, whether it is listed, the tag that led to it)."""
    parts = [part for tag in tags for part in _near_in(now, language, at, number, tag)]
    return parts[0].union(*parts[1:], all=True)


def _near_in(now, language, at, number, tag):
    """Return the candidates of one tag on either side of the story.

    Whether they are listed is a column, not a condition: SQLite would walk all articles by time instead.
    """
    taggings = TaggedArticle.objects.filter(tag=tag, site_language=language).values("content_object")
    listed = Case(When(is_listed(now) & IS_NO_BRIEF, then=1), default=0)
    taggings = taggings.exclude(content_object=number)
    for ids in (
        taggings.filter(published_at__lte=at).order_by("-published_at", "-content_object_id")[:NEAR],
        taggings.filter(published_at__gt=at).order_by("published_at", "content_object_id")[:NEAR],
    ):
        rows = Article.objects.filter(pk__in=ids).order_by()
        yield rows.values_list("pk", "section_id", "published_at", listed, Value(tag))


@Prepared
def _in_section(now, language, section, published_at, number):
    """Return the story's neighbors in its section as (number, section, moment)."""
    stories, here = Article.objects.dispatches(now).in_language(language), Cursor(published_at, number)
    stories = stories.in_section(section)
    sides = stories.before(here).newest_first()[:NEAR], stories.after(here).oldest_first()[:NEAR]
    near = (Article.objects.filter(pk__in=side.values("pk")).order_by() for side in sides)
    older, newer = (rows.values_list("pk", "section_id", "published_at") for rows in near)
    return older.union(newer, all=True)


@Prepared
def _shown(*numbers):
    return Article.objects.filter(pk__in=numbers).order_by().with_lead_photo().values_list(*COLUMNS)
