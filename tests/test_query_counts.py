"""Every public page has its number of queries; it does not grow with the rows."""

import pytest
from django.test import Client

from articles.models import Author, Correction
from tests.factories import make_article, make_brief, make_bylines, make_section, make_top_story

PAGES = {
    "/": 8,
    "/latest/": 4,
    "/section/region/": 6,
    "/tag/roads/": 6,
    "/news/{story}/the-story/": 5,
    "/news/{brief}/the-brief/": 5,
    "/news/{story}.txt": 2,
    "/news/{story}.md": 2,
    "/news/{story}.json": 2,
}


@pytest.fixture(autouse=True)
def author_addresses(monkeypatch):
    """What the house gives them, until an author has a page."""
    monkeypatch.setattr(Author, "get_absolute_url", lambda self: f"/author/{self.slug}/")


@pytest.mark.django_db
@pytest.mark.parametrize("stories", [12, 60])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_so_often_and_no_more(path, stories, django_assert_num_queries):
    story = make_article("The story", tags=["Roads", "Rain", "Snow"])
    for number in range(stories):
        article = make_article(section=make_section(f"Section {number % 6}"), minutes=number, tags=["Roads", "Rain"])
        if number % 4 == 0:
            make_top_story(article)
    make_article(minutes=99)
    make_bylines(story, "Anahit Sargsyan", "Karen Petrosyan")
    for text in ("It is long.", "It is short."):
        Correction.objects.create(article=story, text=text)
    brief = make_brief("The brief")
    with django_assert_num_queries(PAGES[path]):
        assert Client().get(path.format(story=story.pk, brief=brief.pk)).status_code == 200
