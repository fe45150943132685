"""Articles as the records of a feed, read with two queries however many there are."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, DateTimeField, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from articles.database.prepared import Prepared
from articles.feeds.records import NOTHING_YET, WITHDRAWN, Departure, Item, Version
from articles.formats.files import enclosures
from articles.formats.following import notice
from articles.formats.metadata import picture
from articles.formats.taken_over import as_html
from articles.models import Article, Byline, Embed, TaggedArticle
from articles.models.kicker import with_kicker
from articles.models.photo_use import FIRST
from articles.models.querysets import ArticleQuerySet
from articles.reading.story import in_site_language
from articles.reading.story_files import files_of_story, read_files
from articles.reading.story_photos import photos_of_story, read_photos
from articles.reading.versions import followed, live_versions, read_followed, read_versions
from articles.web.addresses import absolute, story_path
from articles.web.languages import current_language, page_language
from articles.web.permanent_ids import article_id

FEED_LENGTH = 30  # the most items, and the most departures, in a feed
_WHY = {"withdrawn": WITHDRAWN, "retracted": N_("The story was retracted; its page says why.")}


class Stories:
    """The stories of a feed: the newest in the page's language that `within(rows, *subject)` leaves of articles.

    `subject` is nothing, or the number of a section, a tag or an author.
    """

    def __init__(self, within: Callable[..., ArticleQuerySet] = lambda rows: rows):
        self._within = within
        self._newest, self._noted = Prepared(self._rows), Prepared(self._notes)

    def read(self, *subject: int) -> tuple[list[Item], list[Departure]]:
        """Return the newest stories, and the departures of stories that were among them. Two queries.

        A third asks what is known of addresses that the texts embed, if they embed any.
        """
        now, language = timezone.now(), page_language()
        rows = self._newest(now, language, *subject)
        since = rows[-1].published_at if len(rows) == FEED_LENGTH else NOTHING_YET
        numbers = [*(row.pk for row in rows), *[0] * (FEED_LENGTH - len(rows))]
        notes = map(_Note._make, self._noted(now, since, language, *numbers, *subject))
        notes = sorted(notes, key=lambda note: (note.place, note.name))
        names = defaultdict(list)
        for note in notes:
            names[note.article, note.kind].append(note.name)
        embeds = Embed.objects.of_texts(*(row.body for row in rows))
        items = [_item(row, names[row.pk, "author"], names[row.pk, "tag"], embeds, now) for row in rows]
        departures = [_departure(note) for note in notes if note.kind in _WHY]
        return items, sorted(departures, key=lambda departure: (departure.at, departure.id), reverse=True)

    def _rows(self, now, language, *subject):
        listed = self._within(Article.objects.dispatches(now), *subject).in_language(language)
        listed = listed.annotate(
            own=in_site_language("section"),
            section_name=Coalesce("own__name", "section__name"),
            found_versions=live_versions(Article.objects.published(now)),
            found_source=followed(),
            photos=photos_of_story(),
            **files_of_story(),
        )
        return listed.with_lead_photo().newest_first()[:FEED_LENGTH]

    def _notes(self, now, since, language, *given):
        """Return the authors and tags of the stories with the given numbers, and the departures: rows of _Note."""
        numbers, subject = given[:FEED_LENGTH], given[FEED_LENGTH:]
        first, never = Value(0, IntegerField()), Value(None, DateTimeField())
        went = Case(When(withdrawn_at=None, then=Value("retracted")), default=Value("withdrawn"))
        gone = self._within(Article.objects.departed(now).without_briefs(), *subject)
        gone = gone.in_language(language).newest_first().since(since)
        departures = Article.objects.filter(pk__in=gone.values("pk")[:FEED_LENGTH]).values_list(
            "pk", went, "slug", "site_language", first, Coalesce("withdrawn_at", "retracted_at")
        )
        authors = (
            Byline.objects.filter(article__in=numbers)
            .order_by()
            .annotate(own=in_site_language("author"), shown=Coalesce("own__name", "author__name"))
            .values_list("article_id", Value("author"), "shown", "site_language", "position", never)
        )
        tags = (
            TaggedArticle.objects.filter(content_object__in=numbers)
            .annotate(own=in_site_language("tag"), shown=Coalesce("own__name", "tag__name"))
            .values_list("content_object_id", Value("tag"), "shown", "site_language", first, never)
        )
        return departures.union(authors, tags, all=True)


class _Note(NamedTuple):
    article: int
    kind: str  # "author" or "tag": `name` is its name; "withdrawn" or "retracted": `name` is the story's slug
    name: str
    language: str  # the site language
    place: int  # position in the order of authors
    at: datetime | None  # when the story was withdrawn or retracted


def _departure(note: _Note) -> Departure:
    # A withdrawn story's address is not repeated: the words in its slug would outlive the story.
    url = absolute(story_path(note.article, note.name, note.language)) if note.kind == "retracted" else ""
    return Departure(article_id(note.article), note.at, gettext(_WHY[note.kind]), url)


def _item(article: Article, authors: list[str], tags: list[str], embeds: Mapping[str, Embed], now: datetime) -> Item:
    url, uses = absolute(article.get_absolute_url()), read_photos(article.photos)
    article.follows = read_followed(article.found_source, now)
    files = read_files(article.found_files, article.found_captions)
    lacks, since = notice(article), article.follows and article.follows.since
    html = as_html(article.body, article.language, uses, embeds, files, url)
    return Item(
        id=article_id(article.pk),
        url=url,
        title=with_kicker(article.headline, article.kicker),
        published=article.published_at,
        updated=max(filter(None, (article.modified_at, since))),
        authors=tuple(authors) or (article.source or current_language().site_name,),
        categories=tuple(dict.fromkeys([article.section_name, *tags])),
        summary=article.blurb,
        html=f"{lacks.as_html()}{html}" if lacks else html,
        language=article.language,
        picture=picture(article.lead_photo),
        more_pictures=tuple(filter(None, (picture(use) for use in uses if use.position > FIRST))),
        files=tuple(enclosures(files)),
        versions=_versions(article, url),
    )


def _versions(article: Article, url: str) -> tuple[Version, ...]:
    """Return the pages with the story in other languages, then its own; nothing if there are no others."""
    others = read_versions(article.found_versions, article.site_language)
    found = [Version(one.language, absolute(one.get_absolute_url())) for one in others]
    return (*found, Version(article.language, url)) if found else ()
