"""Each language of the site has feeds of its own, with its stories, in its words and with its names."""

import re

import feedparser
import pytest

from articles.models import Author, AuthorName, Byline, Correction, SectionName, Tag, TagName
from tests.support.factories import NOON, make_article, make_section, make_version, open_language
from tests.support.feeds import NAMESPACES, get_xml, headlines, texts

pytestmark = pytest.mark.django_db
SITE = "https://news.example.org"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL, settings.SITE_TAG_AUTHORITY = SITE, "news.example.org,2020"
    settings.SITE_NAME, settings.SITE_TAGLINE = "The Herald", "News of the valley"


@pytest.fixture(autouse=True)
def russian():
    return open_language("ru", site_name="Вестник", tagline="Новости долины")


@pytest.fixture
def stories():
    """An English story and its Russian translation, in a section, with a tag, by an author that both languages name."""
    section, ani = make_section("Politics"), Author.objects.create(name="Ani Sarkis")
    english = make_article("Bridge opens", section=section, tags=["Roads"], language="en")
    text = "<p>Первые машины проехали утром.</p>"
    translated = make_version(english, "ru", "Мост открыт", tags=["Roads"], body=text)
    SectionName.objects.create(section=section, language="ru", name="Политика", description="Власть и партии")
    TagName.objects.create(tag=Tag.objects.get(name="Roads"), language="ru", name="Дороги")
    AuthorName.objects.create(author=ani, language="ru", name="Ани Саркис")
    for article in (english, translated):
        Byline.objects.create(article=article, author=ani, position=0)
    return english, translated


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_has_the_stories_of_its_language_alone(client, form):
    assert headlines(client, f"/feeds/latest.{form}") == ["Bridge opens"]
    assert headlines(client, f"/ru/feeds/latest.{form}") == ["Мост открыт"]


def test_an_atom_feed_says_what_it_is_in_its_language(client, stories):
    feed = get_xml(client, "/ru/feeds/latest.atom")
    assert feed.get(XML_LANG) == "ru"
    assert texts(feed, "atom:id") == ["tag:news.example.org,2020:feeds/ru/latest"]
    assert texts(feed, "atom:title") == ["Вестник: последние новости"]
    assert texts(feed, "atom:subtitle") == ["Новости долины"]
    assert texts(feed, "atom:author/atom:name") == ["Вестник"]
    assert [link.get("href") for link in feed.findall("atom:link", NAMESPACES)] == [
        f"{SITE}/ru/feeds/latest.atom",
        f"{SITE}/ru/latest/",
    ]
    entry = feed.find("atom:entry", NAMESPACES)
    assert entry.get(XML_LANG) is None
    assert texts(entry, "atom:id") == [f"tag:news.example.org,2020:news/{stories[1].pk}"]
    assert texts(entry, "atom:author/atom:name") == ["Ани Саркис"]
    assert [term.get("term") for term in entry.findall("atom:category", NAMESPACES)] == ["Политика", "Дороги"]


@pytest.mark.usefixtures("stories")
def test_an_rss_channel_and_a_json_feed_say_it_too(client):
    channel = get_xml(client, "/ru/feeds/latest.rss").find("channel")
    assert texts(channel, "language") == ["ru"]
    assert texts(channel, "title") == ["Вестник: последние новости"]
    assert texts(channel, "item/category") == ["Политика", "Дороги"]
    feed = client.get("/ru/feeds/latest.json").json()
    assert (feed["language"], feed["authors"], feed["description"]) == ("ru", [{"name": "Вестник"}], "Новости долины")


@pytest.mark.usefixtures("stories")
def test_the_default_languages_feed_keeps_its_id_and_its_names(client):
    feed = get_xml(client, "/feeds/latest.atom")
    assert texts(feed, "atom:id") == ["tag:news.example.org,2020:feeds/latest"]
    assert texts(feed, "atom:title") == ["The Herald: latest news"]
    assert texts(feed, "atom:entry/atom:author/atom:name") == ["Ani Sarkis"]
    entry = feed.find("atom:entry", NAMESPACES)
    assert [term.get("term") for term in entry.findall("atom:category", NAMESPACES)] == ["Politics", "Roads"]


def test_an_entry_links_its_versions_and_last_itself(client, stories):
    english, translated = stories
    entry = get_xml(client, "/ru/feeds/latest.atom").find("atom:entry", NAMESPACES)
    own, other = f"{SITE}{translated.get_absolute_url()}", f"{SITE}{english.get_absolute_url()}"
    assert [(link.get("hreflang"), link.get("href")) for link in entry.findall("atom:link", NAMESPACES)] == [
        (None, own),
        ("en", other),
        ("ru", own),
    ]
    item = get_xml(client, "/ru/feeds/latest.rss").find("channel/item")
    links = item.findall("atom:link", NAMESPACES)
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [("en", other), ("ru", own)]
    (item,) = client.get("/ru/feeds/latest.json").json()["items"]
    assert item["_versions"] == [{"language": "en", "url": other}, {"language": "ru", "url": own}]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_opens_the_story_itself(client, stories, form):
    (entry,) = feedparser.parse(client.get(f"/ru/feeds/latest.{form}").content).entries
    assert entry.link == f"{SITE}{stories[1].get_absolute_url()}"


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_version_that_is_off_the_site_is_not_linked(client, stories, form):
    stories[0].withdraw()
    assert "hreflang" not in (feed := client.get(f"/ru/feeds/latest.{form}").text)
    assert "_versions" not in feed


def test_a_withdrawn_story_leaves_a_tombstone_in_the_feed_of_its_language(client, stories):
    stories[1].withdraw()
    gone = get_xml(client, "/ru/feeds/latest.atom").findall("at:deleted-entry", NAMESPACES)
    assert [one.get("ref") for one in gone] == [f"tag:news.example.org,2020:news/{stories[1].pk}"]
    assert texts(gone[0], "at:comment") == ["Материал снят с публикации."]
    assert get_xml(client, "/feeds/latest.atom").findall("at:deleted-entry", NAMESPACES) == []


def test_a_tombstone_of_a_retracted_story_links_its_page_in_its_language(client, stories):
    Correction.objects.create(article=stories[1], kind="retraction", text="Мост закрыт.")
    link = get_xml(client, "/ru/feeds/latest.atom").find("at:deleted-entry/atom:link", NAMESPACES)
    assert link.get("href") == f"{SITE}/ru/news/{stories[1].pk}/{stories[1].slug}/"


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("path", "title", "description", "home"),
    [
        ("/ru/section/politika/feed", "Политика · Вестник", "Власть и партии", "/ru/section/politika/"),
        ("/ru/tag/dorogi/feed", "Дороги · Вестник", "Новости по теме «Дороги», сначала новые.", "/ru/tag/dorogi/"),
        (
            "/ru/author/ani-sarkis/feed",
            "Ани Саркис · Вестник",
            "Материалы автора: Ани Саркис. Сначала новые.",
            "/ru/author/ani-sarkis/",
        ),
    ],
)
def test_a_subjects_feed_is_named_in_its_language(client, path, title, description, home):
    channel = get_xml(client, f"{path}.rss").find("channel")
    assert texts(channel, "title") == [title]
    assert texts(channel, "description") == [description]
    assert texts(channel, "link") == [f"{SITE}{home}"]
    assert texts(channel, "item/title") == ["Мост открыт"]


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/ru/section/politics/feed.rss", "/ru/section/politika/feed.rss"),
        ("/section/politika/feed.rss", "/section/politics/feed.rss"),
        ("/ru/tag/roads/feed.atom", "/ru/tag/dorogi/feed.atom"),
        ("/tag/dorogi/feed.json", "/tag/roads/feed.json"),
    ],
)
def test_a_slug_of_another_language_leads_to_the_feed_in_this_one(client, asked, leads_to):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, leads_to)


def test_corrections_have_a_feed_in_each_language(client, stories):
    Correction.objects.create(article=stories[0], text="It was Monday.", made_at=NOON)
    Correction.objects.create(article=stories[1], text="Это было в понедельник.", made_at=NOON)
    feed = get_xml(client, "/ru/feeds/corrections.atom")
    assert texts(feed, "atom:id") == ["tag:news.example.org,2020:feeds/ru/corrections"]
    assert texts(feed, "atom:title") == ["Вестник: исправления"]
    assert texts(feed, "atom:entry/atom:title") == ["Исправление: Мост открыт"]
    assert texts(get_xml(client, "/feeds/corrections.atom"), "atom:entry/atom:title") == ["Correction: Bridge opens"]


def test_a_language_that_is_not_open_has_no_feed(client, russian, stories):
    russian.close()
    assert client.get("/ru/feeds/latest.rss").status_code == 404
    assert sorted(headlines(client, "/feeds/latest.rss")) == ["Bridge opens", "Мост открыт"]


QUERIES = {
    "/ru/feeds/latest.atom": 3,  # the languages and sections come in one
    "/ru/section/politika/feed.rss": 3,
    "/ru/tag/dorogi/feed.rss": 4,
    "/ru/author/ani-sarkis/feed.rss": 5,
    "/ru/feeds/corrections.atom": 3,
}


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize("path", QUERIES)
def test_a_languages_feed_asks_the_database_so_often_and_no_more(client, path, django_assert_num_queries):
    with django_assert_num_queries(QUERIES[path]):
        assert client.get(path).status_code == 200


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/ru/latest/", ["/ru/feeds/latest"]),
        ("/ru/section/politika/", ["/ru/section/politika/feed", "/ru/feeds/latest"]),
        ("/ru/tag/dorogi/", ["/ru/tag/dorogi/feed", "/ru/feeds/latest"]),
        ("/ru/author/ani-sarkis/", ["/ru/author/ani-sarkis/feed", "/ru/feeds/latest"]),
        ("/latest/", ["/feeds/latest"]),
    ],
)
def test_a_page_names_the_feeds_of_its_language(client, path, feeds):
    assert (
        re.findall(r'type="application/atom\+xml" title="[^"]+" href="([^"]+)\.atom"', client.get(path).text) == feeds
    )
