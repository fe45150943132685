"""Each language of the site offers the list of its feeds as OPML, which feed readers import."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from articles.models import SectionName
from portal.partners import opml
from tests.support.factories import make_section, open_language

pytestmark = pytest.mark.django_db
SITE = "https://news.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL, settings.SITE_NAME = SITE, "The Herald & Sons"
    section = make_section("Politics", position=1, description="Power and parties")
    make_section("Culture", position=2)
    open_language("ru", site_name="Вестник")
    SectionName.objects.create(section=section, language="ru", name="Политика", description="Власть и партии")


def outlines(path):
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/x-opml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 our own answer
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    return root.findtext("head/title"), [dict(one.attrib) for one in root.findall("body/outline")]


def test_it_names_latest_news_the_sections_and_the_corrections():
    title, found = outlines("/feeds/all.opml")
    assert title == "The Herald & Sons"
    assert [(one["text"], one["xmlUrl"], one["htmlUrl"]) for one in found] == [
        ("The Herald & Sons", f"{SITE}/feeds/latest.rss", f"{SITE}/latest/"),
        ("Politics", f"{SITE}/section/politics/feed.rss", f"{SITE}/section/politics/"),
        ("Culture", f"{SITE}/section/culture/feed.rss", f"{SITE}/section/culture/"),
        ("The Herald & Sons: corrections", f"{SITE}/feeds/corrections.atom", f"{SITE}/corrections/"),
    ]
    assert [one.get("description") for one in found] == [None, "Power and parties", None, None]
    assert {(one["type"], one["language"]) for one in found} == {("rss", "en")}


def test_a_language_has_its_own_under_its_names():
    title, found = outlines("/ru/feeds/all.opml")
    assert title == "Вестник"
    assert found[1] == {
        "type": "rss",
        "text": "Политика",
        "title": "Политика",
        "language": "ru",
        "description": "Власть и партии",
        "xmlUrl": f"{SITE}/ru/section/politika/feed.rss",
        "htmlUrl": f"{SITE}/ru/section/politika/",
    }
    assert {one["language"] for one in found} == {"ru"}


@pytest.mark.parametrize("path", ["/feeds/all.opml", "/ru/feeds/all.opml"])
def test_each_feed_and_page_in_it_is_there(client, path):
    for one in outlines(path)[1]:
        for url in (one["xmlUrl"], one["htmlUrl"]):
            assert client.get(url.removeprefix(SITE)).status_code == 200


def test_a_portal_can_import_it_as_partners(client):
    read = opml.read(client.get("/ru/feeds/all.opml").content)
    assert read[0] == opml.Outline("Вестник", f"{SITE}/ru/feeds/latest.rss", f"{SITE}/ru/latest/")
    assert len(read) == 4


def test_whoever_has_it_gets_304(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        had = client.get("/feeds/all.opml").headers["ETag"]
    assert client.get("/feeds/all.opml", headers={"if-none-match": had}).status_code == 304


def test_a_language_that_is_not_open_has_none(client):
    assert client.get("/hy/feeds/all.opml").status_code == 404


def test_the_foot_of_a_page_links_that_of_its_language(client):
    assert 'href="/feeds/all.opml">All feeds</a>' in client.get("/latest/").text
    assert 'href="/ru/feeds/all.opml">Все ленты</a>' in client.get("/ru/latest/").text
