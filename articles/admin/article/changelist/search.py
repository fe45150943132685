"""The newsroom's search for stories: by their words, in any state, by number, address, author and photo credit."""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Case, Q, QuerySet, Value, When

from articles import search
from articles.admin.article.changelist.order import BY_TIME
from articles.admin.article.changelist.pasted_address import number_in_address, number_in_text
from articles.admin.front.eligible import IN_A_SLOT, ON_TOP, in_lists_of
from articles.database import capped_count
from articles.models import Author, Byline, FrontSlot, Photo, PhotoUse, Redirect, TopStory
from articles.search.query_parser import Term, loosened, parse
from articles.text.folding import words_of

HINT = "Words of a story, its number (#93) or address, an author, or a photo credit."
FEW_STORIES = 10_000  # of a filter; looking through this many is quicker than through all that contain a frequent word
NAMES_MAX = 200  # authors, or credits, whose names contain the words
# The stories that the lookup offers for a row of each model.
_OFFERED = {
    TopStory._meta.model_name: ON_TOP & ~Q(pk__in=TopStory.objects.values("article")),
    FrontSlot._meta.model_name: IN_A_SLOT & ~Q(pk__in=FrontSlot.objects.values("article")),
}


def offered_to(model_name: str | None, language: str | None = None) -> Q:
    """Return the condition for stories that a lookup of the model offers: they may stand there, and do not yet.

    On the front page of a site language (`language`), only stories from its lists may.
    """
    offered = _OFFERED.get(model_name, Q())
    return offered & in_lists_of(language) if offered and language else offered


def find(rows: QuerySet, text: str) -> QuerySet:
    """Return those of the ordered `rows` of articles that the `text` finds, one more at the most than a list counts.

    A story is found by an address of it or by `#93`; by all the words, or words that begin with them, in its headline,
    summary and text, or in the name of an author, or in the credit of its photo. A number is also the story's own,
    which then comes first."""
    number = number_in_address(text)
    if number is not None:
        return rows.filter(_numbered(number))
    terms = loosened(parse(text))
    if not terms:
        return rows.none()
    found = set(_containing(rows, terms))
    for by in (_by_authors(terms), _by_credits(terms)):
        if by is not None:
            found.update(_first(rows.filter(by)))
    first = sorted(found, reverse=not _is_oldest_first(rows))[: capped_count.CAP + 1]
    wanted = Q(pk__in=[pk for _, _, pk in first])
    number = number_in_text(text)
    if number is None:
        return rows.filter(wanted)
    first = Case(When(_numbered(number), then=Value(0)), default=Value(1))
    return rows.filter(wanted | _numbered(number)).order_by(first, *rows.query.order_by)


def _numbered(number: int) -> Q:
    """Return the condition for the story with this number; a merged brief's number is also its story's."""
    return Q(pk=number) | Q(pk__in=Redirect.objects.filter(number=number).values("article"))


Position = tuple[bool, float, int]  # of a story in the list, oldest first: is it a draft, its moment, its number


def _containing(rows: QuerySet, terms: tuple[Term, ...]) -> Iterable[Position]:
    """Yield the positions of those of the rows whose texts contain the terms, as far as _first does."""
    few = list(rows.order_by().values_list("pk", flat=True)[: FEW_STORIES + 1])
    few = few if len(few) <= FEW_STORIES else None
    for join in search.joins(connections[rows.db], terms, rows, few):
        joined = rows.extra(tables=[search.TABLE], where=[join.where], params=join.params)  # noqa: S610 no text in it
        yield from _first(joined, join.order)


def _first(rows: QuerySet, column: str = "") -> Iterable[Position]:
    """Yield the positions of the rows that come first in the list, one more than it counts.

    A `column` of the search's table has the order of a list of the newest first.
    """
    if column:
        rows = rows.order_by().extra(order_by=[column if _is_oldest_first(rows) else f"-{column}"])
    found = rows.values_list("published_at", "pk")[: capped_count.CAP + 1]
    return [(at is None, at.timestamp() if at else 0.0, pk) for at, pk in found]


def _is_oldest_first(rows: QuerySet) -> bool:
    """Return whether a list is ordered by time from the oldest on; otherwise the newest come first."""
    return rows.query.order_by[:1] == (BY_TIME,)


def _by_authors(terms: tuple[Term, ...]) -> Q | None:
    """Return the condition for stories by an author whose name contains the terms; None if there is no such author."""
    authors = _naming(dict(Author.objects.order_by().values_list("pk", "name")), terms)
    return Q(pk__in=Byline.objects.filter(author__in=authors).values("article")) if authors else None


def _by_credits(terms: tuple[Term, ...]) -> Q | None:
    """Return the condition for stories with a photo whose credit there contains the terms; None if no credit does."""
    names = Photo.objects.order_by().values_list("credit", flat=True)  # many photos share one
    names = names.union(PhotoUse.objects.order_by().values_list("credit", flat=True))
    named = _naming({name: name for name in names}, terms)
    own, photos_own = Q(credit__in=named), Q(credit="", photo__in=Photo.objects.filter(credit__in=named))
    return Q(pk__in=PhotoUse.objects.filter(own | photos_own).order_by().values("article")) if named else None


def _naming(names: dict, terms: tuple[Term, ...]) -> list:
    """Return the keys of the names that contain all terms."""
    words = {key: words_of(name) for key, name in names.items()}
    return [key for key in words if all(_stands_in(words[key], term) for term in terms)][:NAMES_MAX]


def _stands_in(words: list[str], term: Term) -> bool:
    return any(
        words[at : at + len(first)] == first and (end.startswith(last) if prefix else end == last)
        for (*first, last), prefix in term.spellings
        for at, end in enumerate(words[len(first) :])
    )
