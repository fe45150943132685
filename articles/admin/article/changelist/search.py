"""The newsroom's search for stories: by their words, in any state, by number, address, author and photo credit."""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Case, Q, QuerySet, Value, When

from articles import search
from articles.admin.article.changelist.order import NEWEST_FIRST, OLDEST_FIRST
from articles.admin.article.changelist.pasted_address import number_in_address, number_in_text
from articles.admin.front.eligible import IN_A_SLOT, ON_TOP
from articles.database import capped_count
from articles.models import Author, Byline, FrontSlot, Photo, Redirect, TopStory
from articles.search.query_parser import Term, loosened, parse
from articles.text.folding import words_of

HINT = "Words of a story, its number (#93) or address, an author, or a photo credit."
NAMES_MAX = 200  # authors, or credits, whose names contain the words
# The stories that the lookup offers for a row of each model.
_OFFERED = {
    TopStory._meta.model_name: ON_TOP & ~Q(pk__in=TopStory.objects.values("article")),
    FrontSlot._meta.model_name: IN_A_SLOT & ~Q(pk__in=FrontSlot.objects.values("article")),
}


def offered_to(model_name: str | None) -> Q:
    """Return the condition for stories that a lookup of the model offers: they may stand there, and do not yet."""
    return _OFFERED.get(model_name, Q())


def find(rows: QuerySet, text: str) -> QuerySet:
    """Return those of the `rows` of articles that the `text` finds: all, or so many that counting stops before.

    A story is found by an address of it or by `#93`; by all the words, or words that begin with them, in its headline,
    summary and text, or in the name of an author, or in the credit of its photo. A number is also the story's own.
    If there are more than the list counts, the newest and the oldest of them are returned, whichever come first there.
    """
    number = number_in_address(text)
    if number is not None:
        return rows.filter(_numbered(number))
    terms = loosened(parse(text))
    if not terms:
        return rows.none()
    found = set(_containing(rows, terms))
    for by in (_by_authors(terms), _by_credits(terms)):
        if by is not None:
            found.update(_both_ends(rows.filter(by)))
    wanted = Q(pk__in=[pk for _, _, pk in _ends_of(found)])
    number = number_in_text(text)
    return rows.filter(wanted if number is None else wanted | _numbered(number))


def first_in_order(text: str) -> list:
    """Return what comes before the order of a list: the story whose number was typed."""
    number = number_in_text(text)
    return [] if number is None else [Case(When(pk=number, then=Value(0)), default=Value(1))]


def _numbered(number: int) -> Q:
    """Return the condition for the story with this number; a merged brief's number is also its story's."""
    return Q(pk=number) | Q(pk__in=Redirect.objects.filter(number=number).values("article"))


Position = tuple[bool, float, int]  # of a story in the list, oldest first: is it a draft, its moment, its number


def _containing(rows: QuerySet, terms: tuple[Term, ...]) -> Iterable[Position]:
    """Yield the positions of those of the rows whose texts contain the terms, as far as _both_ends does."""
    few = list(rows.order_by().values_list("pk", flat=True)[: search.FEW_STORIES + 1])
    few = few if len(few) <= search.FEW_STORIES else None
    for join in search.joins(connections[rows.db], terms, rows, few):
        joined = rows.extra(tables=[search.TABLE], where=[join.where], params=join.params)  # noqa: S610 no text in it
        yield from _both_ends(joined, join.order)


def _both_ends(rows: QuerySet, column: str = "") -> Iterable[Position]:
    """Yield the positions of the rows that come first in a list of newest or of oldest ones, one more than it counts.

    A list of newest ones and one of oldest ones are both right with these, and so is their number. A `column` of the
    search's table has the same order as the list.
    """
    most = capped_count.CAP + 1
    for direction, order in (("-", NEWEST_FIRST), ("", OLDEST_FIRST)):
        ordered = rows.order_by().extra(order_by=[direction + column]) if column else rows.order_by(*order)
        found = ordered.values_list("published_at", "pk")[:most]
        yield from ((at is None, at.timestamp() if at else 0.0, pk) for at, pk in found)
        if len(found) < most:
            return


def _ends_of(found: set[Position]) -> list[Position]:
    most = capped_count.CAP + 1
    ordered = sorted(found)
    return ordered if len(ordered) <= 2 * most else [*ordered[:most], *ordered[-most:]]


def _by_authors(terms: tuple[Term, ...]) -> Q | None:
    authors = [pk for pk, name in _naming(Author.objects.values_list("pk", "name"), "name", terms)]
    return Q(pk__in=Byline.objects.filter(author__in=authors).values("article")) if authors else None


def _by_credits(terms: tuple[Term, ...]) -> Q | None:
    """Return the condition for stories whose photo's credit contains the terms; None if no credit does."""
    there = [credit for credit, _ in _naming(Photo.objects.values_list("credit", "credit").distinct(), "credit", terms)]
    return Q(photo__in=Photo.objects.filter(credit__in=there)) if there else None


def _naming(rows: QuerySet, field: str, terms: tuple[Term, ...]) -> list:
    """Return those of the rows (something, name) whose name contains the terms, from those with the same letters."""
    for term in terms:
        if not term.others:
            rows = rows.filter(*(Q((f"{field}__folded__contains", word)) for word in term.words))
    return [row for row in rows.order_by()[:NAMES_MAX] if all(_stands_in(words_of(row[1]), term) for term in terms)]


def _stands_in(words: list[str], term: Term) -> bool:
    return any(
        words[at : at + len(first)] == first and (end.startswith(last) if prefix else end == last)
        for (*first, last), prefix in term.spellings
        for at, end in enumerate(words[len(first) :])
    )
