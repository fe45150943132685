"""The page of a tag: what an editor wrote of it, its lead story, related tags, its pages in other languages."""

import json
import re

import pytest

from articles.models import Article, Tag, TagName, TopicPage
from articles.models.topic_page import read_fact
from articles.reading import topics
from tests.support.factories import make_article, make_topic_page, make_version, open_language
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """Three stories of roads, the newest last."""
    return [make_article(f"Story {number}", minutes=number, tags=["Roads"]) for number in range(3)]


def main_of(page) -> str:
    return page.text[page.text.index("<main") : page.text.index("</main>")]


def related(client) -> list[str]:
    """The names of the topics that the page of Roads calls related."""
    box = main_of(client.get("/tag/roads/")).partition("related-topics")[2]
    return re.findall(r'href="/tag/[^"]+">([^<]+)<', box)


def headlines(page) -> list[str]:
    return re.findall(r'<a class="whole" href="[^"]+">([^<]+)</a>', main_of(page))


def data_of(page) -> list[dict]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1])["@graph"]


def meta(page, name: str) -> str:
    return re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page.text)[1]


def test_readers_read_the_introduction_and_the_key_facts(client, stories):
    make_topic_page(
        introduction="<p>All about <strong>roads</strong>.</p>", facts="Length: 7,700 km\nOpen all year: https://r.am"
    )
    page = main_of(client.get("/tag/roads/"))
    assert "<p>All about <strong>roads</strong>.</p>" in page
    assert re.findall(r"<li>(?:<b>([^<]+)</b> )?([^<]+)</li>", page.partition("key-facts")[2]) == [
        ("Length", "7,700\N{NO-BREAK SPACE}km"),
        ("Open all year", "https://r.am"),
    ]


def test_a_line_without_a_label_stands_as_it_is(client, stories):
    make_topic_page(facts="Read https://roads.am first")
    assert "<li>Read https://roads.am first</li>" in main_of(client.get("/tag/roads/"))


def test_the_page_describes_itself_by_the_introduction(client, stories):
    make_topic_page(introduction="<p>All about roads.</p><p>And bridges.</p>")
    page = client.get("/tag/roads/")
    assert meta(page, "description") == meta(page, "og:description") == "All about roads."
    found = data_of(page)[0]
    assert (found["@type"], found["description"], found["inLanguage"]) == ("CollectionPage", "All about roads.", "en")
    assert found["about"] == {"@type": "Thing", "name": "Roads", "description": "All about roads."}


@pytest.mark.parametrize("may_be_passed_on", [True, False])
def test_the_picture_goes_to_others_if_it_may(client, stories, may_be_passed_on):
    photo = make_photo(640, 480, alt="A bend", credit="Photo: Ani", may_be_passed_on=may_be_passed_on)
    make_topic_page(photo=photo)
    page = client.get("/tag/roads/")
    stem = photo.image.name.rpartition(".")[0]
    assert stem in main_of(page)
    assert 'alt="A bend"' in main_of(page)
    assert "Photo: Ani" in main_of(page)
    assert (stem in meta(page, "og:image")) == may_be_passed_on
    assert (stem in json.dumps(data_of(page))) == may_be_passed_on


def test_the_lead_story_stands_first_and_not_a_second_time(client, stories):
    make_topic_page(lead=stories[0])
    assert headlines(client.get("/tag/roads/")) == ["Story 0", "Story 2", "Story 1"]


def test_the_only_story_of_a_tag_stands_there_once(client):
    story = make_article("The only one", tags=["Roads"])
    make_topic_page(lead=story)
    assert headlines(client.get("/tag/roads/")) == ["The only one"]


@pytest.mark.parametrize("gone", ["withdraw", "draft", "other language", "deleted"])
def test_without_its_lead_story_the_list_begins_with_the_newest(client, stories, gone):
    make_topic_page(lead=stories[0])
    if gone == "withdraw":
        stories[0].withdraw()
    elif gone == "draft":
        Article.objects.filter(pk=stories[0].pk).update(published_at=None)
    elif gone == "other language":
        open_language("ru")
        Article.objects.filter(pk=stories[0].pk).update(site_language="ru")
    else:
        stories[0].delete()
    assert headlines(client.get("/tag/roads/")) == ["Story 2", "Story 1"]


def test_a_tag_of_which_nobody_wrote_shows_the_list_alone(client, stories):
    page = main_of(client.get("/tag/roads/"))
    assert '<div class="topic">' not in page
    assert data_of(client.get("/tag/roads/"))[0]["@type"] == "BreadcrumbList"
    assert headlines(client.get("/tag/roads/")) == ["Story 2", "Story 1", "Story 0"]


def test_older_pages_of_the_list_show_none_of_it(client):
    for number in range(40):
        make_article(minutes=number, tags=["Roads", "Rain"])
    make_topic_page(introduction="<p>All about roads.</p>")
    first = client.get("/tag/roads/")
    older = re.search(r'class="older" href="([^"]+)"', first.text)[1]
    page = main_of(client.get(older))
    assert "All about roads." not in page
    assert "related-topics" not in page
    assert 'class="follow"' not in page
    assert 'id="related-topics"' in first.text


def test_each_language_has_its_own(client, stories):
    open_language("ru")
    make_article("Дорога", language="ru", tags=["Roads"])
    TagName.objects.create(tag=Tag.objects.get(), language="ru", name="Дороги", slug="dorogi")
    make_topic_page(introduction="<p>All about roads.</p>")
    make_topic_page(language="ru", introduction="<p>Всё о дорогах.</p>")
    russian = main_of(client.get("/ru/tag/dorogi/"))
    assert "Всё о дорогах." in russian
    assert "All about roads." not in russian
    assert "All about roads." in client.get("/tag/roads/").text


def test_the_page_counts_its_stories_in_each_language(client, stories):
    open_language("ru")
    open_language("hy")
    make_article("Дорога", language="ru", tags=["Roads"])
    make_article("Ещё дорога", language="ru", tags=["Roads"]).withdraw()
    found = re.findall(
        r'<li><a href="([^"]+)" lang="(\w+)"[^>]*>[^<]+<span class="count">([^<]+)</span>',
        main_of(client.get("/tag/roads/")),
    )
    assert found == [("/tag/roads/", "en", "3"), ("/ru/tag/roads/", "ru", "1")]


def test_counting_stops(client, monkeypatch):
    monkeypatch.setattr(topics, "COUNTED", 2)
    monkeypatch.setattr(topics, "_counts", topics.Prepared(topics._counts._build))
    open_language("ru")
    for number in range(4):
        make_article(minutes=number, tags=["Roads"])
    make_article("Дорога", language="ru", tags=["Roads"])
    assert '<span class="count">2+</span>' in main_of(client.get("/tag/roads/"))


def test_related_topics_are_those_that_an_editor_chose_in_that_order(client):
    open_language("ru")
    for number in range(3):
        make_article(f"Story {number}", minutes=number, tags=["Roads", "Rain"])
    make_article("Snow", tags=["Snow"])
    make_article("Лёд", tags=["Ice"], language="ru")
    numbers = dict(Tag.objects.values_list("name", "pk"))
    page = make_topic_page(related=[numbers["Snow"], 999, numbers["Ice"], numbers["Rain"]])
    assert related(client) == ["Snow", "Rain"]
    page.related = []
    page.save()
    assert related(client) == ["Rain"]


def test_related_tags_are_those_that_the_newest_stories_share_with_it_most_often(client):
    for number in range(3):
        make_article(minutes=number, tags=["Roads", "Rain", *(["Snow"] if number else [])])
    make_article(minutes=9, tags=["Roads", "Once"])
    make_article(minutes=10, tags=["Roads", "Taken back"]).withdraw()
    make_article(minutes=11, tags=["Roads", "Taken back"]).withdraw()
    make_article(minutes=12, tags=["Roads", "Draft"], published_at=None)
    make_article(minutes=13, tags=["Roads", "Draft"], published_at=None)
    page = main_of(client.get("/tag/roads/"))
    assert re.findall(r'href="(/tag/[^"]+)">', page.partition("related-topics")[2]) == ["/tag/rain/", "/tag/snow/"]


def test_a_page_without_anything_in_it_is_as_none(client, stories):
    make_topic_page(introduction="")
    assert '<div class="topic">' not in client.get("/tag/roads/").text
    assert TopicPage.objects.get().is_empty


def test_an_armenian_label_ends_with_its_own_sign():
    assert read_fact("Բնակչություն՝ 1,08 միլիոն") == ("Բնակչություն", "1,08 միլիոն")
    assert read_fact("Population: 1.1 million՝ counted") == ("Population", "1.1 million՝ counted")
    assert read_fact("Read https://roads.am") == ("", "Read https://roads.am")


def test_the_lead_story_is_set_apart_from_the_days(client, stories):
    make_topic_page(lead=stories[0])
    page = main_of(client.get("/tag/roads/"))
    lead = page[page.index("<ol") : page.index("</ol>")]
    assert '<p class="day">Our choice</p>' in lead
    assert '<p class="clock">' not in lead
    assert "October 2, 2020 - 12:00 AMT" in lead
    assert page.count("Our choice") == 1


def test_a_lead_story_that_lacks_the_tag_counts_and_names_its_versions(client, stories):
    open_language("ru")
    make_article("Дорога", language="ru", tags=["Roads"])
    lead = make_article("Bridges", minutes=-9)
    russian = make_version(lead, "ru", "Мосты")
    make_topic_page(lead=lead)
    page = main_of(client.get("/tag/roads/"))
    assert headlines(client.get("/tag/roads/")) == ["Bridges", "Story 2", "Story 1", "Story 0"]
    assert re.findall(r'<span class="count">([^<]+)</span>', page) == ["4", "1"]
    assert f'<a href="{russian.get_absolute_url()}" lang="ru" hreflang="ru">Русский</a>' in page
