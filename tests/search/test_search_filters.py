"""The filters of the search: by time, tag, author and picture, as links and in the address."""

import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from articles import search as search_module
from articles.models import Language, PhotoUse, TagName
from tests.support.factories import NOON, make_article, make_bylines, make_photo, make_section

pytestmark = pytest.mark.django_db


def headlines(page):
    return [re.sub("<[^>]*>", "", text) for text in re.findall(r'<h2 class="headline"[^>]*>(.*?)</h2>', page)]


def search(client, path="/search/", **asked):
    return client.get(path, {"q": "bridge", **asked}).text


def links(page, name):
    """The links of the element with that class: (what they say, the query that they ask)."""
    part = re.search(rf'<(\w+) class="{name}".*?</\1>', page, re.DOTALL)
    found = re.findall(r'<a href="\?([^"]*)"[^>]*>(.*?)</a>', part[0], re.DOTALL) if part else []
    said = [" ".join(re.sub(r"<span class=.unseen.>.*?</span>|<[^>]*>", "", words).split()) for _, words in found]
    return list(zip(said, (parse_qs(query.replace("&amp;", "&")) for query, _ in found), strict=True))


@pytest.mark.parametrize(
    ("when", "found"),
    [("day", ["Bridge 0"]), ("week", ["Bridge 0", "Bridge 3"]), ("year", ["Bridge 0", "Bridge 3", "Bridge 200"])],
)
def test_a_span_ends_now(client, when, found):
    for days in (0, 3, 200, 900):
        make_article(f"Bridge {days}", published_at=timezone.now() - timedelta(days=days, minutes=1))
    assert headlines(search(client, when=when, order="new")) == found


def test_days_say_more_than_a_span(client):
    make_article("Bridge of old", published_at=NOON)
    page = search(client, when="day", to="2020-10-03")
    assert headlines(page) == ["Bridge of old"]
    assert links(page, "chips") == [("To October 3, 2020", {"q": ["bridge"]})]


def test_a_tag_is_found_by_its_name_or_a_part_of_it(client):
    make_article("Bridge one", tags=["Public roads"], minutes=1)
    make_article("Bridge two", tags=["Rain"])
    for typed in ("public ROADS", "road"):
        page = search(client, tag=typed)
        assert headlines(page) == ["Bridge one"]
        assert links(page, "chips")[0][0] == "Topic: Public roads"


def test_of_several_tags_a_reader_chooses(client):
    make_article("Bridge one", tags=["Public roads"])
    make_article("Bridge two", tags=["Railroads"])
    page = search(client, tag="road")
    assert "Several topics have “road” in their name." in page
    assert headlines(page) == []
    assert links(page, "links") == [
        ("Public roads", {"q": ["bridge"], "tag": ["Public roads"]}),
        ("Railroads", {"q": ["bridge"], "tag": ["Railroads"]}),
    ]
    assert 'name="tag" value="road"' in page
    assert '<details class="filters" open>' in page


def test_a_name_that_is_a_part_of_others_is_that_name(client):
    make_article("Bridge one", tags=["Roads"])
    make_article("Bridge two", tags=["Railroads"])
    assert headlines(search(client, tag="roads")) == ["Bridge one"]


def test_a_tag_or_an_author_that_is_not_known_is_named_with_the_cure(client):
    make_bylines(make_article("Bridge, a draft", published_at=None, tags=["Secret"]), "Anna Secret")
    assert "No story is about “secret”. Correct the name, or leave it out." in search(client, tag="secret")
    assert "No author is called “secret”. Correct the name, or leave it out." in search(client, author="secret")
    assert "Give a name: this holds characters that no name has." in search(client, author="a\0b")
    assert "A name has at most 100 characters." in search(client, tag="a" * 101)


def test_an_author_is_found_by_a_part_of_the_name(client):
    make_bylines(make_article("Bridge one"), "Anna Petrosyan")
    make_article("Bridge two")
    page = search(client, author="petros")
    assert headlines(page) == ["Bridge one"]
    assert links(page, "chips") == [("Author: Anna Petrosyan", {"q": ["bridge"]})]


def test_stories_with_pictures_only(client):
    PhotoUse.objects.create(article=make_article("Bridge one"), photo=make_photo(), position=1)
    make_article("Bridge two")
    page = search(client, photos="1")
    assert headlines(page) == ["Bridge one"]
    assert re.search(r'<input type="checkbox" name="photos"[^>]* checked', page)
    assert 'alt="A bridge over a gorge"' in page
    assert len(headlines(search(client))) == 2


def test_each_filter_is_taken_off_by_a_link_that_keeps_the_others(client):
    make_article("Bridge", section=make_section("Sport"), tags=["Roads"])
    asked = {"tag": "roads", "section": "sport", "photos": "1", "order": "new", "page": "1"}
    kept = {"q": ["bridge"], "tag": ["roads"], "section": ["sport"], "photos": ["1"], "order": ["new"]}

    def without(name):
        return {one: value for one, value in kept.items() if one != name}

    assert links(search(client, **asked), "chips") == [
        ("Section: Sport", without("section")),
        ("Topic: Roads", without("tag")),
        ("With pictures only", without("photos")),
    ]


def test_the_newest_come_first_if_a_reader_asks_for_them(client):
    make_article("Bridge in the headline")
    make_article("Later", body="<p>A bridge.</p>", summary="-", minutes=9)
    assert headlines(search(client)) == ["Bridge in the headline", "Later"]
    page = search(client, order="new")
    assert headlines(page) == ["Later", "Bridge in the headline"]
    assert '<input type="hidden" name="order" value="new"' in page
    assert "There is no such order." in search(client, order="x")


def test_nothing_found_says_what_each_filter_costs(client):
    make_article("Bridge of Sport", section=make_section("Sport"))
    make_article("Bridge of Rain", tags=["Rain"])
    make_article("Snow", tags=["Roads"])
    page = search(client, section="sport", tag="rain")
    assert "No story was found for “bridge”." in page
    said = " ".join(re.sub("<[^>]*>", "", re.search(r'<ul class="loosened">.*?</ul>', page, re.DOTALL)[0]).split())
    assert said == (
        "Without the filter “Section: Sport” · 1 story "
        "Without the filter “Topic: Rain” · 1 story Without any filter · 2 stories"
    )
    assert "loosened" not in client.get("/search/", {"q": "nothing", "section": "sport"}).text


def test_a_search_that_took_long_and_found_nothing_is_not_tried_in_other_ways(client, monkeypatch):
    make_article("Bridge of Sport", section=make_section("Sport"))
    asked, numbers = [], search_module.numbers

    def slow(connection, terms, *more, **given):
        asked.append(terms)
        monkeypatch.setattr("articles.pages.search.PATIENCE", 0)
        return numbers(connection, terms, *more, **given)

    monkeypatch.setattr("articles.pages.search.search.numbers", slow)
    page = search(client, section="sport", photos="1")
    assert "No story was found for “bridge”." in page
    assert len(asked) == 1


def test_the_tags_of_what_was_found_are_offered(client):
    make_article("Bridge one", tags=["Roads", "Rain"])
    make_article("Bridge two", tags=["Roads"])
    page = search(client)
    assert re.findall('<option value="([^"]*)"></option>', page) == ["Roads", "Rain"]
    assert links(page, "more-like")[0] == ("Roads", {"q": ["bridge"], "tag": ["Roads"]})


@pytest.mark.parametrize("typed", ["br*", "b.*", "b)*", "b\u0323*"])
def test_a_beginning_of_too_many_words_is_refused(client, typed):
    make_article("Bridge")
    page = client.get("/search/", {"q": f"bridge {typed}"}).text
    assert f"“{typed}” is the beginning of too many words. Give 3 letters before the asterisk." in page
    assert f'value="bridge {typed}"' in page
    assert headlines(client.get("/search/", {"q": "bri*"}).text) == ["Bridge"]


def test_a_tag_has_its_name_in_the_pages_language(client):
    Language.objects.create(tag="ru", opened_at=NOON)
    story = make_article("Bridge по-русски", language="ru", tags=["Roads"])
    TagName.objects.create(tag=story.tags.get(), language="ru", name="Дороги")
    for typed in ("дорог", "Roads"):
        page = search(client, "/ru/search/", tag=typed)
        assert headlines(page) == ["Bridge по-русски"]
        assert re.findall('<option value="([^"]*)"></option>', page) == ["Дороги"]
    assert "No story is about “Roads”" in search(client, tag="Roads")  # none in English


@pytest.mark.parametrize(
    "typed", ["x" * 10_000, " ".join(["word"] * 200), "\ud800", "a AND (b OR", '"', "\0", "-" * 199]
)
def test_hostile_words_are_answered(client, typed):
    text = typed.encode("utf-8", "surrogatepass")
    for name in ("q", "tag", "author", "when", "order", "photos", "language", "section"):
        assert client.get("/search/", {"q": "bridge", name: text}).status_code == 200


def test_empty_parameters_leave_the_address(client):
    page = client.get("/search/", {"q": "bridge", "section": "", "from": "", "photos": "1", "order": ""})
    assert (page.status_code, page["Location"]) == (302, "?q=bridge&photos=1")
    assert client.get("/search/", {"q": ""}).status_code == 200


def test_the_only_filter_is_offered_to_be_left_out_once(client):
    make_article("Bridge opens")
    make_section("Sport", slug="sport")
    page = search(client, section="sport")
    assert [said for said, _ in links(page, "loosened")] == ["Without the filter “Section: Sport”"]


def test_a_mistake_is_said_below_its_field(client):
    page = search(client, **{"from": "yesterday"})
    assert re.search(
        r'id="id_from"[^>]*></p>\s*<div class="mistakes" role="alert">\s*<p id="id_from_error">“From” must', page
    )
    assert 'aria-describedby="id_from_error"' in page


def test_a_search_that_finds_nothing_names_the_languages_that_have_something(client):
    Language.objects.create(tag="ru", opened_at=NOON)
    make_article("Bridge opens", language="ru")
    page = search(client)
    part = re.search(r'<p class="meant">(.*?)</p>', page, re.DOTALL)[1]
    assert " ".join(re.sub("<[^>]*>", "", part).split()) == "Русский: 1 story Search in all languages"
    assert '<a href="?q=bridge&amp;language=all">' in part
    assert headlines(search(client, language="all")) == ["Bridge opens"]


def test_a_site_of_one_language_names_no_other(client):
    assert "Search in all languages" not in search(client)


@pytest.mark.parametrize(("path", "word"), [("/search/", "Topic"), ("/ru/search/", "Тема"), ("/hy/search/", "Թեմա")])
def test_readers_read_of_topics_never_of_tags(client, path, word):
    for language in ("ru", "hy"):
        Language.objects.create(tag=language, opened_at=NOON)
    assert f'<label for="id_tag">{word}</label>' in client.get(path).text
