"""Tags and authors by the names that readers type, and the tags of some stories."""

from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.models import Author, AuthorName, Byline, Tag, TaggedArticle, TagName
from articles.models.tag import tag_key
from articles.text.folding import words_of

OFFERED = 6  # subjects among which a reader may choose
TAGS_OF_STORIES = 8
STORIES = 100  # whose tags are read


class Subject(NamedTuple):
    """A tag or an author: its name in the page's language, and by what the search knows it (a key, a slug)."""

    name: str
    known_as: str


def tags_called(typed: str, language: str, within: str) -> list[Subject]:
    """Return the tags that readers know by this name or, if none is, whose names contain it; OFFERED + 1 at the most.

    The names are those in the site language `language`. There are stories about them in `within`; "": in any.
    """
    own = TagName.objects.filter(tag=OuterRef("pk"), language=language)
    tags = Tag.objects.filter(_has(TaggedArticle.objects.filter(tag=OuterRef("pk")), within))
    key = tag_key(typed)
    called = Q(aliases__key=key) | Q(Exists(own.filter(name__folded=typed)))
    containing = Q(name__folded__contains=typed) | Q(Exists(own.filter(name__folded__contains=typed)))
    return _first(tags, own, "key", Q(key=key), called, containing) if words_of(typed) else []


def authors_called(typed: str, language: str, within: str) -> list[Subject]:
    """Return the authors that readers know by this name or, if none is, whose names contain it, likewise."""
    own = AuthorName.objects.filter(author=OuterRef("pk"), language=language)
    authors = Author.objects.filter(_has(Byline.objects.filter(author=OuterRef("pk")).order_by(), within))
    called = Q(name__folded=typed) | Q(Exists(own.filter(name__folded=typed)))
    containing = Q(name__folded__contains=typed) | Q(Exists(own.filter(name__folded__contains=typed)))
    return _first(authors, own, "slug", called, containing) if words_of(typed) else []


def _has(stories: QuerySet, within: str) -> Exists:
    """Return the condition that one of the rows beside stories is of a story that readers know, in that language."""
    due = stories.filter(published_at__lte=timezone.now())
    return Exists(due.filter(site_language=within) if within else due)


def _first(subjects: QuerySet, own: QuerySet, known_as: str, *conditions: Q) -> list[Subject]:
    """Return the subjects under the first of the conditions under which there are any."""
    named = subjects.annotate(shown=Coalesce(Subquery(own.values("name")[:1]), F("name"))).order_by("shown", "pk")
    for condition in conditions:
        # A name is looked up first by its key, which has an index; the others read all names.
        found = list(named.filter(condition).distinct().values_list("shown", known_as)[: OFFERED + 1])
        if found:
            return list(map(Subject._make, found))
    return []


@Prepared
def _tags_of(language: str, *stories: int):
    own = TagName.objects.filter(tag=OuterRef("tag"), language=language)
    tags = TaggedArticle.objects.filter(content_object__in=stories).values("tag")
    named = tags.annotate(shown=Coalesce(Subquery(own.values("name")[:1]), F("tag__name")), stories=Count("pk"))
    return named.order_by("-stories", "shown").values_list("shown")[:TAGS_OF_STORIES]


def tags_of(stories: list[int], language: str) -> list[str]:
    """Return the names of the most frequent tags of the first STORIES of the stories (by number, one or more)."""
    first = [*stories, *stories[-1:] * STORIES][:STORIES]  # always as many, which are one prepared query
    return [name for (name,) in _tags_of(language, *first)]
