"""The indexes of all topics and all authors: by letter, with numbers of stories, on pages that have an end."""

import re

import pytest

from articles.models import Author, Byline, Tag, TagName
from articles.reading import subject_index
from tests.support.factories import make_article, make_bylines, open_language

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'<li><a href="([^"]+)"><span[^>]*>([^<]+)</span>\s<span class="count">(\d+\+?)')


def main_of(page) -> str:
    return page.text[page.text.index("<main") : page.text.index("</main>")]


def index_of(page) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each heading of the index with its names and their numbers of stories."""
    found = []
    for part in main_of(page).split('<div class="year"')[1:]:
        letter = re.search(r"<h2 [^>]+>([^<]+)</h2>", part)
        found.append((letter and letter[1], [(name, stories) for _, name, stories in ENTRY.findall(part)]))
    return found


def test_tags_stand_by_letter_with_their_numbers_of_stories(client):
    make_article(tags=["Rain", "Roads", "apricots"])
    make_article(tags=["Rain", "Éclairs", "2020 vote"])
    assert index_of(client.get("/tags/")) == [
        ("0–9", [("2020 vote", "1")]),
        ("A", [("apricots", "1")]),
        ("E", [("Éclairs", "1")]),
        ("R", [("Rain", "2"), ("Roads", "1")]),
    ]
    assert '<a href="/tag/rain/">' in client.get("/tags/").text
    assert re.findall(r'<li><a href="#(letter-\d)">(.+?)</a>', client.get("/tags/").text)[3] == ("letter-4", "R")


def test_what_is_not_listed_is_not_counted_and_its_tags_are_not_named(client):
    make_article(tags=["Rain"])
    make_article(tags=["Rain", "Gone"]).withdraw()
    make_article(tags=["Rain", "Draft"], published_at=None)
    Tag.objects.create(name="Unused")
    assert index_of(client.get("/tags/")) == [("R", [("Rain", "1")])]


def test_each_language_has_its_names_in_the_order_of_its_alphabet(client):
    open_language("ru")
    make_article("Дорога", language="ru", tags=["Roads", "Fir", "Yerevan", "NATO"])
    for name, own in (("Roads", "Дороги"), ("Fir", "Ёлки"), ("Yerevan", "Ереван")):
        TagName.objects.create(tag=Tag.objects.get(name=name), language="ru", name=own)
    make_article(tags=["Only English"])
    assert index_of(client.get("/ru/tags/")) == [
        ("Д", [("Дороги", "1")]),
        ("Е", [("Ёлки", "1"), ("Ереван", "1")]),
        ("N", [("NATO", "1")]),
    ]
    assert '<a href="/ru/tag/dorogi/">' in client.get("/ru/tags/").text
    assert 'hreflang="ru" href="http://127.0.0.1:8000/ru/tags/"' in client.get("/tags/").text


def test_authors_stand_by_letter_too(client):
    make_bylines(make_article(), "Karen", "Anahit")
    Byline.objects.create(article=make_article(), author=Author.objects.get(name="Anahit"))
    Author.objects.create(name="Nobody yet")
    assert index_of(client.get("/authors/")) == [("A", [("Anahit", "2")]), ("K", [("Karen", "1")])]
    assert '<a href="/author/anahit/">' in client.get("/authors/").text


def test_counting_stops(client, monkeypatch):
    monkeypatch.setattr(subject_index, "COUNTED", 2)
    monkeypatch.setattr(subject_index.TAGS.counts, "_statements", {})
    for number in range(4):
        make_article(minutes=number, tags=["Roads"])
    assert index_of(client.get("/tags/")) == [("R", [("Roads", "2+")])]


@pytest.fixture
def many(monkeypatch):
    """Seven tags, more than the three that a page may have."""
    for module in ("articles.pages.indexes", "articles.reading.subject_index"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 3)
    make_article(tags=["Rain", "Roads", "Rivers", "Rock", "Snow", "Storms", "Sun"])


def test_a_large_site_has_a_page_for_each_letter(client, many):
    page = client.get("/tags/")
    assert index_of(page) == []
    assert re.findall(r'<a href="(\?letter=.|/tags/\?letter=.)">', main_of(page)) == [
        "/tags/?letter=R",
        "/tags/?letter=S",
    ]
    assert "Choose a letter, or one of the topics of late:" in page.text
    assert index_of(client.get("/tags/?letter=S")) == [(None, [("Snow", "1"), ("Storms", "1"), ("Sun", "1")])]


def test_a_large_letter_has_several_pages(client, many):
    first, second = client.get("/tags/?letter=R"), client.get("/tags/?letter=R&page=2")
    assert [name for name, _ in index_of(first)[0][1]] == ["Rain", "Rivers", "Roads"]
    assert [name for name, _ in index_of(second)[0][1]] == ["Rock"]
    assert '<a href="/tags/?letter=R&amp;page=2">2</a>' in main_of(first)
    assert 'rel="canonical" href="http://127.0.0.1:8000/tags/?letter=R&amp;page=2"' in second.text


@pytest.mark.parametrize(
    "query", ["letter=Q", "letter=R&page=9", "letter=R&page=0", "letter=R&page=x", "letter=%3Cb%3E"]
)
def test_what_is_not_there_is_said_with_what_is(client, many, query):
    page = client.get(f"/tags/?{query}")
    assert page.status_code == 404
    assert "Choose another letter." in page.text
    assert '<a href="/tags/?letter=S">S</a>' in page.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/tags/", "No topics yet. They come with the stories."),
        ("/authors/", "No stories with a name over them yet."),
    ],
)
def test_an_empty_site_says_so(client, path, words):
    page = client.get(path)
    assert page.status_code == 200
    assert words in page.text
    assert '<a href="/latest/">' in main_of(page)


def test_a_search_that_finds_nothing_leads_to_them(client):
    page = main_of(client.get("/search/?q=zzyzx"))
    assert '<a href="/tags/">All topics</a>' in page
    assert '<a href="/authors/">All authors</a>' in page


def test_the_foot_and_the_sitemap_lead_to_them(client):
    make_article()
    foot = client.get("/latest/").text.partition("<footer")[2]
    assert '<a href="/tags/">All topics</a>' in foot
    assert '<a href="/authors/">All authors</a>' in foot
    sitemap = client.get("/sitemaps/pages.xml").text
    assert "<loc>http://127.0.0.1:8000/tags/</loc>" in sitemap
    assert "<loc>http://127.0.0.1:8000/authors/</loc>" in sitemap
