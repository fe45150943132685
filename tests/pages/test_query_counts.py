"""Every public page has its number of queries; it does not grow with the rows."""

import pytest
from django.test import Client

from articles.models import Author, Byline, Correction
from articles.web.shared_rows import ROWS
from tests.support.factories import make_article, make_brief, make_bylines, make_section, make_top_story

# A page that is made anew: on its own, and when other pages of its edition were asked for before.
PAGES = {
    "/": (6, 4),
    "/latest/": (4, 1),
    "/section/region/": (5, 1),
    "/tag/roads/": (7, 3),
    "/tags/": (6, 2),
    "/tags/?letter=R": (6, 2),
    "/authors/": (6, 2),
    "/author/anahit/": (6, 2),
    "/archive/": (7, 3),
    "/archive/2020/": (7, 3),
    "/archive/2020/10/": (7, 3),
    "/archive/2020/10/02/": (6, 2),
    "/corrections/": (5, 1),
    "/news/{story}/the-story/": (8, 4),
    "/news/{brief}/the-brief/": (5, 1),
    "/news/{story}/history/": (6, 2),
    "/nothing/": (4, 0),
    "/news/{story}.txt": (2, 2),
    "/news/{story}.md": (2, 2),
    "/news/{story}.json": (2, 2),
}


@pytest.mark.django_db
@pytest.mark.parametrize("stories", [13, 60])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_so_often_and_no_more(path, stories, django_assert_num_queries):
    story = make_article("The story", tags=["Roads", "Rain", "Snow"])
    author = Author.objects.create(name="Anahit")
    for number in range(stories):
        article = make_article(section=make_section(f"Section {number % 6}"), minutes=number, tags=["Roads", "Rain"])
        Byline.objects.create(article=article, author=author)
        if number % 4 == 0:
            make_top_story(article)
            Correction.objects.create(article=article, text="It was two.")
            Correction.objects.create(article=story, text="It was three.")
    make_article(minutes=99)
    make_bylines(story, "Anahit Sargsyan", "Karen Petrosyan")
    brief = make_brief("The brief")
    path, (alone, in_an_edition), rows = path.format(story=story.pk, brief=brief.pk), PAGES[path], {}
    with django_assert_num_queries(alone):
        assert Client().get(path).status_code in (200, 404)
    Client().get("/", **{ROWS: rows})
    Client().get("/latest/", **{ROWS: rows})
    with django_assert_num_queries(in_an_edition):
        assert Client().get(path, **{ROWS: rows}).status_code in (200, 404)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "queries"), [("/latest/", 5), ("/section/region/", 5), ("/tag/roads/", 6)])
def test_older_and_newer_pages_ask_no_more_often_than_with_the_latest_news_beside_them(
    path, queries, django_assert_num_queries
):
    stories = [make_article(minutes=number, tags=["Roads"]) for number in range(100)]
    for number, turn in ((50, "before"), (10, "after")):
        at = int(stories[number].published_at.timestamp() * 1_000_000)
        with django_assert_num_queries(queries):
            assert Client().get(path, {turn: f"{at}-{stories[number].pk}"}).status_code == 200
