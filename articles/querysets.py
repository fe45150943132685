"""The questions one asks of articles. Each returns a queryset, so that they chain.

`Article.objects.published().in_section(section).newest_first()`
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connections
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles import search


def is_public(at: datetime | None = None, prefix: str = "") -> Q:
    """The one rule of visibility: published by the moment `at` (now) and not withdrawn.

    A retracted story is public, since its address stays and says why; it is
    not *listed*. `prefix` leads from another model to the article: "article__".
    """
    return Q(**{f"{prefix}published_at__lte": at or timezone.now(), f"{prefix}withdrawn_at": None})


def is_listed(at: datetime | None = None, prefix: str = "") -> Q:
    """Public, and not retracted: what lists, feeds, sitemaps, sidebars and the search may name."""
    return is_public(at, prefix) & Q(**{f"{prefix}retracted_at": None})


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(NamedTuple):
    """A place in the order newest first. As text: `<microseconds since 1970>-<id>`."""

    at: datetime
    id: int

    @classmethod
    def of(cls, article) -> "Cursor":
        return cls(article.published_at, article.pk)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Reads what `str()` wrote; raises ValueError for anything else."""
        micros, separator, number = text.partition("-")
        if not (separator and micros.isascii() and micros.isdigit() and number.isascii() and number.isdigit()):
            raise ValueError(f"no cursor: {text!r}")
        if len(micros) > 17 or len(number) > 18:
            raise ValueError(f"no cursor: {text!r}")
        return cls(EPOCH + timedelta(microseconds=int(micros)), int(number))

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.id}"


class ArticleQuerySet(QuerySet):
    """Rows of articles. Every public list, feed and sidebar starts with `published`."""

    def published(self, at: datetime | None = None):
        """What a reader is shown at the aware moment `at` (now)."""
        return self.filter(is_listed(at))

    def retracted(self):
        """Stories that we have taken back: their address stays and says so."""
        return self.filter(withdrawn_at=None).exclude(retracted_at=None)

    def drafts(self):
        """Not withdrawn, and no moment of publication set."""
        return self.filter(published_at=None, withdrawn_at=None)

    def scheduled(self, at: datetime | None = None):
        """To be published later than the aware moment `at` (now)."""
        return self.filter(published_at__gt=at or timezone.now(), withdrawn_at=None)

    def withdrawn(self):
        """Taken off the site; their address answers 410."""
        return self.exclude(withdrawn_at=None)

    def departed(self, at: datetime | None = None):
        """Stories that stood in lists before the aware moment `at` (now), and were then withdrawn or retracted."""
        return self.filter(
            Q(withdrawn_at__gte=F("published_at")) | Q(withdrawn_at=None, retracted_at__gte=F("published_at")),
            published_at__lte=at or timezone.now(),
        )

    def without_briefs(self):
        """Stories with a text of their own."""
        return self.filter(is_brief__in=[False])  # not `= False`: that is NOT is_brief, for which SQLite has no index

    def with_headline(self):
        """Leaves out stories known by their blurb alone."""
        return self.filter(headline_known=True)

    def newest_first(self):
        return self.order_by("-published_at", "-id")

    def in_section(self, section):
        return self.filter(section=section)

    def tagged(self, tag):
        return self.filter(taggings__tag=tag)

    def before(self, cursor: Cursor):
        """Older than the place `cursor` in the order newest first (keyset, no OFFSET)."""
        return self.filter(Q(published_at__lt=cursor.at) | Q(published_at=cursor.at, id__lt=cursor.id)).filter(
            published_at__lte=cursor.at  # lets the index start at the cursor
        )

    def matching(self, terms, scope=search.EVERYWHERE, at: datetime | None = None):
        """Those that hold all `terms` (search.words.parse; at least one) within the `scope`, the best first."""
        found = search.found(connections[self.db], terms, scope, at or timezone.now())
        return (
            self.filter(pk__in=RawSQL(*found.candidates))  # noqa: S611 the words are parameters
            .annotate(rank=RawSQL(*found.rank))  # noqa: S611 likewise
            .order_by("-rank", "-published_at", "-id")
        )

    def for_cards(self):
        """With what a list shows of each story, and without the texts."""
        return self.select_related("section", "photo").defer("body", "section__description")

    def by_author(self, author):
        return self.filter(bylines__author=author)
