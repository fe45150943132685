"""The front page of an earlier moment, as far as the record, the stories' times and their versions can tell."""

from collections.abc import Iterable
from datetime import datetime

from articles.front import composition, curation
from articles.models import Article, Breaking, Front, Photo, PhotoUse, ShownPhoto
from articles.models.front.arrangement import Arrangement
from articles.reading.cards import Card
from articles.reading.masthead import BreakingLine
from articles.web.languages import page_language

_WORDS = ("kicker", "headline", "headline_known", "summary", "opening", "language", "photos")


def front_page_at(at: datetime, entry: Front | None) -> dict:
    """Return the page's `front`, `latest`, `sections` and `breaking` (a line, or None) at the aware moment `at`.

    `entry` is the entry of the record that was valid then, or None.
    """
    arrangement = entry.arrangement if entry else Arrangement()
    listed = Article.objects.listed_at(at).in_language(page_language())
    placed = list(listed.for_cards().filter(pk__in=[one.article for one in arrangement.placed]))
    restore_texts(placed, at)
    front = composition.compose(curation.chosen(arrangement, placed, at), listed)
    latest = list(listed.with_headline().for_cards().newest_first()[: composition.LATEST_STORIES])
    filled = list(listed.for_cards().filter(pk__in=front.numbers))
    restore_texts([*latest, *filled], at)
    front = front.with_cards({story.pk: Card.of_story(story) for story in filled})
    lines = Breaking.objects.shown_then(at).filter(language=page_language())
    line = next((BreakingLine(one.language, one.text) for one in lines[:1]), None)  # its link leads elsewhere by now
    latest = tuple(map(Card.of_story, latest))
    return {"front": front, "latest": latest, "sections": front.sections, "breaking": line}


def restore_texts(stories: Iterable[Article], at: datetime) -> None:
    """Give each story the headline, the summary and the photo that it had at the aware moment `at`.

    A story without a version that old stays unchanged. Two queries.
    """
    stories = list(stories)
    versions = Article.history.filter(id__in={story.pk for story in stories}, history_date__lte=at)
    rows = versions.order_by("history_date", "history_id").values("id", *_WORDS)
    words = {row.pop("id"): row for row in rows}  # the last version of each story wins
    uses = {pk: _lead_photo(pk, row["photos"]) for pk, row in words.items() if row["photos"]}
    photos = Photo.objects.in_bulk({use.photo_id for use in uses.values()})
    for story in stories:
        if row := words.get(story.pk):
            story.kicker, story.headline, story.headline_known = row["kicker"], row["headline"], row["headline_known"]
            story.summary, story.opening, story.language = row["summary"], row["opening"], row["language"]
            story.series_photos = len(row["photos"] or []) if story.is_series else None
            use = uses.get(story.pk)
            story.lead_photo = use if use and use.photo_id in photos else None
            if story.lead_photo:
                use.photo = photos[use.photo_id]


def _lead_photo(article: int, shown: list[dict]) -> PhotoUse:
    """Return the first photo that a version of the article showed, without its picture."""
    first = ShownPhoto(**shown[0])
    return PhotoUse(article_id=article, photo_id=first.photo, **first.texts)
