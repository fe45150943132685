"""The rows in which something may stand: more than those in which it does, found quickly.

Whole words are in the search's index. Endings, parts of words and addresses are also looked for letter by letter, as
they are typed, in small letters and in capitals.
"""

import html
import re
from operator import or_

from django.db import connections
from django.db.models import Max, Q, QuerySet

from articles import search
from articles.admin.replacing.rows import UNDER_PHOTOS, Kind
from articles.models import Article, PhotoUse, TopStory
from articles.models.derived_values import SUBSTANCE
from articles.search.query_parser import PREFIX_MIN, Term
from articles.text.folding import words_of
from articles.text.replacing.wanted import Reach, Wanted

STORIES_READ = 2_000  # stories that a page reads in which the words may stand
OTHERS_READ = 200  # photos, topics, sections
_PARTS = re.compile(r"[\s'’‘‛ʼʻ՚＇`´‐‑-]+")


def stories_with(visible: QuerySet, wanted: Wanted, before: int | None) -> list[int]:
    """Return the numbers of the stories in which it may stand, newest first, one more than STORIES_READ at the most."""
    rows = visible if before is None else visible.filter(pk__lt=before)
    ways = [*_by_index(rows, wanted), *_by_letters(rows, wanted), *_beside_the_text(rows, wanted)]
    numbers = {number for way in ways for number in _newest(way)}
    return sorted(numbers, reverse=True)[: STORIES_READ + 1]


def _newest(rows: QuerySet) -> QuerySet:
    return rows.order_by("-pk").values_list("pk", flat=True)[: STORIES_READ + 1]


def stories_of(numbers: list[int], *, lock: bool = False) -> list[Article]:
    """Return the stories of these numbers, newest first, with photos, Top stories' blurb and the newest version.

    `lock`: no other transaction can change them from now on, and they are as they are now.
    """
    rows = Article.objects.filter(pk__in=numbers)
    rows = rows.order_by("pk").select_for_update(no_key=True) if lock else rows
    found = list(rows.prefetch_related("photo_uses", "top_story"))
    versions = dict(Article.history.filter(id__in=numbers).order_by().values_list("id").annotate(Max("history_id")))
    for article in found:
        article.version_when_locked = versions.get(article.pk, 0)
    return sorted(found, key=lambda article: -article.pk)


def _by_index(rows: QuerySet, wanted: Wanted) -> list[QuerySet]:
    words = tuple(words_of(wanted.text))
    prefix = wanted.reach != Reach.WORDS
    if wanted.link or not words or (prefix and len(words[-1]) < PREFIX_MIN):
        return []
    joins = search.joins(connections[rows.db], (Term(words, prefix),), rows, None)
    return [rows.extra(tables=[search.TABLE], where=[join.where], params=join.params) for join in joins]  # noqa: S610


def _by_letters(rows: QuerySet, wanted: Wanted) -> list[QuerySet]:
    if wanted.reach == Reach.WORDS and not wanted.link and words_of(wanted.text):
        return []
    return [rows.filter(_contains(SUBSTANCE, letters_of(wanted)))]


def letters_of(wanted: Wanted) -> set[str]:
    """Return the letters, one of which stands in each text that may contain it, but for soft hyphens within words."""
    if wanted.link:
        return {wanted.text, html.escape(wanted.text)}
    longest = max(_PARTS.split(wanted.text), key=len) or wanted.text
    spelt = {longest} if wanted.same_case else {longest, longest.lower(), longest.upper(), longest.capitalize()}
    return spelt | {html.escape(one, quote=False) for one in spelt}


def _contains(fields, letters: set[str]) -> Q:
    return _any(Q(**{f"{name}__contains": one}) for name in fields for one in sorted(letters))


def _folded(fields, wanted: Wanted) -> Q:
    """Return the condition that one of the short texts may contain it."""
    words = words_of(wanted.text)
    if wanted.link or not words:
        return _contains(fields, letters_of(wanted))
    return _any(Q(**{f"{name}__folded__contains": max(words, key=len)}) for name in fields)


def _any(conditions) -> Q:
    first, *others = conditions
    for one in others:
        first = or_(first, one)
    return first


def _beside_the_text(rows: QuerySet, wanted: Wanted) -> list[QuerySet]:
    """Return the stories that may say it under a photo, or among the Top stories."""
    uses = PhotoUse.objects.order_by().filter(_folded(UNDER_PHOTOS, wanted))
    top = TopStory.objects.order_by().filter(_folded(["blurb"], wanted))
    return [rows.filter(pk__in=found.values("article")) for found in (uses, top)]


def others_with(kind: Kind, wanted: Wanted) -> QuerySet:
    """Return the rows of another kind than stories in which it may stand."""
    return kind.model.objects.filter(_folded(kind.fields, wanted)).order_by("pk")[:OTHERS_READ]
