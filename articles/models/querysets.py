"""The queries for articles, as methods that return a queryset, so that they chain.

`Article.objects.published().in_section(section).newest_first()`
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from articles.database import lock_order
from articles.database.cursor import Cursor
from articles.database.django_internals import annotations_of
from articles.models.photo_use import lead_photo_of, series_photos
from articles.models.story_type import IS_BRIEF, IS_NO_BRIEF
from articles.models.visibility import is_listed, is_public
from articles.photos import renaming

RANGES_PER_STATEMENT = 240  # ranges per statement: the months of twenty years


class ArticleQuerySet(QuerySet):
    """Rows of articles. Every public list, feed and sidebar starts with `published`."""

    def update(self, **values):
        """Update the rows as Django does; after the commit, photos that this hides get new file names."""
        changed = super().update(**values)
        renaming.do_chores_after_commit(self.db)
        return changed

    def delete(self):
        """Delete the rows as Django does; after the commit, photos that this hides get new file names."""
        deleted = super().delete()
        renaming.do_chores_after_commit(self.db)
        return deleted

    update.alters_data = delete.alters_data = delete.queryset_only = True  # as in Django

    def lock_to_write(self) -> None:
        """Keep tags and the open languages as they are until the transaction ends; call before locking a story."""
        lock_order.hold(lock_order.TAGS, lock_order.LANGUAGES, using=self.db, shared=True)

    def lock_many(self) -> None:
        """Keep others from working on several stories at once until the transaction ends; call before locking one."""
        lock_order.hold(lock_order.MANY, using=self.db)

    def published(self, at: datetime | None = None):
        """Return the stories that a reader is shown at the aware moment `at` (now)."""
        return self.filter(is_listed(at))

    def dispatches(self, at: datetime | None = None):
        """Return the published stories except briefs, which is what most lists, feeds and sitemaps show."""
        return self.published(at).without_briefs()

    def readable(self, at: datetime | None = None):
        """Return the stories whose own address shows them at the aware moment `at` (now), including retracted ones."""
        return self.filter(is_public(at))

    def listed_at(self, at: datetime):
        """Return the stories that lists named at the aware moment `at`, as far as the rows say, hidden since or not."""
        return self.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
            Q(retracted_at=None) | Q(retracted_at__gt=at),
            published_at__lte=at,
        )

    def due(self, at: datetime | None = None):
        """Return the stories whose moment of publication had come by `at` (now), whatever became of them since."""
        return self.filter(published_at__lte=at or timezone.now())

    def retracted(self):
        """Return the stories that we have retracted: their address stays and says so."""
        return self.filter(withdrawn_at=None, retracted_at__isnull=False)

    def hidden(self):
        """Return the withdrawn or retracted stories, which `published` leaves out though their moment has come."""
        return self.filter(Q(withdrawn_at__isnull=False) | Q(retracted_at__isnull=False))

    def drafts(self):
        """Return the stories that are not withdrawn and have no moment of publication."""
        return self.filter(published_at=None, withdrawn_at=None)

    def scheduled(self, at: datetime | None = None):
        """Return the stories to be published later than the aware moment `at` (now)."""
        return self.filter(published_at__gt=at or timezone.now(), withdrawn_at=None)

    def withdrawn(self):
        """Return the stories taken off the site; their address answers 410."""
        return self.filter(withdrawn_at__isnull=False)  # not `exclude`, for which SQLite has no index

    def departed(self, at: datetime | None = None):
        """Return the stories listed before the aware moment `at` (now) and then withdrawn or retracted."""
        return self.filter(
            Q(withdrawn_at__gte=F("published_at")) | Q(withdrawn_at=None, retracted_at__gte=F("published_at")),
            published_at__lte=at or timezone.now(),
        )

    def without_briefs(self):
        """Return the stories that someone wrote, whether they have a text or are a flash."""
        return self.filter(IS_NO_BRIEF)

    def briefs(self):
        """Return what the sidebars of imported pages named and nobody wrote."""
        return self.filter(IS_BRIEF)

    def with_headline(self):
        """Leave out stories known by their blurb alone."""
        return self.filter(headline_known=True)

    @property
    def moment(self) -> str:
        """The name of the column by which lists of these rows are ordered."""
        return "listed_at" if "listed_at" in annotations_of(self) else "published_at"

    @property
    def _number(self) -> str:
        return "listed_id" if "listed_id" in annotations_of(self) else "id"

    @property
    def _site_language(self) -> str:
        return "listed_in" if "listed_in" in annotations_of(self) else "site_language"

    def newest_first(self):
        return self.order_by(f"-{self.moment}", f"-{self._number}")

    def in_language(self, language: str):
        """Return the stories that the lists of the site language (its tag) show, whatever the language they are in."""
        return self.filter(**{self._site_language: language})

    def in_section(self, section):
        return self.filter(section=section)

    def tagged(self, tag):
        """Return the tag's stories, annotated so that lists use the index of its taggings.

        See articles/database/listing_dates.py.
        """
        return self.filter(taggings__tag=tag).annotate(
            listed_at=F("taggings__published_at"),
            listed_id=F("taggings__content_object_id"),
            listed_in=F("taggings__site_language"),
        )

    def by_author(self, author):
        """Return the author's stories, annotated so that lists use the index of the author's bylines."""
        return self.filter(bylines__author=author).annotate(
            listed_at=F("bylines__published_at"),
            listed_id=F("bylines__article_id"),
            listed_in=F("bylines__site_language"),
        )

    def oldest_first(self):
        return self.order_by(self.moment, self._number)

    def before(self, cursor: Cursor):
        """Return the rows older than the position `cursor` in newest-first order (keyset, no OFFSET)."""
        return self.filter(cursor.older(self.moment))

    def after(self, cursor: Cursor):
        """Return the rows newer than the position `cursor` in newest-first order."""
        return self.filter(cursor.newer(self.moment))

    def since(self, at: datetime):
        """Return the rows published at the aware moment `at` or later."""
        return self.filter(**{f"{self.moment}__gte": at})

    def within(self, start: datetime, end: datetime):
        """Return the rows published from the aware moment `start` on, and before `end`."""
        return self.filter(published_at__gte=start, published_at__lt=end)

    def with_neighbors(self, start: datetime, end: datetime, language: str, at: datetime | None = None):
        """Annotate each row with the moments of the stories next to a span of time that are listed at `at` (now).

        They are in the lists of the site language `language`. `earlier_at` is that of the last one before `start`,
        `later_at` that of the first one from `end` on; None if there is none.
        """
        listed = self.model._default_manager.dispatches(at).in_language(language).values("published_at")
        return self.annotate(
            earlier_at=Subquery(listed.filter(published_at__lt=start).newest_first()[:1]),
            later_at=Subquery(listed.filter(published_at__gte=end).oldest_first()[:1]),
        )

    def counts_within(self, spans: Mapping[Any, tuple[datetime, datetime]]) -> dict[Any, int]:
        """Count the rows in each of `spans` (of aware moments); return the counts by key, without empty spans.

        Each span is a range of the index, because grouping by the zone's month would compute it for every row there
        is. A statement has at most RANGES_PER_STATEMENT ranges: SQLite takes 500 parts.
        """
        keys, found = list(spans), {}
        for begin in range(0, len(keys), RANGES_PER_STATEMENT):
            parts = [
                self.within(*spans[keys[n]]).order_by().annotate(span=Value(n)).values("span").annotate(rows=Count("*"))
                for n in range(begin, min(begin + RANGES_PER_STATEMENT, len(keys)))
            ]
            rows = parts[0].union(*parts[1:], all=True).values_list("span", "rows")
            found |= {keys[n]: count for n, count in rows if count}
        return found

    def for_cards(self):
        """Load what a list shows of each story, without the texts."""
        return self.with_lead_photo().select_related("section").defer("body", "section__description")

    def with_lead_photo(self):
        """Load each story's lead photo with it, and how many a photo series has, as `series_photos`.

        The photo can also be named in `values_list`, as `lead_photo`.

        `lead_photo_id` says whether there is one, because Django sets no `lead_photo` if there is none.
        """
        joined = self.annotate(lead_photo=lead_photo_of(), series_photos=series_photos())
        joined = joined.annotate(lead_photo_id=F("lead_photo__pk"))
        return joined.select_related("lead_photo__photo")

    def written_by(self, account):
        """Return the stories that the account began: it saved their first version."""
        earlier = self.model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        first = self.model.history.filter(~Exists(earlier), history_user=account)
        return self.filter(pk__in=first.values("id"))
