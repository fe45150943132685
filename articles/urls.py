"""The addresses of the public pages."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("", views.FrontPage.as_view(), name="front"),
    path("latest/", views.LatestPage.as_view(), name="latest"),
    path("section/<slug:slug>/", views.SectionPage.as_view(), name="section"),
    path("tag/<slug:slug>/", views.TagPage.as_view(), name="tag"),
    path("news/<int:pk>/<str:slug>/", views.ArticlePage.as_view(), name="article"),
    path("news/<int:pk>/", views.ArticlePage.as_view(), {"slug": ""}),
]
