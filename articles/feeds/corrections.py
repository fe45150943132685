"""Our corrections as the records of a feed, read with two queries."""

from django.utils.translation import gettext

from articles.feeds.records import WITHDRAWN, Departure, Item
from articles.feeds.stories import FEED_LENGTH
from articles.models import Correction
from articles.text import richtext
from articles.web.addresses import absolute
from articles.web.languages import current_language, page_language
from articles.web.permanent_ids import permanent_id


def read_corrections() -> tuple[list[Item], list[Departure]]:
    """Return the newest corrections of stories in the page's language, and departures.

    These are of corrections that were among them until their story was withdrawn.
    """
    language = page_language()
    rows = list(Correction.objects.public(language=language).defer("article__body")[:FEED_LENGTH])
    gone = Correction.objects.departed(language=language)
    if len(rows) == FEED_LENGTH:
        gone = gone.filter(made_at__gte=rows[-1].made_at)
    departures = [
        Departure(_id(number), at, gettext(WITHDRAWN))
        for number, at in gone.values_list("pk", "article__withdrawn_at")[:FEED_LENGTH]
    ]
    return [_item(row) for row in rows], sorted(departures, key=lambda departure: departure.at, reverse=True)


def _id(number: int) -> str:
    return permanent_id(f"corrections/{number}")


def _item(correction: Correction) -> Item:
    return Item(
        id=_id(correction.pk),
        url=absolute(correction.article.get_absolute_url()),
        title=f"{correction.get_kind_display()}: {correction.article.headline}",
        published=correction.made_at,
        updated=correction.made_at,
        authors=(current_language().site_name,),
        categories=(correction.get_kind_display(),),
        summary="",
        html=richtext.from_paragraphs(filter(str.strip, correction.text.splitlines())),
        language=correction.article.language,
    )
