"""One story with all that its page, its metadata and its data say of it: in one query.

What hangs on the article (tags, authors, corrections) rides with its row as
JSON, and stands afterwards where Django keeps what it has prefetched:
`article.tags.all()`, `article.authors.all()` and `article.corrections.all()`
ask nothing more.
"""

from datetime import UTC, datetime

from django.db.models import F, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from articles.models import Article, Author, Correction, Tag


class Rows(Subquery):
    """The JSON objects that a queryset of one column, named `row`, selects: as a list, in no order."""

    output_field = JSONField()
    template = "(SELECT json_group_array(json(found.row)) FROM (%(subquery)s) found)"

    def as_postgresql(self, compiler, connection, **context):
        template = "(SELECT coalesce(jsonb_agg(found.row), '[]') FROM (%(subquery)s) found)"
        return self.as_sql(compiler, connection, template=template, **context)


def fetch(pk: int) -> Article:
    """The article `pk` with section, photo, tags by name, authors in the order of the bylines and corrections in
    their order at hand; and `changed_at`, the aware moment since when it tells what it tells (None for a draft that
    has no version). The new name of an author, a tag or a section alone does not move it.

    Raises Article.DoesNotExist. Whether it is public is the caller's question.
    """
    versions = Article.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    article = (
        Article.objects.select_related("section", "photo")
        .annotate(
            tag_rows=_rows(Tag.objects.filter(taggings__content_object=OuterRef("pk")), "id", "name", "slug"),
            author_rows=_rows(
                Author.objects.filter(bylines__article=OuterRef("pk")),
                *("id", "name", "slug"),
                place=F("bylines__position"),
                byline=F("bylines__id"),
            ),
            correction_rows=_rows(
                Correction.objects.filter(article=OuterRef("pk")), "id", "article_id", "kind", "text", "made_at"
            ),
            version_at=Subquery(versions.values("history_date")[:1]),
        )
        .get(pk=pk)
    )
    moments = filter(None, (article.published_at, article.updated_at, article.version_at))
    article.changed_at = max(moments, default=None)
    _give(article, "tags", sorted((Tag(**row) for row in article.tag_rows), key=lambda tag: (tag.name, tag.id)))
    bylines = sorted(article.author_rows, key=lambda row: (row.pop("place"), row.pop("byline")))
    _give(article, "authors", [Author(**row) for row in bylines])
    corrections = [Correction(**row | {"made_at": _moment(row["made_at"])}) for row in article.correction_rows]
    _give(article, "corrections", sorted(corrections, key=lambda note: (note.made_at, note.id)))
    return article


def _rows(queryset, *names: str, **expressions) -> Rows:
    return Rows(queryset.order_by().values(row=JSONObject(**{name: name for name in names}, **expressions)))


def _give(article: Article, name: str, found: list) -> None:
    """Makes `found` the rows of a manager of the article, as prefetch_related does."""
    rows = getattr(article, name).get_queryset()
    rows._result_cache, rows._prefetch_done = found, True
    if not hasattr(article, "_prefetched_objects_cache"):
        article._prefetched_objects_cache = {}
    article._prefetched_objects_cache[name] = rows


def _moment(text: str) -> datetime:
    """SQLite stores a moment in UTC without saying so; PostgreSQL says its offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
