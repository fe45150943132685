"""What editors have put on the front page: read, written and recorded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from articles.front.composition import Chosen
from articles.models import Article, Front, FrontSlot, TopStory
from articles.models.front.arrangement import Arrangement, Placed
from articles.models.front.top_story import TOP_STORIES
from articles.reading.cards import Card, TopLine


def stored() -> Arrangement:
    """What stands in the tables. Two queries."""
    slots = FrontSlot.objects.select_related("article").defer("article__body").order_by("place")
    top = TopStory.objects.select_related("article").defer("article__body").order_by("position")
    return Arrangement(
        {row.place: _with_facts(Placed(row.article_id, until=row.until), row.article) for row in slots},
        [_with_facts(Placed(row.article_id, blurb=row.blurb, until=row.until), row.article) for row in top],
    )


def with_facts(arrangement: Arrangement, articles: dict[int, Article]) -> Arrangement:
    """The arrangement with what the `articles` say of its stories; stories that are none of them go."""
    slots = {place: _with_facts(one, articles.get(one.article)) for place, one in arrangement.slots.items()}
    top = [_with_facts(one, articles.get(one.article)) for one in arrangement.top]
    return Arrangement({place: one for place, one in slots.items() if one}, [one for one in top if one])


def _with_facts(one: Placed, article: Article | None) -> Placed | None:
    if article is None:
        return None
    off = article.withdrawn_at is not None or article.retracted_at is not None
    return replace(one, headline=article.headline, published_at=article.published_at, off=off)


def chosen(arrangement: Arrangement, articles: Iterable[Article], at: datetime) -> Chosen:
    """What of the arrangement readers see at the aware moment `at`; `articles` hold its stories."""
    by_id = {article.pk: article for article in articles}
    slots = {
        place: Card.of_story(by_id[one.article])
        for place, one in arrangement.slots.items()
        if one.shows(at) and one.article in by_id and not by_id[one.article].is_brief
    }
    top = [(by_id[one.article], one.blurb) for one in arrangement.top if one.shows(at) and one.article in by_id]
    lines = [TopLine.of((story.pk, story.slug, blurb, story.summary, story.headline)) for story, blurb in top]
    return Chosen(slots, tuple(lines[:TOP_STORIES]))


def put(arrangement: Arrangement) -> None:
    """Makes the tables say what the arrangement says; what agrees already stays. Call it inside a transaction.

    Top stories that change are the newsroom's from then on: imports leave them alone.
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
    """Appends what stands now to the record, unless its newest entry says so already; `by` is the account, or None.

    Whatever writes the tables calls it in its transaction, at the end; and at
    the beginning, so that what nobody recorded is not taken for its own work.
    """
    told = stored().to_json()
    newest = Front.objects.values_list("told", flat=True).first()
    if told != (newest or Arrangement().to_json()):
        Front.objects.create(by=by, told=told)


def at_the_time(at: datetime | None = None) -> Front | None:
    """The entry of the record that held at the aware moment `at` (now); None: there was none yet."""
    return Front.objects.select_related("by").filter(made_at__lte=at or timezone.now()).first()
