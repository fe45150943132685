import re
from datetime import timedelta

import pytest

from articles.querysets import Cursor
from articles.views import StoryList
from tests.factories import NOON, make_article, make_brief, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr(StoryList, "page_length", 3)


def headlines(page):
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    return re.findall(r"Story (\d+)\b", main)


def walk(client, path):
    """The headlines of every page that "older" leads to, page by page."""
    pages = []
    query = ""
    while True:
        page = client.get(path + query)
        assert page.status_code == 200
        pages.append(headlines(page))
        older = re.search(
            r'href="[^"]*(\?before=[\d-]+)"[^>]*rel="next"|rel="next"[^>]*href="[^"]*(\?before=[\d-]+)"', page.text
        )
        if older is None:
            return pages
        query = older[1] or older[2]


@pytest.mark.parametrize("path", ["/latest/", "/section/region/", "/tag/roads/"])
def test_older_pages_follow_by_cursor_and_miss_nothing(client, short_pages, path):
    for number in range(7):
        make_article(f"Story {number}", minutes=number, tags=["Roads"])
    assert walk(client, path) == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_stories_of_one_moment_stand_in_the_order_of_their_numbers(client, short_pages):
    for number in range(5):
        make_article(f"Story {number}")
    assert walk(client, "/latest/") == [["4", "3", "2"], ["1", "0"]]


@pytest.mark.parametrize(
    "cursor", ["", "x", "1-", "-1", "1-2-3", "1601625600000000", "9" * 40 + "-1", "１-１", "0-0x1"]
)
def test_a_cursor_that_is_none_is_404(client, cursor):
    assert client.get("/latest/", {"before": cursor}).status_code == 404


def test_a_cursor_survives_printing_and_reading():
    cursor = Cursor(NOON.replace(microsecond=999_999), 12)
    assert Cursor.parse(str(cursor)) == cursor


def test_briefs_stand_in_latest_and_not_in_section_or_tag(client):
    brief = make_brief("Brief of the day")
    brief.tags.add("Roads")
    assert "Brief of the day" in client.get("/latest/").text
    for path in ("/section/region/", "/tag/roads/"):
        page = client.get(path).text
        assert "Brief of the day" not in page[page.index("<main") : page.index("</main>")]


def test_a_brief_of_another_day_closes_the_day_above_it(client):
    make_article("Later story", summary="", published_at=NOON + timedelta(days=30))
    make_brief("A brief")
    make_article("Older story", minutes=-60)
    page = client.get("/latest/").text
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r"November 1, 2020|October 2, 2020|Earlier|Later story|A brief|Older story", main) == [
        "November 1, 2020",
        "Later story",
        "Earlier",
        "A brief",
        "October 2, 2020",
        "Older story",
    ]


@pytest.mark.parametrize(("stories", "layout"), [(5, "short"), (6, "")])
@pytest.mark.parametrize("path", ["/section/region/", "/tag/roads/"])
def test_the_sidebars_stand_below_a_list_of_few_stories(client, path, stories, layout):
    for _ in range(stories):
        make_article(tags=["Roads"])
    assert f'<div class="page wrap {layout}">' in client.get(path).text


def test_an_empty_section_helps_the_reader_on(client):
    make_section("Culture")
    page = client.get("/section/culture/")
    assert page.status_code == 200
    assert "/latest/" in page.text


@pytest.mark.parametrize("path", ["/section/nothing/", "/tag/nothing/"])
def test_an_unknown_section_or_tag_is_404(client, path):
    assert client.get(path).status_code == 404
