"""What a feed says of a story, element by element, in each of the three formats."""

from datetime import timedelta

import pytest

from articles.models import Author, Byline, Photo
from tests.support.factories import NOON, make_article, make_section
from tests.support.feeds import NAMESPACES, get_xml, headlines, texts

pytestmark = pytest.mark.django_db
BODY = '<p>The <strong>bridge</strong> is <a href="/tag/roads/">open</a>.</p>\n<p>Nobody fell &amp; nobody cried.</p>'
WHOLE = BODY.replace('"/tag/roads/"', '"https://news.example.org/tag/roads/"')


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://news.example.org"
    settings.SITE_TAG_AUTHORITY = "news.example.org,2020"
    settings.SITE_NAME = "The Herald"
    settings.SITE_TAGLINE = "News of the valley"


@pytest.fixture
def story():
    article = make_article(
        "Bridge opens",
        body=BODY,
        summary="Cars < carts.",
        source="Valley Press",
        tags=["Roads", "Bridges"],
        updated_at=NOON + timedelta(hours=1, seconds=7),
    )
    for position, name in enumerate(["Zara Abel", "Aram Zeitun"]):
        Byline.objects.create(article=article, author=Author.objects.create(name=name), position=position)
    return article


@pytest.fixture
def photo():
    (photo,) = Photo.objects.bulk_create(
        [Photo(image="photos/bridge.jpg", width=1200, height=800, alt="A bridge", credit="Photo: Ani Sarkis")]
    )
    return photo


def test_an_atom_entry_says_everything_of_its_story(client, story):
    feed = get_xml(client, "/feeds/latest.atom")
    entry = feed.find("atom:entry", NAMESPACES)
    assert texts(entry, "atom:id") == [f"tag:news.example.org,2020:news/{story.pk}"]
    assert texts(entry, "atom:title") == ["Bridge opens"]
    assert [link.attrib for link in entry.findall("atom:link", NAMESPACES)] == [
        {"rel": "alternate", "type": "text/html", "href": f"https://news.example.org/news/{story.pk}/bridge-opens/"}
    ]
    assert texts(entry, "atom:published") == ["2020-10-02T12:00:00+04:00"]
    assert texts(entry, "atom:updated") == ["2020-10-02T13:00:07+04:00"]
    assert texts(entry, "atom:author/atom:name") == ["Zara Abel", "Aram Zeitun"]
    assert [term.get("term") for term in entry.findall("atom:category", NAMESPACES)] == ["Region", "Bridges", "Roads"]
    assert texts(entry, "atom:summary") == ["Cars < carts."]
    assert texts(entry, "atom:content[@type='html']") == [WHOLE]


def test_an_atom_feed_says_what_it_is(client, story):
    feed = get_xml(client, "/feeds/latest.atom")
    assert texts(feed, "atom:id") == ["tag:news.example.org,2020:feeds/latest"]
    assert texts(feed, "atom:title") == ["The Herald: latest news"]
    assert texts(feed, "atom:subtitle") == ["News of the valley"]
    assert texts(feed, "atom:updated") == ["2020-10-02T13:00:07+04:00"]
    assert texts(feed, "atom:author/atom:name") == ["The Herald"]
    assert [link.attrib for link in feed.findall("atom:link", NAMESPACES)] == [
        {"rel": "self", "type": "application/atom+xml", "href": "https://news.example.org/feeds/latest.atom"},
        {"rel": "alternate", "type": "text/html", "href": "https://news.example.org/latest/"},
    ]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_an_rss_item_says_everything_of_its_story(client, story):
    item = get_xml(client, "/feeds/latest.rss").find("channel/item")
    assert texts(item, "title") == ["Bridge opens"]
    assert texts(item, "link") == [f"https://news.example.org/news/{story.pk}/bridge-opens/"]
    assert texts(item, "guid[@isPermaLink='false']") == [f"tag:news.example.org,2020:news/{story.pk}"]
    assert texts(item, "pubDate") == ["Fri, 02 Oct 2020 12:00:00 +0400"]
    assert texts(item, "atom:updated") == ["2020-10-02T13:00:07+04:00"]
    assert texts(item, "dc:creator") == ["Zara Abel", "Aram Zeitun"]
    assert texts(item, "category") == ["Region", "Bridges", "Roads"]
    assert texts(item, "description") == ["Cars &lt; carts."]  # a description is HTML
    assert texts(item, "content:encoded") == [WHOLE]


def test_an_rss_channel_says_what_it_is(client, story):
    channel = get_xml(client, "/feeds/latest.rss").find("channel")
    assert texts(channel, "title") == ["The Herald: latest news"]
    assert texts(channel, "link") == ["https://news.example.org/latest/"]
    assert texts(channel, "description") == ["News of the valley"]
    assert texts(channel, "language") == ["en"]
    assert texts(channel, "lastBuildDate") == ["Fri, 02 Oct 2020 13:00:07 +0400"]
    assert channel.find("atom:link", NAMESPACES).attrib == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": "https://news.example.org/feeds/latest.rss",
    }


def test_a_json_feed_says_everything(client, story):
    assert client.get("/feeds/latest.json").json() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Herald: latest news",
        "home_page_url": "https://news.example.org/latest/",
        "feed_url": "https://news.example.org/feeds/latest.json",
        "description": "News of the valley",
        "language": "en",
        "authors": [{"name": "The Herald"}],
        "items": [
            {
                "id": f"tag:news.example.org,2020:news/{story.pk}",
                "url": f"https://news.example.org/news/{story.pk}/bridge-opens/",
                "title": "Bridge opens",
                "content_html": WHOLE,
                "date_published": "2020-10-02T12:00:00+04:00",
                "date_modified": "2020-10-02T13:00:07+04:00",
                "authors": [{"name": "Zara Abel"}, {"name": "Aram Zeitun"}],
                "tags": ["Region", "Bridges", "Roads"],
                "summary": "Cars < carts.",
            }
        ],
    }


@pytest.mark.parametrize(("source", "author"), [("Valley Press", "Valley Press"), ("", "The Herald")])
def test_a_story_without_authors_is_by_its_agency_or_else_by_us(client, source, author):
    make_article(source=source)
    assert texts(get_xml(client, "/feeds/latest.atom"), "atom:entry/atom:author/atom:name") == [author]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_photo_stands_in_a_feed_with_its_credit(client, photo, form):
    make_article(photo=photo)
    (content,) = get_xml(client, f"/feeds/latest.{form}").findall(".//media:content", NAMESPACES)
    assert content.attrib == {
        "url": "https://news.example.org/media/photos/bridge-full-960.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "960",
        "height": "640",
    }
    assert texts(content, "media:description[@type='plain']") == ["A bridge"]
    assert texts(content, "media:credit") == ["Photo: Ani Sarkis"]


def test_a_photo_is_an_enclosure_in_atom_and_the_image_in_json(client, photo):
    make_article(photo=photo)
    enclosure = get_xml(client, "/feeds/latest.atom").find("atom:entry/atom:link[@rel='enclosure']", NAMESPACES)
    assert enclosure.get("href") == "https://news.example.org/media/photos/bridge-full-960.jpg"
    assert enclosure.get("type") == "image/jpeg"
    (item,) = client.get("/feeds/latest.json").json()["items"]
    assert item["image"] == "https://news.example.org/media/photos/bridge-full-960.jpg"
    assert item["_image"] == {"width": 960, "height": 640, "alt": "A bridge", "credit": "Photo: Ani Sarkis"}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_holds_the_newest_thirty_stories_newest_first(client, form):
    for number in range(31):
        make_article(f"Story {number}", minutes=number)
    assert headlines(client, f"/feeds/latest.{form}") == [f"Story {number}" for number in range(30, 0, -1)]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_section_tag_and_author_have_feeds_of_their_own_stories(client, story, form):
    make_article("Another", section=make_section("Sport"))
    for path in ("/section/region/feed.", "/tag/roads/feed.", "/author/zara-abel/feed."):
        assert headlines(client, path + form) == ["Bridge opens"]


def test_a_feed_of_one_thing_is_named_after_it_and_leads_to_its_page(client, story):
    named = {}
    for path in ("/section/region/", "/tag/roads/", "/author/zara-abel/"):
        feed = get_xml(client, f"{path}feed.atom")
        assert feed.find("atom:link[@rel='alternate']", NAMESPACES).get("href") == f"https://news.example.org{path}"
        named[path] = texts(feed, "atom:title") + texts(feed, "atom:subtitle")
    assert named == {
        "/section/region/": ["Region · The Herald", "Stories in Region, newest first."],
        "/tag/roads/": ["Roads · The Herald", "Stories about Roads, newest first."],
        "/author/zara-abel/": ["Zara Abel · The Herald", "Stories by Zara Abel, newest first."],
    }


def test_an_empty_feed_is_whole_and_does_not_pretend_to_be_new(client):
    make_section("Region")
    feed = get_xml(client, "/section/region/feed.atom")
    assert texts(feed, "atom:updated") == ["1990-01-01T00:00:00+04:00"]
    assert feed.findall("atom:entry", NAMESPACES) == []
    assert headlines(client, "/section/region/feed.rss") == []
    assert headlines(client, "/section/region/feed.json") == []


@pytest.mark.parametrize(
    "path", ["/section/nothing/feed.rss", "/tag/nothing/feed.atom", "/author/nobody/feed.json", "/feeds/latest.xml"]
)
def test_a_feed_of_nothing_is_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")],
)
def test_a_feed_has_the_media_type_of_its_format(client, form, media_type):
    assert client.get(f"/feeds/latest.{form}")["Content-Type"] == f"{media_type}; charset=utf-8"


def test_a_feed_answers_questions_alone_and_sets_no_cookie(client):
    response = client.head("/feeds/latest.rss")
    assert response.status_code == 200
    assert response.content == b""
    assert not response.cookies
    assert client.post("/feeds/latest.rss").status_code == 405
