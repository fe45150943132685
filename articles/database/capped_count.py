"""Counts that stop at CAP, so that paginating the admin stays cheap however many rows there are."""

from django.core.paginator import Paginator
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.functional import cached_property

CAP = 2_000  # rows; to find one further back, search or filter


def at_most(number: int, cap: int = CAP) -> str:
    """Return the number as it is shown: 1,234, or 2,000+ if counting stopped there."""
    return f"{cap:,}+" if number > cap else f"{number:,}"


class CappedCount(Subquery):
    """The number of rows of a correlated queryset, or `cap` + 1 if there are more than `cap`."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, cap: int):
        super().__init__(rows.order_by().values("pk")[: cap + 1])


class CappedPaginator(Paginator):
    """Pagination of the first CAP rows. `is_capped` is true if there are more."""

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
    def label(self) -> str:
        """The number of rows as it is shown."""
        return at_most(self.found, CAP)
