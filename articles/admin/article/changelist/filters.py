"""Filters of the list of articles."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from articles.admin.common.lookup_widgets import is_id
from articles.database.capped_count import CAP
from articles.models import Article, Tag, TaggedArticle
from articles.models.story_type import StoryType


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Article.State.choices

    def queryset(self, request, queryset):
        chosen = {
            Article.State.DRAFT: queryset.drafts,
            Article.State.SCHEDULED: queryset.scheduled,
            Article.State.PUBLISHED: queryset.published,
            Article.State.RETRACTED: queryset.retracted,
            Article.State.WITHDRAWN: queryset.withdrawn,
        }.get(self.value())
        return chosen() if chosen else queryset


class TypeFilter(admin.SimpleListFilter):
    title = "type"
    parameter_name = "type"

    def lookups(self, request, model_admin):
        return StoryType.choices

    def queryset(self, request, queryset):
        chosen = self.value()
        return queryset.filter(story_type=chosen) if chosen in StoryType.values else queryset


class TagFilter(admin.SimpleListFilter):
    """A filter that is shown only if someone came from the list of tags: hundreds are too many to choose from."""

    title = "tag"
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        chosen = self.value() or ""
        return [(str(tag.pk), tag.name) for tag in Tag.objects.filter(pk=chosen)] if is_id(chosen) else []

    def queryset(self, request, queryset):
        """Return the tag's stories, by a query that suits how frequent the tag is.

        A frequent tag's stories are soon met by going through the newest ones; a rare tag's are better looked up.
        """
        if not is_id(self.value()):
            return queryset
        taggings = TaggedArticle.objects.filter(tag=self.value())
        if taggings[: CAP + 1].count() <= CAP:
            return queryset.tagged(self.value())
        return queryset.filter(Exists(taggings.filter(content_object=OuterRef("pk"))))
