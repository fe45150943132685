"""The addresses of the public pages."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from articles import dataviews, views


def page(view):
    """A public page: it only answers questions, so a POST is 405 and needs no token to be told so."""
    return csrf_exempt(view.as_view(http_method_names=["get", "head", "options"]))


app_name = "articles"
urlpatterns = [
    path("", page(views.FrontPage), name="front"),
    path("latest/", page(views.LatestPage), name="latest"),
    path("section/<slug:slug>/", page(views.SectionPage), name="section"),
    path("tag/<slug:slug>/", page(views.TagPage), name="tag"),
    path("news/<int:pk>/<str:slug>/", page(views.ArticlePage), name="article"),
    path("news/<int:pk>/", page(views.ArticlePage), {"slug": ""}),
    path("news/<int:pk>.txt", page(dataviews.ArticleSeed), name="article-txt"),
    path("news/<int:pk>.md", page(dataviews.ArticleMarkdown), name="article-md"),
    path("news/<int:pk>.json", page(dataviews.ArticleNinjs), name="article-json"),
]
