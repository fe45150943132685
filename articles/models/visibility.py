"""The rule of visibility: which stories are public, and which of those lists show.

Every page, feed, sitemap and sidebar starts from it, through `Article.objects.published()` and its relatives. Where
it has to be said in other words (SQL of triggers, rows beside the articles, plain data), docs/architecture.md names
the place, and tests/safety/test_public.py compares it with one table of cases.
"""

from datetime import datetime

from django.db.models import DateTimeField, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone


@DateTimeField.register_lookup
class By(LessThanOrEqual):
    """The lookup `published_at__by=now`: at most `now`, with a hint to SQLite that this holds for most rows.

    Next to a narrower bound on the same column (a page of a list, a day) SQLite would begin at whichever bound is
    named first: for a page far down, it walked from the newest story to it. Source: sqlite.org/lang_corefunc.html,
    likely().
    """

    lookup_name = "by"

    def get_rhs_op(self, connection, rhs):
        return f"<= {rhs}"

    def as_sqlite(self, compiler, connection):
        sql, params = super().as_sql(compiler, connection)
        return f"likely({sql})", params


def is_public(at: datetime | None = None) -> Q:
    """Return the one rule of visibility: published by the moment `at` (now) and not withdrawn.

    A retracted story is public, because its address stays and says why; it is not *listed*.
    """
    return Q(published_at__by=at or timezone.now(), withdrawn_at=None)


def is_listed(at: datetime | None = None) -> Q:
    """Return the rule for lists, feeds, sitemaps, sidebars and the search: public and not retracted."""
    return is_public(at) & Q(retracted_at=None)
