"""What stories are about and who wrote them, as far as readers may know it.

A name comes to be known with the first story that appears under it. From then on its
page and its feed stay, also when that story is withdrawn: whoever follows the
feed is to read there that it is gone. Before, the name alone would tell of a draft.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, Author, Byline, Tag, TaggedArticle


def known_tags(at: datetime | None = None) -> QuerySet[Tag]:
    """The tags of stories that have appeared by the aware moment `at` (now)."""
    # One inside the other: as a join SQLite would walk all stories for each tag.
    appeared = Exists(Article.objects.appeared(at).filter(pk=OuterRef("content_object")))
    return Tag.objects.filter(Exists(TaggedArticle.objects.filter(appeared, tag=OuterRef("pk"))))


def known_authors(at: datetime | None = None) -> QuerySet[Author]:
    """Likewise the authors."""
    appeared = Exists(Article.objects.appeared(at).filter(pk=OuterRef("article")))
    return Author.objects.filter(Exists(Byline.objects.filter(appeared, author=OuterRef("pk"))))
