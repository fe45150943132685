"""The editors' choices for the front page: read, written and recorded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.front.composition import Chosen
from articles.models import Article, Front, FrontSlot, TopStory
from articles.models.front.arrangement import Arrangement, Placed
from articles.models.front.top_story import TOP_STORIES
from articles.reading.cards import Card, TopLine


def stored() -> Arrangement:
    """Return the arrangement that the tables hold. Two queries, and one more for the stories of each that has rows."""
    slots = FrontSlot.objects.with_stories().order_by("place")
    top = TopStory.objects.with_stories().order_by("position")
    return Arrangement(
        {row.place: _with_facts(Placed(row.article_id, until=row.until), row.article) for row in slots},
        [_with_facts(Placed(row.article_id, blurb=row.blurb, until=row.until), row.article) for row in top],
    )


def with_facts(arrangement: Arrangement, articles: dict[int, Article]) -> Arrangement:
    """Return the arrangement with its stories' facts taken from `articles`; stories not among them are removed."""
    slots = {place: _with_facts(one, articles.get(one.article)) for place, one in arrangement.slots.items()}
    top = [_with_facts(one, articles.get(one.article)) for one in arrangement.top]
    return Arrangement({place: one for place, one in slots.items() if one}, [one for one in top if one])


def _with_facts(one: Placed, article: Article | None) -> Placed | None:
    if article is None:
        return None
    off = article.withdrawn_at is not None or article.retracted_at is not None
    return replace(one, headline=article.headline, published_at=article.published_at, off=off)


def chosen(arrangement: Arrangement, articles: Iterable[Article], at: datetime) -> Chosen:
    """Return the part of the arrangement that readers see at the aware moment `at`; `articles` hold its stories."""
    by_id = {article.pk: article for article in articles}
    slots = {
        place: Card.of_story(by_id[one.article])
        for place, one in arrangement.slots.items()
        if one.shows(at) and one.article in by_id and not by_id[one.article].is_brief
    }
    top = [(by_id[one.article], one.blurb) for one in arrangement.top if one.shows(at) and one.article in by_id]
    lines = [
        TopLine.of((story.pk, story.slug, story.language, story.site_language, blurb, story.teaser, story.headline))
        for story, blurb in top
    ]
    return Chosen(slots, tuple(lines[:TOP_STORIES]))


def put(arrangement: Arrangement) -> None:
    """Write the arrangement to the tables; a table that already agrees is left alone. Call it inside a transaction.

    Top stories that change belong to the newsroom from then on: imports leave them alone.
    """
    before = stored()
    if Arrangement(before.slots).token != Arrangement(arrangement.slots).token:
        FrontSlot.objects.all().delete()
        FrontSlot.objects.bulk_create(
            FrontSlot(place=place, article_id=one.article, until=one.until) for place, one in arrangement.slots.items()
        )
    if Arrangement(top=before.top).token != Arrangement(top=arrangement.top).token:
        TopStory.objects.all().delete()
        TopStory.objects.bulk_create(
            TopStory(position=place, article_id=one.article, blurb=one.blurb, until=one.until)
            for place, one in enumerate(arrangement.top, start=1)
        )


def record(by=None) -> None:
    """Append the current arrangement to the record, unless its newest entry is the same; `by` is an account or None.

    Code that writes the tables calls this at the end of its transaction; and also at
    the beginning, so that unrecorded earlier changes are not attributed to it.
    """
    told = stored().to_json()
    newest = Front.objects.values_list("told", flat=True).first()
    if told != (newest or Arrangement().to_json()):
        Front.objects.create(by=by, told=told)


def places(article: int) -> bool:
    """Return whether the article of that number is in a slot or among the Top stories, shown now or not. One query."""
    return bool(_placed(article))


_placed = Prepared(
    lambda article: Article.objects.filter(
        Q(front_slot__isnull=False) | Q(top_story__isnull=False), pk=article
    ).values_list("pk")
)


def at_the_time(at: datetime | None = None) -> Front | None:
    """Return the entry of the record that was valid at the aware moment `at` (default: now); None if there was none."""
    return Front.objects.select_related("by").filter(made_at__lte=at or timezone.now()).first()
