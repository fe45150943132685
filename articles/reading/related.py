"""Related stories: more on what a story is about."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from articles.database.cursor import Cursor
from articles.database.prepared import Prepared
from articles.models import Article, Tag, TaggedArticle
from articles.reading.cards import Topic

NEAR = 15  # candidates of each tag, and of the section, on either side of the story
MOST_TAGS = 8
MOST_TOPICS = 3
SAME_SECTION = 0.05  # a little more than a common tag
SAME_TIME = 0.05  # for a story of the same day; half of it for one of a month before or after


class Near(NamedTuple):
    """A story that is related to another one."""

    pk: int
    slug: str
    headline: str
    language: str
    section_id: int
    published_at: datetime
    time_known: bool

    get_absolute_url = Article.get_absolute_url


class Related(NamedTuple):
    """Stories related to another one. `topics` are the tags that led to most of them; empty if the section did."""

    topics: tuple[Topic, ...]
    stories: tuple[Near, ...]


def related_to(story: Article, tags: list[Tag], length: int) -> Related:
    """Return at most `length` listed stories that share tags with `story`, rare tags first.

    If no story shares a tag, they come from the same section.

    One query whose cost does not grow with the site. The candidates are bounded:
    for each tag the NEAR stories with the next smaller and the next greater
    numbers, which the index of tags gives without looking at an article, and
    in the same way the neighbors in the section. They include all stories of a rare
    tag; of a common tag, those that came in at about the same time. The weight of a
    tag is 1 divided by the number of its candidates, so a rare one outweighs several
    common ones; the section and nearness in time decide among equals.
    """
    tags = tags[:MOST_TAGS]
    here = story.section_id, story.published_at, story.pk
    candidates = {}
    shared = defaultdict(set)  # by article: the ids of the tags
    for *row, by_tag in _candidates(timezone.now(), *here, *(tag.pk for tag in tags)):
        candidates[row[0]] = row
        if by_tag:
            shared[row[0]].add(by_tag)
    weight = {tag: 1 / times for tag, times in Counter(tag for own in shared.values() for tag in own).items()}

    def score(candidate):
        rarity = sum(weight[tag] for tag in shared[candidate.pk])
        days = abs(candidate.published_at - story.published_at).days
        section = SAME_SECTION if candidate.section_id == story.section_id else 0
        return rarity + section + SAME_TIME / (1 + days / 30), candidate.published_at, candidate.pk

    pool = map(Near._make, [candidates[pk] for pk in shared] or candidates.values())
    chosen = sorted(pool, key=score, reverse=True)[:length]
    leading = Counter(tag for found in chosen for tag in shared[found.pk])
    topics = sorted((tag for tag in tags if leading[tag.pk]), key=lambda tag: -leading[tag.pk])
    return Related(tuple(Topic(tag.pk, tag.name, tag.slug) for tag in topics[:MOST_TOPICS]), tuple(chosen))


@Prepared
def _candidates(now, section, published_at, number, *tags):
    """Return rows of Near, each followed by the id of the tag that led to it; 0 for the section."""
    parts = [part for tag in tags for part in _sharing(now, number, tag)]
    parts += _in_section(now, section, Cursor(published_at, number))
    return parts[0].union(*parts[1:], all=True)


def _listed(now, ids, by_tag: int):
    """Return the listed stories among `ids`, a queryset; `by_tag` is the tag that led to them, 0 for the section.

    Whether a story is listed is checked for each by its number, in a subquery: if the
    conditions were next to `ids`, SQLite would walk all articles by time instead.
    """
    listed = Article.objects.dispatches(now).filter(pk=OuterRef("pk"))
    found = Article.objects.filter(Exists(listed), pk__in=ids).order_by().annotate(by_tag=Value(by_tag))
    return found.values_list(*Near._fields, "by_tag")


def _sharing(now, number, tag):
    taggings = TaggedArticle.objects.filter(tag=tag).values("content_object")
    smaller = taggings.filter(content_object__lt=number).order_by("-content_object_id")[:NEAR]
    greater = taggings.filter(content_object__gt=number).order_by("content_object_id")[:NEAR]
    return [_listed(now, smaller, tag), _listed(now, greater, tag)]


def _in_section(now, section, here):
    stories = Article.objects.dispatches(now).in_section(section).values("pk")
    older, newer = stories.before(here).newest_first()[:NEAR], stories.after(here).oldest_first()[:NEAR]
    return [_listed(now, older, 0), _listed(now, newer, 0)]
