"""Counting as far as anybody reads: what is beyond CAP costs no more than CAP, at any size of the site."""

from django.core.paginator import Paginator
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.functional import cached_property

CAP = 2_000  # rows; whoever looks for one further back searches or filters


def at_most(number: int, cap: int = CAP) -> str:
    """The number as it is shown: 1,234, or 2,000+ where nobody counted further."""
    return f"{cap:,}+" if number > cap else f"{number:,}"


class CappedCount(Subquery):
    """How many rows a correlated queryset has; `cap` + 1 for more than that."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, cap: int):
        super().__init__(rows.order_by().values("pk")[: cap + 1])


class CappedPaginator(Paginator):
    """Pages of the first CAP rows. `is_capped`: whether there are more."""

    @cached_property
    def found(self) -> int:
        return self.object_list.order_by()[: CAP + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.found, CAP)

    @property
    def is_capped(self) -> bool:
        return self.found > CAP

    @property
    def said(self) -> str:
        """The number of rows in words."""
        return at_most(self.found, CAP)
