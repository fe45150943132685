"""The rail of sidebars beside a short page is short, too."""

import pytest

from tests.support.factories import make_article, make_section, make_site_page, make_top_story

pytestmark = pytest.mark.django_db

TOP, LATEST = 'id="top-stories"', 'id="latest-news"'


def boxes(page) -> list[str]:
    rail = page.text[page.text.index('<aside class="rail"') : page.text.index("</aside>")]
    return [box for box in (TOP, LATEST) if box in rail]


@pytest.mark.parametrize(("stories", "expected"), [(5, [TOP, LATEST]), (6, [TOP]), (12, [TOP]), (13, [TOP, LATEST])])
def test_latest_news_is_beside_a_long_list_and_below_a_short_one(client, stories, expected):
    section = make_section("Culture")
    made = [make_article(f"A story {number}", section=section, minutes=number) for number in range(stories)]
    make_top_story(made[0])
    assert boxes(client.get("/section/culture/")) == expected


@pytest.mark.parametrize("address", ["/about/", "/partners/"])
def test_only_top_stories_are_beside_pages_of_few_words(client, address):
    make_site_page("about")
    make_top_story(make_article("A story"))
    assert boxes(client.get(address)) == [TOP]


def test_latest_news_is_beside_them_if_there_are_no_top_stories(client):
    make_site_page("about")
    make_article("A story")
    assert boxes(client.get("/about/")) == [LATEST]
