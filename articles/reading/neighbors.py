"""The stories before and after one in the order of its section."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from articles.database.cursor import Cursor
from articles.database.prepared import Prepared
from articles.models import Article


class Near(NamedTuple):
    """A story next to another one."""

    pk: int
    slug: str
    headline: str
    language: str
    site_language: str
    published_at: datetime
    time_known: bool

    get_absolute_url = Article.get_absolute_url


class Neighbors(NamedTuple):
    """The stories next to another one in its section, in the language of its lists; None where there is none."""

    older: Near | None
    newer: Near | None


def neighbors_of(story: Article) -> Neighbors:
    """Return the dispatches published just before and just after `story` in its section. One query.

    Each is the first row of a range of the section's index, however many stories there are. The story itself need not
    be listed: a retracted one has neighbors, and is none.
    """
    here = Cursor.of(story)
    rows = map(Near._make, _next_to(timezone.now(), story.site_language, story.section_id, *here))
    older, newer = None, None
    for row in rows:
        if (row.published_at, row.pk) < here:
            older = row
        else:
            newer = row
    return Neighbors(older, newer)


@Prepared
def _next_to(now, language, section, published_at, number):
    stories, here = (
        Article.objects.dispatches(now).in_language(language).in_section(section),
        Cursor(published_at, number),
    )
    sides = stories.before(here).newest_first()[:1], stories.after(here).oldest_first()[:1]
    older, newer = (
        Article.objects.filter(pk__in=side.values("pk")).order_by().values_list(*Near._fields) for side in sides
    )
    return older.union(newer, all=True)
