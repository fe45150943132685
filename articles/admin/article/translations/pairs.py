"""Pairs of stories in different languages that obviously tell one story and are not linked. Nothing is linked here.

Only stories that were published near each other are compared: they are read by the index of time, at most
STORIES_READ at once, whatever the size of the site. Which are alike is said in articles/text/across_languages.py.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from articles.models import Article, NotVersions, PhotoUse, Translation
from articles.text import richtext
from articles.text.across_languages import Times, Traits, traits_of

STORIES_READ = 400  # stories that are compared with each other at once
WITHIN = timedelta(hours=48)  # of the source's publication
SHOWN = 8  # things in common that the page names


class Offer(NamedTuple):
    """A story that looks like a version of another one, its source."""

    article: Article
    source: Article
    common: list[str]  # what they share as the source writes it, the rarest first

    @property
    def key(self) -> str:
        return f"{self.article.pk}-{self.source.pk}"


class Group(NamedTuple):
    """Stories that are versions of each other, or would be if all that is offered were linked."""

    known: int | None  # the number of their TranslationGroup
    head: Article | None  # the version that follows no other, of linked stories
    languages: set[str]
    alone: list[Article]  # stories that are not linked yet
    close: list[tuple[float, int, int]]  # the pairs that brought them together, the likest first


def stories_before(visible, at: datetime) -> list[Article]:
    """Return the newest of the stories that were published by the aware moment `at`."""
    return list(_readable(visible).filter(published_at__lte=at).newest_first()[:STORIES_READ])


def stories_around(visible, article: Article) -> list[Article]:
    """Return the stories that were published shortly before and after the article, and the article."""
    at = article.published_at or timezone.now()
    rows, half = _readable(visible).exclude(pk=article.pk), STORIES_READ // 2
    before = rows.filter(published_at__lte=at).newest_first()[:half]
    return [article, *before, *rows.filter(published_at__gt=at).oldest_first()[:half]]


def _readable(visible):
    return visible.without_briefs().filter(withdrawn_at=None, retracted_at=None)


def offers_among(stories: list[Article]) -> list[Offer]:
    """Return the offers among the stories, the likest first. Four queries."""
    traits = _traits(stories)
    times = Times(traits.values())
    groups = _groups(stories)
    by_story = {story.pk: group for group in groups for story in group.alone}
    by_known = {group.known: group for group in groups if group.known}
    for one in stories:
        if one.translation_group_id:
            by_story[one.pk] = by_known[one.translation_group_id]
    for pair in _close_pairs(stories, traits, times):
        _join(by_story, pair)
    joined = {id(group): group for group in by_story.values() if group.close}
    found = [(group.close[0][0], offer) for group in joined.values() for offer in _offers_of(group, traits, times)]
    return [offer for _, offer in sorted(found, key=lambda one: (-one[0], one[1].article.pk))]


def _traits(stories: list[Article]) -> dict[int, Traits]:
    photos = defaultdict(list)
    for article, photo in PhotoUse.objects.filter(article__in=stories).values_list("article", "photo"):
        photos[article].append(photo)
    texts = {one.pk: "\n".join([one.headline, one.summary, *richtext.to_paragraphs(one.body)]) for one in stories}
    return {number: traits_of(text, photos[number]) for number, text in texts.items()}


def _groups(stories: list[Article]) -> list[Group]:
    """Return a group for each story that is alone, and one for each TranslationGroup, with all its languages."""
    numbers = {one.translation_group_id for one in stories if one.translation_group_id}
    members = list(
        Article.objects.filter(translation_group__in=numbers, withdrawn_at=None).defer("body").order_by("pk")
    )
    following = set(Translation.objects.filter(article__in=members).values_list("article", flat=True))
    linked = defaultdict(list)
    for one in members:
        linked[one.translation_group_id].append(one)
    groups = []
    for number, ours in linked.items():
        head = next((one for one in ours if one.pk not in following), None)
        groups.append(Group(number, head, {one.language for one in ours}, [], []))
    return groups + [Group(None, None, {one.language}, [one], []) for one in stories if not one.translation_group_id]


def _close_pairs(stories: list[Article], traits: dict[int, Traits], times: Times) -> list[tuple[float, int, int]]:
    """Return the pairs that are obviously one story, as (weight, number, number), the likest first."""
    apart = NotVersions.objects.among([one.pk for one in stories])
    now, found = timezone.now(), []
    ordered = sorted((one.published_at or now, one.pk, one.language) for one in stories)
    for place, (at, number, language) in enumerate(ordered, start=1):
        for later, other, its_language in ordered[place:]:
            if later - at > WITHIN:
                break
            if language == its_language or (min(number, other), max(number, other)) in apart:
                continue
            likeness = times.likeness(traits[number], traits[other])
            if likeness.is_close:
                found.append((likeness.weight, number, other))
    return sorted(found, key=lambda pair: (-pair[0], *pair[1:]))


def _join(by_story: dict[int, Group], pair: tuple) -> None:
    """Make the groups of the pair's stories one, unless they have a language in common or are both linked already."""
    _, one, other = pair
    first, second = by_story[one], by_story[other]
    if first is second or first.languages & second.languages or (first.known and second.known):
        return
    if second.known:
        first, second = second, first
    first.languages.update(second.languages)
    first.alone.extend(second.alone)
    first.close.extend([*second.close, pair])
    first.close.sort(key=lambda pair: -pair[0])
    for story in second.alone:
        by_story[story.pk] = first


def _offers_of(group: Group, traits: dict[int, Traits], times: Times) -> list[Offer]:
    """Return the offers that link the group's stories: each follows the first one that was published."""
    alone = sorted(group.alone, key=lambda one: (one.published_at or timezone.now(), one.pk))
    head = group.head or alone[0]
    if group.known and group.head is None:
        return []  # its source was deleted; nobody knows here what the versions are of
    pairs = [(one, head) for one in alone if one is not head]
    if group.known and alone[0].published_at and head.published_at and alone[0].published_at < head.published_at:
        pairs[0] = (head, alone[0])
    return [Offer(article, source, _in_common(group, article, source, traits, times)) for article, source in pairs]


def _in_common(group: Group, article: Article, source: Article, traits: dict[int, Traits], times: Times) -> list[str]:
    """Return what the two share; if they are not close, what another pair shares that brought them together."""
    one, other = traits.get(article.pk), traits.get(source.pk)
    if one is None or other is None or not times.likeness(one, other).is_close:
        numbers = {article.pk, source.pk}
        pair = next((pair for pair in group.close if numbers & set(pair[1:])), group.close[0])
        one, other = (traits[number] for number in pair[1:])
    return [other[key] for key in times.likeness(one, other).common[:SHOWN]]
