"""The rows that people arrange in an order."""

from django.db import models, transaction
from django.db.models import Case, F, Max, Value, When

from articles.database import lock_order as locks

POSITION_HELP = "1 is first. Left empty: at the end. The others make room."


class PositionedQuerySet(models.QuerySet):
    """Rows in an arranged order: 1, 2, 3 …, each position used once; of several orders, the rows of one."""

    def lock_order(self) -> None:
        """Keep others from arranging, adding or removing rows of this model until the transaction ends.

        Take the lock before the first row is touched, so that two editors who arrange at once wait for each other
        instead of colliding (articles/database/lock_order.py).
        """
        locks.hold(self.model._meta.db_table, using=self.db)

    def arrange(self, ids: list[int]) -> None:
        """Give the rows `ids` the positions 1, 2, 3 … in that order; `ids` names every row once.

        There are two writes in one transaction: first out of the way, then to the new positions, so that the unique
        positions never collide.
        """
        with transaction.atomic(using=self.db):
            top = self.aggregate(top=Max("position"))["top"] or 0
            self.update(position=F("position") + max(top, len(ids)))
            places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(ids, start=1)]
            if places:
                self.update(position=Case(*places))

    def move(self, row, place: int) -> None:
        """Move `row` to the position `place` (1 is first; beyond the end means last); the others make room."""
        self.place({row.pk: place})
        row.refresh_from_db(fields=["position"])

    def place(self, wanted: dict[int, int]) -> None:
        """Move each row, by its id, to its wanted position; the others make room in their order.

        Several rows move at once, because moving one after the other would push the first away again. If `wanted` is
        empty, the gaps that deleted rows left are closed.
        """
        with transaction.atomic(using=self.db):
            self.lock_order()
            ids = [pk for pk in self.order_by("position").values_list("pk", flat=True) if pk not in wanted]
            for pk, place in sorted(wanted.items(), key=lambda item: item[1]):
                ids.insert(max(place, 1) - 1, pk)
            self.arrange(ids)


class Positioned(models.Model):
    """A row with a position in an arranged order. Without one it goes to the end.

    A subclass with several orders names in `arranged_within` the fields whose values the rows of one order share, and
    replaces `position` by one that is unique only with them.
    """

    position = models.PositiveSmallIntegerField(unique=True, blank=True, help_text=POSITION_HELP)
    arranged_within: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["position"]

    def save(self, *args, **kwargs):
        rows = type(self)._default_manager.filter(**{name: getattr(self, name) for name in self.arranged_within})
        with transaction.atomic():
            rows.lock_order()
            if self.position is None:
                self.position = (rows.aggregate(top=Max("position"))["top"] or 0) + 1
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            type(self)._default_manager.lock_order()
            return super().delete(*args, **kwargs)
