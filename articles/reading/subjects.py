"""Sections, tags and authors, as far as readers may know them.

The name of a tag or an author becomes public with the first story published under it. From then on its
page and its feed stay, even if that story is withdrawn, because subscribers of the
feed must read there that it is gone. Before that, the name alone would reveal a draft.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.models import Author, Byline, Section, Tag, TaggedArticle
from articles.reading.cards import Heading
from articles.web.shared_rows import once_an_edition


def all_sections(request: HttpRequest) -> tuple[Heading, ...]:
    """Return all sections in their order, queried once per edition."""
    return once_an_edition(request, "sections", _rows_of_sections)


def _rows_of_sections():
    return tuple(Heading(*row) for row in _sections())


_sections = Prepared(lambda: Section.objects.values_list(*Heading._fields))


def known_tags(at: datetime | None = None) -> QuerySet[Tag]:
    """Return the tags of stories that have been published by the aware moment `at` (default: now)."""
    appeared = TaggedArticle.objects.filter(tag=OuterRef("pk"), published_at__lte=at or timezone.now())
    return Tag.objects.filter(Exists(appeared))


def known_authors(at: datetime | None = None) -> QuerySet[Author]:
    """Return the authors of stories that have been published by the aware moment `at` (default: now)."""
    appeared = Byline.objects.filter(author=OuterRef("pk"), published_at__lte=at or timezone.now())
    return Author.objects.filter(Exists(appeared.order_by()))
