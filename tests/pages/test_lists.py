import re
from datetime import timedelta
from html import unescape

import pytest

from articles.database.cursor import Cursor
from articles.models import Author, Byline
from articles.pages.lists import StoryList
from tests.support.factories import NOON, make_article, make_brief, make_section

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


def turns(page):
    """(rel, address) of the links to the pages beside this one."""
    return [
        (rel, unescape(address)) for address, rel in re.findall(r'<a class="\w+" href="([^"]+)" rel="(\w+)"', page.text)
    ]


@pytest.mark.parametrize("path", ["/latest/", "/section/region/", "/tag/roads/", "/author/anahit/"])
def test_newer_pages_lead_back_to_the_plain_address_and_miss_nothing(client, short_pages, path):
    author = Author.objects.create(name="Anahit")
    for number in range(10):
        Byline.objects.create(article=make_article(f"Story {number}", minutes=number, tags=["Roads"]), author=author)
    page = client.get(path)
    while older := dict(turns(page)).get("next"):
        page = client.get(older)
    assert headlines(page) == ["0"]
    pages, addresses = [], []
    while newer := dict(turns(page)).get("prev"):
        page = client.get(newer)
        pages.append(headlines(page))
        addresses.append(newer)
    assert pages == [["3", "2", "1"], ["6", "5", "4"], ["9", "8", "7"]]
    assert addresses[-1] == path


def test_the_first_page_has_nothing_newer_and_the_last_nothing_older(client, short_pages):
    stories = [make_article(minutes=number) for number in range(4)]
    second = f"/latest/?before={Cursor.of(stories[1])}"
    assert turns(client.get("/latest/")) == [("next", second)]
    assert turns(client.get(second)) == [("prev", "/latest/")]


def test_a_list_of_one_page_has_no_links_to_others(client, short_pages):
    for _ in range(3):
        make_article()
    assert turns(client.get("/latest/")) == []


def test_a_page_with_no_full_page_of_newer_stories_is_the_plain_address(client, short_pages):
    stories = [make_article(minutes=number) for number in range(5)]
    answer = client.get("/latest/", {"after": str(Cursor.of(stories[1]))})
    assert (answer.status_code, answer["Location"]) == (302, "/latest/")


def test_newer_stories_of_one_moment_stand_in_the_order_of_their_numbers(client, short_pages):
    stories = [make_article(f"Story {number}") for number in range(5)]
    assert headlines(client.get("/latest/", {"after": str(Cursor.of(stories[0]))})) == ["3", "2", "1"]


def test_a_page_older_than_everything_leads_back(client):
    make_article()
    page = client.get("/latest/", {"before": "1-1"})
    assert page.status_code == 200
    assert '<a href="/latest/">Back to the newest here</a>' in page.text


@pytest.mark.parametrize("turn", ["before", "after"])
@pytest.mark.parametrize(
    "cursor", ["", "x", "1-", "-1", "1-2-3", "1601625600000000", "9" * 40 + "-1", "１-１", "0-0x1"]
)
@pytest.mark.parametrize("path", ["/latest/", "/corrections/"])
def test_a_cursor_that_is_none_is_404(client, path, cursor, turn):
    assert client.get(path, {turn: cursor}).status_code == 404


def test_two_cursors_at_once_are_404(client):
    assert client.get("/latest/", {"before": "1-1", "after": "1-1"}).status_code == 404


def test_a_later_page_names_itself_as_canonical(client, short_pages, settings):
    settings.SITE_URL = "https://portal.example"
    stories = [make_article(minutes=number) for number in range(4)]
    cursor = Cursor.of(stories[1])
    page = client.get("/latest/", {"before": str(cursor)})
    assert f'<link rel="canonical" href="https://portal.example/latest/?before={cursor}">' in page.text


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


def test_an_empty_latest_news_does_not_link_to_itself(client, db):
    page = client.get("/latest/").text

    assert "No stories yet" in page
    assert "Latest news from all sections" not in page


def test_an_empty_section_leads_to_latest_news(client, db):
    make_section("Opera")

    assert '<a href="/latest/">Latest news from all sections</a>' in client.get("/section/opera/").text
