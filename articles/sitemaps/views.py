"""The views of the sitemaps."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from articles.database.cursor import Cursor
from articles.models import Article, Tag, TaggedArticle
from articles.reading.masthead import Masthead, masthead
from articles.sitemaps import urlset
from articles.sitemaps.limits import FILE_MAX, NEWS_AGE, NEWS_MAX
from articles.sitemaps.months import Month, filled_months
from articles.sitemaps.urlset import Story, Version
from articles.text.languages.site_languages import DEFAULT
from articles.web.addresses import page_path
from articles.web.conditional import answer
from articles.web.languages import page_language

PAGES = (  # of each language
    *("articles:front", "articles:latest", "articles:tags", "articles:authors"),
    "articles:archive",
)


def month_stories(month: Month, after: Cursor | None = None) -> list[Story]:
    """Return the stories of one file, oldest first: those of the month after the cursor `after`, up to FILE_MAX."""
    rows = _of_month(month)
    if after is not None:
        later = Q(published_at__gt=after.at) | Q(published_at=after.at, pk__gt=after.id)
        rows = rows.filter(later, published_at__gte=after.at)  # the second lets the index scan start at the cursor
    rows = rows.order_by("published_at", "pk").values_list(*Story._fields)[:FILE_MAX]
    return [Story._make(row) for row in rows.iterator(10_000)]


def month_versions(month: Month) -> list[Version]:
    """Return the live versions of the month's stories, those that were published in other months, too."""
    groups = _of_month(month).filter(translation_group__isnull=False).values("translation_group")
    columns = (*Version._fields[:-1], "translation__source")
    rows = Article.objects.dispatches().filter(translation_group__in=groups).values_list(*columns)
    return [Version._make(row) for row in rows.iterator(10_000)]


def _of_month(month: Month) -> QuerySet[Article]:
    return Article.objects.dispatches(month.end).filter(published_at__gte=month.start)


class SitemapIndex(View):
    """The sitemap index: all sitemaps except the news sitemap."""

    def get(self, request):
        files = list(self.files())
        body = urlset.document("sitemapindex", urlset.file_lines(files))
        return answer(request, body, urlset.MEDIA_TYPE, max((at for _, at in files if at), default=None))

    def files(self) -> Iterator[tuple[str, datetime | None]]:
        """Yield each file's path, and when its content was last published or changed (None if unknown)."""
        yield reverse("articles:pages_sitemap"), None
        for month, changed_at, count in filled_months():
            if count > FILE_MAX:
                yield from self.parts(month)
            else:
                yield page_path("articles:month_sitemap", str(month)), changed_at

    def parts(self, month: Month) -> Iterator[tuple[str, datetime]]:
        """Yield the same for a month that is too long for one file: each part begins where the one before ends."""
        name, part = str(month), month_stories(month)
        while part:
            yield page_path("articles:month_sitemap", name), max(story.changed_at for story in part)
            end = Cursor(part[-1].published_at, part[-1].pk)
            name, part = f"{month}_{end}", month_stories(month, end) if len(part) == FILE_MAX else []


class MonthSitemap(View):
    """The stories of a month, `2020-10`, or of a part of it, `2020-10_<cursor>`, in all languages; 404 if none."""

    def get(self, request, name):
        try:
            name, separator, cursor = name.partition("_")
            month = Month.parse(name)
            found = month_stories(month, Cursor.parse(cursor) if separator else None)
        except (ValueError, OverflowError) as error:
            raise Http404("no such sitemap") from error
        if not found:
            raise Http404("no stories in this sitemap")
        versions = month_versions(month) if any(story.translation_group for story in found) else []
        body = urlset.document("urlset", urlset.story_lines(found, versions), versions=bool(versions))
        # With versions it changes by what other stories do, too.
        changed_at = None if versions else max(story.changed_at for story in found)
        return answer(request, body, urlset.MEDIA_TYPE, changed_at)


class PagesSitemap(View):
    """The front page, latest news, indexes, archive, sections of each language, as many tags with stories as fit."""

    def get(self, request):
        head = masthead(request)
        paths = [path for language in head.languages for path in self.pages(head, language)]
        for language in head.languages:
            paths += self.tags(language, FILE_MAX - len(paths))
        return answer(request, urlset.document("urlset", urlset.page_lines(paths)), urlset.MEDIA_TYPE)

    def pages(self, head: Masthead, language: str) -> Iterator[str]:
        """Yield the paths of the pages that a language has whatever it has published."""
        for name in PAGES:
            yield page_path(name, language=language)
        for section in head.sections(language):
            yield page_path("articles:section", section.slug, language=language)
        for page in head.pages_in(language):
            yield page.get_absolute_url()

    def tags(self, language: str, at_most: int) -> list[str]:
        """Return the paths of tags with stories in the language."""
        # The newest story of each tag, as a subquery that runs per tag: with a join, databases would walk all stories.
        shown = Exists(Article.objects.dispatches().filter(pk=OuterRef("content_object")))
        tagged = TaggedArticle.objects.filter(shown, tag=OuterRef("pk"), site_language=language)
        newest = tagged.order_by("-published_at", "-content_object_id")
        used = Tag.objects.alias(newest=Subquery(newest.values("pk")[:1])).filter(newest__isnull=False).order_by("pk")
        if language != DEFAULT:
            own = FilteredRelation("names", condition=Q(names__language=language))
            used = used.annotate(own=own, shown_slug=Coalesce("own__slug", "slug"))
        column = "slug" if language == DEFAULT else "shown_slug"
        slugs = used.values_list(column, flat=True)[:at_most]
        return [page_path("articles:tag", slug, language=language) for slug in slugs]


class NewsSitemap(View):
    """The stories of the last two days in the page's language, newest first."""

    def get(self, request):
        newest = self.stories(timezone.now()).values_list("pk", "slug", "published_at", "language", "headline")[
            :NEWS_MAX
        ]
        body = urlset.document("urlset", urlset.news_lines(newest), news=True)
        return answer(request, body, urlset.MEDIA_TYPE)

    def stories(self, at: datetime) -> QuerySet[Article]:
        stories = Article.objects.dispatches().in_language(page_language())
        return stories.filter(published_at__gte=at - NEWS_AGE).newest_first()
