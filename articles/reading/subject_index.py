"""The indexes of all tags and of all authors that have stories in a language, by the letters of its alphabet.

Names are read as a whole and sorted here, because each database has an order of its own. Which names there are, the
index of their stories tells without looking at a story (subjects.py). Stories are counted only for the names that a
page shows, each up to a cap, so that it does not matter how many stories the site has; a name whose stories were all
taken back is left out then.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.database.capped_count import CappedCount
from articles.database.prepared import Prepared
from articles.models import Article, Author, Byline, Tag, TaggedArticle
from articles.text.collation import collation_key, initial_of

COUNTED = 100  # stories of each name
AT_ONCE = 300  # names on a page; with fewer in all, one page has all letters


class Entry(NamedTuple):
    """A tag or an author in the index; `stories` are counted up to COUNTED."""

    pk: int
    name: str
    slug: str
    stories: int

    @property
    def is_capped(self) -> bool:
        return self.stories > COUNTED

    @property
    def shown(self) -> int:
        return min(self.stories, COUNTED)


class Letter(NamedTuple):
    """A letter of the index, as its heading shows it, with its names in order."""

    letter: str
    entries: tuple[Entry, ...]


class Subjects(NamedTuple):
    """A kind of subject: the names that are known at a moment in a language, and how their stories are counted."""

    names: Callable[[datetime, str], list]
    counts: Callable[..., list]

    def letters(self, at: datetime, language: str) -> tuple[tuple[str, list[tuple]], ...]:
        """Return the letters in the order of the language's alphabet, each with rows of its names in no order yet."""
        found = {}
        for row in self.names(at, language):
            found.setdefault(initial_of(row[1]), []).append(row)
        in_order = sorted(found, key=lambda letter: collation_key(letter, language))
        return tuple((letter, found[letter]) for letter in in_order)

    def counted(self, entries: list[Entry], at: datetime, language: str) -> list[Entry]:
        """Return those of the entries, at most AT_ONCE, that have stories, with the numbers of these. One query."""
        if not entries:
            return []
        numbers = [entry.pk for entry in entries]
        padding = [0] * (-len(numbers) % (AT_ONCE // 3))  # nothing has this number: there are three forms of the SQL
        counts = dict(self.counts(at, language, *numbers, *padding))
        return [entry._replace(stories=counts[entry.pk]) for entry in entries if counts.get(entry.pk)]


def in_order(rows: list[tuple], language: str) -> list[Entry]:
    """Return the entries of the rows in the order of the language's alphabet."""
    return sorted(map(Entry._make, rows), key=lambda entry: collation_key(entry.name, language))


def _named(rows: QuerySet, language: str, *columns: str) -> QuerySet:
    """Return the columns of an Entry of the rows, as the language names them; `columns` are those it has its own of."""
    own = FilteredRelation("names", condition=Q(names__language=language))
    shown = {f"shown_{column}": Coalesce(f"own__{column}", column) for column in columns}
    slug = "shown_slug" if "slug" in columns else "slug"
    return rows.order_by().annotate(own=own, **shown).values_list("pk", "shown_name", slug, Value(0))


def _known(subjects: QuerySet, places: QuerySet, at: datetime, language: str) -> QuerySet:
    """Return the subjects that have come out in the language, as known_tags does (subjects.py); `places` are theirs.

    It asks for the newest place of each, one step down an index; with EXISTS, PostgreSQL reads those of all stories.
    """
    due = places.filter(published_at__lte=at, site_language=language).order_by("-published_at")
    return subjects.alias(newest=Subquery(due.values("pk")[:1])).filter(newest__isnull=False)


def _counts(subjects: QuerySet, stories: QuerySet[Article], language: str, numbers: tuple[int, ...]) -> QuerySet:
    """Return (number, stories) of the subjects with these numbers."""
    counted = subjects.filter(pk__in=numbers).order_by()
    return counted.annotate(stories=CappedCount(stories.in_language(language), COUNTED)).values_list("pk", "stories")


@Prepared
def _tags(at, language):
    taggings = TaggedArticle.objects.filter(tag=OuterRef("pk"))
    return _named(_known(Tag.objects, taggings, at, language), language, "name", "slug")


@Prepared
def _authors(at, language):
    bylines = Byline.objects.filter(author=OuterRef("pk"))
    return _named(_known(Author.objects, bylines, at, language), language, "name")


@Prepared
def _tag_counts(at, language, *numbers):
    return _counts(Tag.objects, Article.objects.dispatches(at).tagged(OuterRef("pk")), language, numbers)


@Prepared
def _author_counts(at, language, *numbers):
    return _counts(Author.objects, Article.objects.dispatches(at).by_author(OuterRef("pk")), language, numbers)


TAGS = Subjects(_tags, _tag_counts)
AUTHORS = Subjects(_authors, _author_counts)
