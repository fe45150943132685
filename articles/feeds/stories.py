"""Articles as the records of a feed, read with two queries however many there are."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, DateTimeField, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.feeds.records import WITHDRAWN, Departure, Item
from articles.formats.metadata import picture
from articles.models import Article, Byline, TaggedArticle
from articles.models.querysets import ArticleQuerySet
from articles.text.richtext import with_whole_addresses
from articles.web.addresses import absolute
from articles.web.permanent_ids import article_id

FEED_LENGTH = 30  # the most items, and the most departures, in a feed
_WHY = {"withdrawn": WITHDRAWN, "retracted": "The story was retracted; its page says why."}


def read_stories(within: Callable[[ArticleQuerySet], ArticleQuerySet]) -> tuple[list[Item], list[Departure]]:
    """Return the newest stories `within` a section, tag or author, and the departures of stories that were among them.

    `within` narrows any queryset of articles.
    """
    listed = within(Article.objects.dispatches()).with_lead_photo().select_related("section")
    rows = list(listed.newest_first()[:FEED_LENGTH])
    gone = within(Article.objects.departed().without_briefs()).newest_first()
    if len(rows) == FEED_LENGTH:
        gone = gone.since(rows[-1].published_at)
    notes = sorted(_notes(rows, gone), key=lambda note: (note.place, note.name))
    names = defaultdict(list)
    for note in notes:
        names[note.article, note.kind].append(note.name)
    items = [_item(row, names[row.pk, "author"], names[row.pk, "tag"]) for row in rows]
    departures = [_departure(note) for note in notes if note.kind in _WHY]
    return items, sorted(departures, key=lambda departure: (departure.at, departure.id), reverse=True)


class _Note(NamedTuple):
    article: int
    kind: str  # "author" or "tag": `name` is its name; "withdrawn" or "retracted": `name` is the story's slug
    name: str
    place: int  # position in the order of authors
    at: datetime | None  # when the story was withdrawn or retracted


def _notes(rows: list[Article], gone: ArticleQuerySet) -> Iterator[_Note]:
    """Return the authors and tags of `rows` and the departures among `gone`, all by one query."""
    numbers = [row.pk for row in rows]
    first, never = Value(0, IntegerField()), Value(None, DateTimeField())
    went = Case(When(withdrawn_at=None, then=Value("retracted")), default=Value("withdrawn"))
    departures = Article.objects.filter(pk__in=gone.values("pk")[:FEED_LENGTH]).values_list(
        "pk", went, "slug", first, Coalesce("withdrawn_at", "retracted_at")
    )
    authors = (
        Byline.objects.filter(article__in=numbers)
        .order_by()
        .values_list("article_id", Value("author"), "author__name", "position", never)
    )
    tags = TaggedArticle.objects.filter(content_object__in=numbers).values_list(
        "content_object_id", Value("tag"), "tag__name", first, never
    )
    return map(_Note._make, departures.union(authors, tags, all=True))


def _departure(note: _Note) -> Departure:
    # A withdrawn story's address is not repeated: the words in its slug would outlive the story.
    url = absolute(reverse("articles:article", args=[note.article, note.name])) if note.kind == "retracted" else ""
    return Departure(article_id(note.article), note.at, _WHY[note.kind], url)


def _item(article: Article, authors: list[str], tags: list[str]) -> Item:
    url = absolute(article.get_absolute_url())
    return Item(
        id=article_id(article.pk),
        url=url,
        title=article.headline,
        published=article.published_at,
        updated=article.modified_at,
        authors=tuple(authors) or (article.source or settings.SITE_NAME,),
        categories=tuple(dict.fromkeys([article.section.name, *tags])),
        summary=article.blurb,
        html=with_whole_addresses(article.body, url),
        language=article.language,
        picture=picture(article.lead_photo),
    )
