"""What slots and Top stories have in common: a row shows a story until a moment."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from articles.models.article import Article
from articles.text.languages.site_languages import DEFAULT


class CurrentQuerySet(models.QuerySet):
    """A mixin for rows with an `article` and the moment `until` which they show it; empty: for good."""

    shows_briefs = True
    at_most: int  # rows that readers see at once

    def current(self, at: datetime | None = None, language: str = DEFAULT):
        """Return the rows that readers of the site language see at the aware moment `at` (now), in their order.

        Their articles come with them.
        """
        at, order = at or timezone.now(), self.model._meta.ordering
        stories = Article.objects.published(at) if self.shows_briefs else Article.objects.dispatches(at)
        shown = Exists(stories.in_language(language).filter(pk=OuterRef("article")))
        rows = self.filter(Q(until=None) | Q(until__gt=at), shown, language=language).order_by(*order)
        # Found first and then joined: a database that knows no statistics of this small table (an empty one has none)
        # takes it for larger than that of the articles, and would begin the join with all of these.
        return (
            self.filter(pk__in=rows.values("pk")[: self.at_most])
            .select_related("article__section")
            .defer("article__body", "article__section__description")
            .order_by(*order)
        )

    def with_stories(self):
        """Load the rows' articles, without their texts, by a second query and only if there are rows.

        A join would depend on the statistics of this table, as in `current`.
        """
        return self.prefetch_related(Prefetch("article", Article.objects.defer("body")))
