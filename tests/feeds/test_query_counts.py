"""Feeds and sitemaps have their number of queries, which does not grow with the rows."""

from datetime import timedelta

import pytest

from articles.models import Author, Byline, Correction
from tests.support.factories import make_article, make_section

PATHS = {
    **{f"/feeds/latest.{form}": 2 for form in ("rss", "atom", "json")},
    **{f"/section/section-1/feed.{form}": 3 for form in ("rss", "atom", "json")},
    **{f"/tag/roads/feed.{form}": 3 for form in ("rss", "atom", "json")},
    **{f"/author/ani/feed.{form}": 3 for form in ("rss", "atom", "json")},
    "/feeds/corrections.atom": 2,
    "/sitemap.xml": 4,
    "/sitemaps/2020-10.xml": 1,
    "/sitemaps/pages.xml": 2,
    "/sitemap-news.xml": 1,
    "/robots.txt": 1,  # the languages of the site
}


@pytest.mark.django_db
@pytest.mark.parametrize("stories", [12, 60])
@pytest.mark.parametrize("path", PATHS)
def test_a_feed_or_sitemap_asks_the_database_so_often_and_no_more(client, path, stories, django_assert_num_queries):
    ani, aram = (Author.objects.create(name=name) for name in ("Ani", "Aram"))
    for number in range(stories):
        article = make_article(section=make_section(f"Section {number % 3}"), minutes=number, tags=["Roads", "Rain"])
        Byline.objects.bulk_create([Byline(article=article, author=author) for author in (ani, aram)])
        if number % 5 == 0:
            article.withdrawn_at = article.published_at + timedelta(hours=1)
            article.save()
        if number % 3 == 0:
            Correction.objects.create(article=article, text="It was Monday.")
    with django_assert_num_queries(PATHS[path]):
        assert client.get(path).status_code == 200
