"""The URLs of the public pages."""

from django.urls import path, register_converter

from articles.feeds import views as feeds
from articles.pages import archive, data, front, indexes, lists
from articles.pages.languages import in_every_language
from articles.pages.open_search import OpenSearch
from articles.pages.preview import PreviewPage
from articles.pages.search import SearchPage
from articles.pages.site_page import SitePageKinds, SitePageView
from articles.pages.story import ArticlePage, HistoryPage
from articles.reading.pagination import CURSORS
from articles.sitemaps import views as sitemaps
from articles.sitemaps.robots import Robots
from articles.web.public_page import PublicPage


class Digits:
    """A path converter for numbers of fixed length with leading zeros: 2020, 02. Other forms do not match."""

    def __init_subclass__(cls, length):
        cls.length, cls.regex = length, f"[0-9]{{{length}}}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:0{self.length}}"


class Year(Digits, length=4):
    """A year, 0001 to 9999; years outside our range simply have no stories."""


class TwoDigits(Digits, length=2):
    """A month or a day."""


register_converter(Year, "year")
register_converter(TwoDigits, "dd")
register_converter(SitePageKinds, "site_page")


app_name = "articles"
in_a_language = [
    path("", PublicPage(front.FrontPage), name="front"),
    path("latest/", PublicPage(lists.LatestPage, query_params=CURSORS), name="latest"),
    path("section/<slug:slug>/", PublicPage(lists.SectionPage, query_params=CURSORS), name="section"),
    path("tag/<slug:slug>/", PublicPage(lists.TagPage, query_params=CURSORS), name="tag"),
    path("author/<slug:slug>/", PublicPage(lists.AuthorPage, query_params=CURSORS), name="author"),
    path("tags/", PublicPage(indexes.TagIndex, query_params=indexes.PARAMETERS), name="tags"),
    path("authors/", PublicPage(indexes.AuthorIndex, query_params=indexes.PARAMETERS), name="authors"),
    path("archive/", PublicPage(archive.ArchivePage, query_params=("date",)), name="archive"),
    path("archive/<year:year>/", PublicPage(archive.ArchivePage), name="year"),
    path("archive/<year:year>/<dd:month>/", PublicPage(archive.MonthPage), name="month"),
    path("archive/<year:year>/<dd:month>/<dd:day>/", PublicPage(archive.DayPage, query_params=CURSORS), name="day"),
    path("corrections/", PublicPage(lists.CorrectionsPage, query_params=CURSORS), name="corrections"),
    path("<site_page:kind>/", PublicPage(SitePageView), name="site_page"),
    path("search/", PublicPage(SearchPage, cacheable=False), name="search"),
    path("opensearch.xml", PublicPage(OpenSearch), name="open_search"),
    path("news/<int:pk>/history/", PublicPage(HistoryPage), name="history"),
    path("news/<int:pk>/<str:slug>/", PublicPage(ArticlePage), name="article"),
    path("news/<int:pk>/", PublicPage(ArticlePage), {"slug": ""}),
    path("feeds/latest.<slug:form>", PublicPage(feeds.LatestFeed), name="latest_feed"),
    path("feeds/corrections.<slug:form>", PublicPage(feeds.CorrectionsFeed), name="corrections_feed"),
    path("feeds/all.opml", PublicPage(feeds.FeedList), name="feed_list"),
    path("section/<slug:slug>/feed.<slug:form>", PublicPage(feeds.SectionFeed), name="section_feed"),
    path("tag/<slug:slug>/feed.<slug:form>", PublicPage(feeds.TagFeed), name="tag_feed"),
    path("author/<slug:slug>/feed.<slug:form>", PublicPage(feeds.AuthorFeed), name="author_feed"),
    path("sitemap-news.xml", PublicPage(sitemaps.NewsSitemap), name="news_sitemap"),
]
for_all_languages = [
    path("preview/<str:token>/", PublicPage(PreviewPage, cacheable=False, may_use_replica=False), name="preview"),
    path("sitemap.xml", PublicPage(sitemaps.SitemapIndex), name="sitemap"),
    path("sitemaps/pages.xml", PublicPage(sitemaps.PagesSitemap), name="pages_sitemap"),
    path("sitemaps/<str:name>.xml", PublicPage(sitemaps.MonthSitemap), name="month_sitemap"),
    path("robots.txt", PublicPage(Robots), name="robots"),
    path("news/<int:pk>.txt", PublicPage(data.ArticleSeed), name="article_txt"),
    path("news/<int:pk>.md", PublicPage(data.ArticleMarkdown), name="article_md"),
    path("news/<int:pk>.json", PublicPage(data.ArticleNinjs), name="article_json"),
]
urlpatterns = [*for_all_languages, *in_every_language(in_a_language)]
