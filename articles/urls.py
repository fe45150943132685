"""The URLs of the public pages."""

from django.urls import path, register_converter

from articles.feeds import views as feeds
from articles.pages import archive, data, front, lists
from articles.pages.preview import PreviewPage
from articles.pages.search import SearchPage
from articles.pages.story import ArticlePage, HistoryPage
from articles.sitemaps import views as sitemaps
from articles.web.public_page import page


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


app_name = "articles"
urlpatterns = [
    path("", page(front.FrontPage), name="front"),
    path("latest/", page(lists.LatestPage), name="latest"),
    path("section/<slug:slug>/", page(lists.SectionPage), name="section"),
    path("tag/<slug:slug>/", page(lists.TagPage), name="tag"),
    path("author/<slug:slug>/", page(lists.AuthorPage), name="author"),
    path("archive/", page(archive.ArchivePage), name="archive"),
    path("archive/<year:year>/", page(archive.ArchivePage), name="year"),
    path("archive/<year:year>/<dd:month>/", page(archive.MonthPage), name="month"),
    path("archive/<year:year>/<dd:month>/<dd:day>/", page(archive.DayPage), name="day"),
    path("corrections/", page(lists.CorrectionsPage), name="corrections"),
    path("search/", page(SearchPage, kept=False), name="search"),
    path("news/<int:pk>/history/", page(HistoryPage), name="history"),
    path("news/<int:pk>/<str:slug>/", page(ArticlePage), name="article"),
    path("news/<int:pk>/", page(ArticlePage), {"slug": ""}),
    path("preview/<str:token>/", page(PreviewPage, kept=False, live=True), name="preview"),
    path("feeds/latest.<slug:form>", page(feeds.LatestFeed), name="latest_feed"),
    path("feeds/corrections.<slug:form>", page(feeds.CorrectionsFeed), name="corrections_feed"),
    path("section/<slug:slug>/feed.<slug:form>", page(feeds.SectionFeed), name="section_feed"),
    path("tag/<slug:slug>/feed.<slug:form>", page(feeds.TagFeed), name="tag_feed"),
    path("author/<slug:slug>/feed.<slug:form>", page(feeds.AuthorFeed), name="author_feed"),
    path("sitemap.xml", page(sitemaps.SitemapIndex), name="sitemap"),
    path("sitemap-news.xml", page(sitemaps.NewsSitemap), name="news_sitemap"),
    path("sitemaps/pages.xml", page(sitemaps.PagesSitemap), name="pages_sitemap"),
    path("sitemaps/<str:name>.xml", page(sitemaps.MonthSitemap), name="month_sitemap"),
    path("robots.txt", page(sitemaps.Robots), name="robots"),
    path("news/<int:pk>.txt", page(data.ArticleSeed), name="article_txt"),
    path("news/<int:pk>.md", page(data.ArticleMarkdown), name="article_md"),
    path("news/<int:pk>.json", page(data.ArticleNinjs), name="article_json"),
]
