"""What counts as reading a story, and what does not."""

import pytest
from django.conf import settings

from portal.readership.reader import ROBOTS, is_reader, story_of

BROWSER = {
    "REQUEST_METHOD": "GET",
    "HTTP_SEC_FETCH_DEST": "document",
    "HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
}


def test_a_browser_that_opens_a_page_counts():
    assert is_reader(BROWSER)


@pytest.mark.parametrize(
    "other",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 HeadlessChrome/130.0"},
    ],
)
def test_programs_and_pages_fetched_in_advance_do_not_count(other):
    assert not is_reader(BROWSER | other)


def test_a_program_that_says_nothing_of_its_purpose_does_not_count():
    assert not is_reader({"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": "curl/8.5"})


@pytest.mark.parametrize(
    ("path", "story"),
    [
        ("/news/41/bridge-opens/", 41),
        ("/ru/news/41/most/", 41),
        ("/zh-Hant/news/41/x/", 41),
        ("/news/41/մուտք/", 41),
        ("/news/41/history/", None),
        ("/news/41/", None),
        ("/news/41.md", None),
        ("/section/news/", None),
        ("/a/b/news/41/x/", None),
        ("/news/" + "9" * 19 + "/x/", None),
        ("/news/٤١/x/", None),
        ("", None),
    ],
)
def test_a_storys_page_is_known_by_its_path(path, story):
    assert story_of(path) == story


def test_nginx_leaves_out_the_same_robots():
    assert f"(?!.*({ROBOTS}))" in (settings.BASE_DIR / "deploy/nginx.conf").read_text()
