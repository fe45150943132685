"""Tags and authors by the names that readers type, and the tags of some stories."""

from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.database.prepared import Prepared
from articles.models import Article, Author, AuthorName, Tag, TaggedArticle, TagName
from articles.models.tag import tag_key
from articles.text.folding import words_of

OFFERED = 6  # subjects among which a reader may choose
TRIED = 40
TAGS_OF_STORIES = 8
STORIES = 100  # whose tags are read


class Subject(NamedTuple):
    """A tag or an author: its name in the page's language, and by what the search knows it (a key, a slug)."""

    name: str
    known_as: str


def tags_called(typed: str, language: str, within: str) -> list[Subject]:
    """Return the tags that readers know by this name or, if none is, whose names contain it; OFFERED + 1 at the most.

    The names are those in the site language `language`. Readers find stories about them in `within`; "": in any
    language. A tag whose stories were all taken back is none of them, though it keeps its page.
    """
    own = TagName.objects.filter(tag=OuterRef("pk"), language=language)
    story = _story(Article.objects.published().filter(taggings__tag=OuterRef("pk")), within)
    key = tag_key(typed)
    called = Q(aliases__key=key) | Q(Exists(own.filter(name__folded=typed)))
    containing = Q(name__folded__contains=typed) | Q(Exists(own.filter(name__folded__contains=typed)))
    return _first(Tag.objects.all(), story, own, "key", Q(key=key), called, containing) if words_of(typed) else []


def authors_called(typed: str, language: str, within: str) -> list[Subject]:
    """Return the authors that readers know by this name or, if none is, whose names contain it, likewise."""
    own = AuthorName.objects.filter(author=OuterRef("pk"), language=language)
    story = _story(Article.objects.published().filter(bylines__author=OuterRef("pk")), within)
    called = Q(name__folded=typed) | Q(Exists(own.filter(name__folded=typed)))
    containing = Q(name__folded__contains=typed) | Q(Exists(own.filter(name__folded__contains=typed)))
    return _first(Author.objects.all(), story, own, "slug", called, containing) if words_of(typed) else []


def _story(stories: QuerySet, within: str) -> Subquery:
    """Return one of the stories that is there for readers, in that language.

    Not Exists: for that PostgreSQL joins all stories to their tags, which takes seconds if there are a million.
    """
    return Subquery((stories.in_language(within) if within else stories).order_by().values("pk")[:1])


def _first(subjects: QuerySet, story: Subquery, own: QuerySet, known_as: str, *conditions: Q) -> list[Subject]:
    """Return the subjects under the first of the conditions under which there are any that readers find.

    A name is looked up first by its key, which has an index; the others read all names. Whether there are stories is
    asked of TRIED subjects at the most.
    """
    named = subjects.annotate(shown=Coalesce(Subquery(own.values("name")[:1]), F("name"))).order_by("shown", "pk")
    for condition in conditions:
        called = list(named.filter(condition).values_list("pk", "shown", known_as)[:TRIED])
        there = (
            set(
                subjects.alias(story=story)
                .filter(story__isnull=False, pk__in=[pk for pk, _, _ in called])
                .values_list("pk", flat=True)
            )
            if called
            else ()
        )
        found = list(dict.fromkeys(Subject(name, known) for pk, name, known in called if pk in there))
        if found:
            return found[: OFFERED + 1]
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
