"""What stories are about and who wrote them, as far as readers may know it.

A name comes to be known with the first story that appears under it. From then on its
page and its feed stay, also when that story is withdrawn: whoever follows the
feed is to read there that it is gone. Before, the name alone would tell of a draft.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import Article, Author, Byline, Tag, TaggedArticle


def known_tags(at: datetime | None = None) -> QuerySet[Tag]:
    """The tags of stories that have appeared by the aware moment `at` (now)."""
    return _with_a_story(Tag.objects, TaggedArticle.objects.filter(tag=OuterRef("pk")), "content_object", at)


def known_authors(at: datetime | None = None) -> QuerySet[Author]:
    """Likewise the authors."""
    return _with_a_story(Author.objects, Byline.objects.filter(author=OuterRef("pk")), "article", at)


def _with_a_story(subjects, links, story: str, at: datetime | None) -> QuerySet:
    """Those of `subjects` of whose `links` one leads to a story that has appeared.

    The story's number is asked for one by one: as a join, or for EXISTS, the
    databases would read all stories there are.
    """
    appeared = Article.objects.appeared(at).filter(pk=OuterRef(story)).values("pk")[:1]
    return subjects.filter(Exists(links.alias(appeared=Subquery(appeared)).filter(appeared__isnull=False)))
