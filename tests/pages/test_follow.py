"""How readers follow a tag, a section or an author: a plain list of feeds below the heading."""

import re

import pytest

from tests.support.factories import make_article, make_bylines, open_language

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/tag/roads/", "/section/region/", "/author/anahit/"])
def test_the_list_leads_to_its_feeds(client, path):
    make_bylines(make_article(tags=["Roads"]), "Anahit")
    follow = re.search(r'<details class="follow">.*?</details>', client.get(path).text, re.DOTALL)[0]
    feeds = re.findall(r'<a href="([^"]+)">([^<]+)</a>', follow)
    assert feeds == [(f"{path}feed.rss", "RSS"), (f"{path}feed.atom", "Atom"), (f"{path}feed.json", "JSON Feed")]
    assert [client.get(feed).status_code for feed, _ in feeds] == [200, 200, 200]


def test_it_is_in_the_pages_language(client):
    open_language("ru")
    make_article("Дорога", language="ru", tags=["Roads"])
    page = client.get("/ru/tag/roads/").text
    assert "<summary>Подписаться</summary>" in page
    assert '<a href="/ru/tag/roads/feed.rss">RSS</a>' in page
