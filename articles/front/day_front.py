"""The front page of an earlier day, as far as readers may see it today: its lead and its Top stories as recorded.

Which stories stood there comes from the record; their words are those of today, because a headline may have been
corrected since. What was taken back is left out.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from articles.database.prepared import Prepared
from articles.models import Article, Front
from articles.models.front.arrangement import Arrangement
from articles.models.front.top_story import TOP_STORIES
from articles.reading.cards import COLUMNS, Card


class DayFront(NamedTuple):
    """The lead, if an editor chose one, and the Top stories."""

    lead: Card | None
    top_stories: tuple[Card, ...]


_last_entry = Prepared(
    lambda at, language: (
        Front.objects.filter(made_at__lte=at, language=language).order_by("-made_at", "-id").values_list("told")[:1]
    )
)
_stories = Prepared(
    lambda at, language, *numbers: (
        Article.objects.published(at)
        .in_language(language)
        .filter(pk__in=numbers)
        .newest_first()
        .with_lead_photo()
        .values_list(*COLUMNS)
    )
)


def front_of_day(end: datetime, now: datetime, language: str) -> DayFront | None:
    """Return what stood on the language's front page as the day ended at the aware moment `end`, or now if it has not.

    None if nothing is on record for that moment, or nothing of it is left. Two queries; one if nothing is on record.
    """
    at = min(end - timedelta(microseconds=1), now)
    entries = _last_entry(at, language)
    arrangement = Arrangement.from_json(entries[0][0]) if entries else Arrangement()
    lead = [one.article for place, one in arrangement.slots.items() if place == 0 and one.shows(at)]
    top = [one.article for one in arrangement.top if one.shows(at)][:TOP_STORIES]
    if not lead and not top:
        return None
    padding = [0] * (TOP_STORIES + 1 - len(lead) - len(top))  # no story has this number
    found = {row[0]: Card.of(row) for row in _stories(now, language, *lead, *top, *padding)}
    leading = next((found[pk] for pk in lead if pk in found and not found[pk].is_brief), None)
    others = tuple(found[pk] for pk in top if pk in found and pk not in lead)
    return DayFront(leading, others) if leading or others else None
