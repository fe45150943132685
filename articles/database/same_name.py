"""Names that differ in nothing that a reader sees: `ԵՐԵՎԱՆ` and `Երևան` are one name.

A new or changed name must not be another row's. Rows that have had one name since before this rule can be saved as
they are.
"""

from django.core.exceptions import ValidationError
from django.db import models

from articles.text.folding import fold


class SameName(ValidationError):
    """The error that another row has the name: `kind` is what it is ("section"), `cure` a sentence."""

    def __init__(self, twin: models.Model, kind: str, cure: str):
        self.twin, self.kind, self.cure = twin, kind, cure
        super().__init__(f"There is {kind} “{twin}” already. {cure}", code="same_name")


def is_unchanged(row: models.Model) -> bool:
    """Return whether the database has the row under the same name, however it was written."""
    before = type(row)._default_manager.filter(pk=row.pk).values_list("name", flat=True).first() if row.pk else None
    return before is not None and fold(before) == fold(row.name)


def twin_of(row: models.Model) -> models.Model | None:
    """Return another row with the same name, one that is spelt alike first; None if the name is the row's own."""
    if is_unchanged(row):
        return None
    return named(type(row)._default_manager.exclude(pk=row.pk), row.name)


def named(rows: models.QuerySet, name: str) -> models.Model | None:
    """Return the row with that name, one that is spelt alike first; None if there is none."""
    found = list(rows.filter(name__folded=name).order_by("pk"))
    return min(found, key=lambda row: row.name != name, default=None)


def refuse_same_name(row: models.Model, kind: str, cure: str = "Use that one, or choose another name.") -> None:
    """Raise ValidationError for the field `name` if another row has the same one."""
    if twin := twin_of(row):
        raise ValidationError({"name": SameName(twin, kind, cure)})
