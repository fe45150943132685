"""A position in a newest-first list, as addresses and queries name it."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(NamedTuple):
    """A position in newest-first order. As text: `<microseconds since 1970>-<id>`."""

    at: datetime
    id: int

    @classmethod
    def of(cls, row, moment: str = "published_at") -> "Cursor":
        """Return the position of `row`, whose moment is in the field `moment`."""
        return cls(getattr(row, moment), row.pk)

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Parse what `str()` wrote; raises ValueError for anything else."""
        micros, separator, number = text.partition("-")
        if not (separator and micros.isascii() and micros.isdigit() and number.isascii() and number.isdigit()):
            raise ValueError(f"no cursor: {text!r}")
        if len(micros) > 17 or len(number) > 18:
            raise ValueError(f"no cursor: {text!r}")
        try:
            return cls(EPOCH + timedelta(microseconds=int(micros)), int(number))
        except OverflowError as error:
            raise ValueError(f"no cursor: {text!r}") from error

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1)}-{self.id}"

    def older(self, moment: str = "published_at") -> Q:
        """Return the condition for rows after this position, newest first. Its last part lets the index start here."""
        beyond = Q(**{f"{moment}__lt": self.at}) | Q(**{moment: self.at}, id__lt=self.id)
        return beyond & Q(**{f"{moment}__lte": self.at})

    def newer(self, moment: str = "published_at", than: str = "gt") -> Q:
        """Return the condition for rows before this position, newest first; `than="gte"` includes the row at it."""
        beyond = Q(**{f"{moment}__gt": self.at}) | Q(**{moment: self.at, f"id__{than}": self.id})
        return beyond & Q(**{f"{moment}__gte": self.at})
