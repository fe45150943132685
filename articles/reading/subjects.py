"""What stories are about and who wrote them, as far as readers may know it.

A name comes to be known with the first story that appears under it. From then on its
page and its feed stay, also when that story is withdrawn: whoever follows the
feed is to read there that it is gone. Before, the name alone would tell of a draft.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Author, Byline, Tag, TaggedArticle


def known_tags(at: datetime | None = None) -> QuerySet[Tag]:
    """The tags of stories that have appeared by the aware moment `at` (now)."""
    appeared = TaggedArticle.objects.filter(tag=OuterRef("pk"), published_at__lte=at or timezone.now())
    return Tag.objects.filter(Exists(appeared))


def known_authors(at: datetime | None = None) -> QuerySet[Author]:
    """Likewise the authors."""
    appeared = Byline.objects.filter(author=OuterRef("pk"), published_at__lte=at or timezone.now())
    return Author.objects.filter(Exists(appeared.order_by()))
