"""What slots and Top stories have in common: a row shows a story until a moment."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models.article import Article


class CurrentQuerySet(models.QuerySet):
    """A mixin for rows with an `article` and the moment `until` which they show it; empty: for good."""

    shows_briefs = True

    def current(self, at: datetime | None = None):
        """Return the rows that readers see at the aware moment `at` (now), in their order, with their articles."""
        at = at or timezone.now()
        stories = Article.objects.published(at) if self.shows_briefs else Article.objects.dispatches(at)
        # Checked for each row, because SQLite would begin a join with all articles.
        shown = Exists(stories.filter(pk=OuterRef("article")))
        return (
            self.filter(Q(until=None) | Q(until__gt=at), shown)
            .select_related("article__section")
            .defer("article__body", "article__section__description")
            .order_by(*self.model._meta.ordering)
        )
