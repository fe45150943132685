"""The views of the sitemaps."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from articles.database.cursor import Cursor
from articles.models import Article, Section, Tag, TaggedArticle
from articles.sitemaps import urlset
from articles.sitemaps.limits import FILE_MAX, NEWS_AGE, NEWS_MAX
from articles.sitemaps.months import Month, filled_months
from articles.sitemaps.urlset import Story
from articles.web.addresses import page_path
from articles.web.conditional import answer

PAGES = ("/", "/latest/", "/archive/")


def month_stories(month: Month, after: Cursor | None = None) -> list[Story]:
    """Return the stories of one file, oldest first: those of the month after the cursor `after`, up to FILE_MAX."""
    rows = Article.objects.dispatches(month.end).filter(published_at__gte=month.start)
    if after is not None:
        later = Q(published_at__gt=after.at) | Q(published_at=after.at, pk__gt=after.id)
        rows = rows.filter(later, published_at__gte=after.at)  # the second lets the index scan start at the cursor
    rows = rows.order_by("published_at", "pk").values_list(*Story._fields)[:FILE_MAX]
    return [Story._make(row) for row in rows.iterator(10_000)]


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
    """The stories of a month, `2020-10`, or of a part of it, `2020-10_<cursor>`; 404 if there are none."""

    def get(self, request, name):
        try:
            month, separator, cursor = name.partition("_")
            found = month_stories(Month.parse(month), Cursor.parse(cursor) if separator else None)
        except (ValueError, OverflowError) as error:
            raise Http404("no such sitemap") from error
        if not found:
            raise Http404("no stories in this sitemap")
        body = urlset.document("urlset", urlset.story_lines(found))
        return answer(request, body, urlset.MEDIA_TYPE, max(story.changed_at for story in found))


class PagesSitemap(View):
    """The front page, latest news, archive, sections, and as many tags with stories as fit into the file."""

    def get(self, request):
        sections = [section.get_absolute_url() for section in Section.objects.all()]
        # The newest story of each tag, as a subquery that runs per tag: with a join, databases would walk all stories.
        shown = Exists(Article.objects.dispatches().filter(pk=OuterRef("content_object")))
        newest = TaggedArticle.objects.filter(shown, tag=OuterRef("pk")).order_by("-published_at", "-content_object_id")
        used = Tag.objects.alias(newest=Subquery(newest.values("pk")[:1])).filter(newest__isnull=False).order_by("pk")
        tags = [tag.get_absolute_url() for tag in used.only("slug")[: FILE_MAX - len(PAGES) - len(sections)]]
        body = urlset.document("urlset", urlset.page_lines([*PAGES, *sections, *tags]))
        return answer(request, body, urlset.MEDIA_TYPE)


class NewsSitemap(View):
    """The stories of the last two days, newest first."""

    def get(self, request):
        newest = self.stories(timezone.now()).values_list("pk", "slug", "published_at", "language", "headline")[
            :NEWS_MAX
        ]
        body = urlset.document("urlset", urlset.news_lines(newest), news=True)
        return answer(request, body, urlset.MEDIA_TYPE)

    def stories(self, at: datetime) -> QuerySet[Article]:
        return Article.objects.dispatches().filter(published_at__gte=at - NEWS_AGE).newest_first()
