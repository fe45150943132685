"""The editors' choices for the front page of each language: read, written and recorded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.front.composition import Chosen
from articles.models import Article, Front, FrontSlot, Language, TopStory
from articles.models.front.arrangement import Arrangement, Placed
from articles.models.front.top_story import TOP_STORIES
from articles.reading.cards import Card, TopLine
from articles.text.languages.site_languages import DEFAULT
from articles.web.languages import page_language


def stored(language: str = DEFAULT) -> Arrangement:
    """Return the arrangement of the site language that the tables hold.

    Two queries, and one more for the stories of each table that has rows.
    """
    return _stored(language=language).get(language, Arrangement())


def _stored(**condition) -> dict[str, Arrangement]:
    """Return the arrangements that the rows of that condition make up, by site language."""
    found = {}
    for row in FrontSlot.objects.with_stories().filter(**condition).order_by("place"):
        placed = _with_facts(Placed(row.article_id, until=row.until), row.article)
        found.setdefault(row.language, Arrangement()).slots[row.place] = placed
    for row in TopStory.objects.with_stories().filter(**condition).order_by("position"):
        placed = _with_facts(Placed(row.article_id, blurb=row.blurb, until=row.until), row.article)
        found.setdefault(row.language, Arrangement()).top.append(placed)
    return found


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
    """Return the part of the arrangement that readers of the page's language see at the aware moment `at`.

    `articles` hold its stories; one that has come into another language's lists since is left out.
    """
    by_id = {article.pk: article for article in articles if article.site_language == page_language()}
    slots = {
        place: Card.of_story(by_id[one.article])
        for place, one in arrangement.slots.items()
        if one.shows(at) and one.article in by_id and not by_id[one.article].is_brief
    }
    top = [(by_id[one.article], one.blurb) for one in arrangement.top if one.shows(at) and one.article in by_id]
    lines = [TopLine.of_story(story, blurb) for story, blurb in top]
    return Chosen(slots, tuple(lines[:TOP_STORIES]))


def put(arrangement: Arrangement, language: str = DEFAULT) -> None:
    """Write the arrangement of the site language; a table that already agrees is left alone. Call it in a transaction.

    Top stories that change belong to the newsroom from then on: imports leave them alone.
    """
    before = stored(language)
    if Arrangement(before.slots).token != Arrangement(arrangement.slots).token:
        _make_room(FrontSlot, language, arrangement.slots.values())
        FrontSlot.objects.bulk_create(
            FrontSlot(language=language, place=place, article_id=one.article, until=one.until)
            for place, one in arrangement.slots.items()
        )
    if Arrangement(top=before.top).token != Arrangement(top=arrangement.top).token:
        _make_room(TopStory, language, arrangement.top)
        TopStory.objects.bulk_create(
            TopStory(language=language, position=place, article_id=one.article, blurb=one.blurb, until=one.until)
            for place, one in enumerate(arrangement.top, start=1)
        )


def lead_with(article: Article) -> None:
    """Make the article the lead of the front page of its language. Call it in a transaction.

    The lead that an editor had chosen becomes the first of the seconds, unless that place is filled.
    """
    stands = stored(article.site_language)
    slots = {place: one for place, one in stands.slots.items() if one.article != article.pk}
    if before := slots.get(FrontSlot.Place.LEAD):
        slots.setdefault(FrontSlot.Place.SECOND_1, before)
    put(Arrangement(slots | {FrontSlot.Place.LEAD: Placed(article.pk)}, stands.top), article.site_language)


def _make_room(model, language: str, placed: Iterable[Placed]) -> None:
    """Delete the language's rows, and those that the placed stories have kept in another one, whose lists they left."""
    model.objects.filter(Q(language=language) | Q(article__in=[one.article for one in placed])).delete()


def record(by=None) -> None:
    """Append each language's arrangement to the record, unless its newest entry is the same; `by`: an account or None.

    Code that writes the tables calls this at the end of its transaction; and also at
    the beginning, so that unrecorded earlier changes are not attributed to it.
    """
    arrangements, newest = _stored(), dict(_newest_entries().values_list("language", "told"))
    for language in sorted({DEFAULT, *arrangements, *newest}):
        told = arrangements.get(language, Arrangement()).to_json()
        if told != (newest.get(language) or Arrangement().to_json()):
            Front.objects.create(by=by, told=told, language=language)


def _newest_entries():
    """Return the newest entry of the record for the default language, and for each other language of the site."""
    of_default = Front.objects.filter(language=DEFAULT).order_by("-id").values("pk")[:1]
    of_another = Front.objects.filter(language=OuterRef("tag")).order_by("-id").values("pk")[:1]
    others = Language.objects.order_by().annotate(newest=Subquery(of_another)).values("newest")
    return Front.objects.filter(Q(pk__in=of_default) | Q(pk__in=others)).order_by()


def places(article: int) -> bool:
    """Return whether the article of that number is in a slot or among the Top stories, shown now or not. One query."""
    return bool(_placed(article))


_placed = Prepared(
    lambda article: Article.objects.filter(
        Q(front_slot__isnull=False) | Q(top_story__isnull=False), pk=article
    ).values_list("pk")
)


def at_the_time(at: datetime | None = None, language: str = DEFAULT) -> Front | None:
    """Return the entry of the language's record that was valid at the aware moment `at` (now); None: there was none."""
    entries = Front.objects.select_related("by").filter(language=language)
    return entries.filter(made_at__lte=at or timezone.now()).first()
