"""The filters of a search as links: one takes each off, and others say what is found without it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from articles.pages.search_form import FILTERS, NEWEST_FIRST, SearchForm
from articles.search import Scope

_LOOSEN: dict[str, Callable[[Scope], Scope]] = {
    "when": lambda scope: replace(scope, since=None),
    "from": lambda scope: replace(scope, since=None),
    "to": lambda scope: replace(scope, before=None),
    "section": lambda scope: replace(scope, section=""),
    "tag": lambda scope: replace(scope, tag=""),
    "author": lambda scope: replace(scope, author=""),
    "photos": lambda scope: replace(scope, with_photo=False),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its name, its label, what it says, and the address of the search without it."""

    name: str
    label: str
    value: str
    day: date | None
    without: str

    def loosen(self, scope: Scope) -> Scope:
        """Return the scope without this filter."""
        return _LOOSEN[self.name](scope) if self.name in _LOOSEN else replace(scope, language="")


@dataclass(frozen=True, slots=True)
class Loosened:
    """A search without a filter (None: without any), which finds stories: its address, and how many."""

    chip: Chip | None
    address: str
    count: int
    has_more: bool


class Filters:
    """What limits the search of a form, and the addresses of searches like it."""

    def __init__(self, form: SearchForm, query: QueryDict):
        self.form, self.query = form, query

    def address(self, **changes: str | int) -> str:
        """Return the query string of this search with changes; from its first page, and without what is empty."""
        query = QueryDict(mutable=True)
        for name in ("q", *FILTERS, "order"):
            if name in self.form.fields and (value := self.form[name].value()):
                query[name] = "1" if value is True else value
        for name, value in changes.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"?{query.urlencode()}"

    def address_with(self, name: str, value: str) -> str:
        """Return the query string of this search with a filter set."""
        return self.address(**{name: value})

    @property
    def chips(self) -> list[Chip]:
        """The filters that are set, also wrongly."""
        return [self._chip(name) for name in FILTERS if name in self.form.fields and self.form[name].value()]

    def _chip(self, name: str) -> Chip:
        field = self.form[name]
        typed = str(self.form.data.get(name))
        cleaned = getattr(self.form, "cleaned_data", {}).get(name)
        chosen = dict(getattr(field.field, "choices", ())).get(typed)
        value = "" if name == "photos" else str(getattr(cleaned, "name", chosen or typed))
        day = cleaned if isinstance(cleaned, date) else None
        return Chip(name, str(field.label), value, day, self.address(**{name: ""}))

    @property
    def without_any(self) -> str:
        """The address of the search without filters."""
        return self.address(**dict.fromkeys(FILTERS, ""))

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Both orders: each with its label, and its address, empty if it is this one."""
        now = self.form.data.get("order", "")
        now = NEWEST_FIRST if now == NEWEST_FIRST else ""
        choices = self.form.fields["order"].choices
        return [(label, self.address(order=value) if value != now else "") for value, label in choices]

    @property
    def is_open(self) -> bool:
        """Whether the reader should see the fields of the filters: one of them is wrong."""
        return any(name in self.form.errors for name in FILTERS)
