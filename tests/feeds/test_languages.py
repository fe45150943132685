"""A feed is in the page's language; an item in another one says so, in each format and to feed readers."""

import feedparser
import pytest
from django.conf import settings

from articles.models import Correction
from tests.support.factories import make_article, open_language
from tests.support.feeds import NAMESPACES, get_xml, texts

pytestmark = pytest.mark.django_db
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def stories():
    russian = make_article("Мост открыт", body="<p>Первые машины проехали утром.</p>", minutes=1)
    return russian, make_article("Bridge opens", body="<p>The first cars crossed it this morning.</p>")


@pytest.mark.usefixtures("stories")
def test_an_atom_entry_has_the_languages_attribute(client):
    feed = get_xml(client, "/feeds/latest.atom")
    assert [entry.get(XML_LANG) for entry in feed.findall("atom:entry", NAMESPACES)] == ["ru", None]
    assert feed.get(XML_LANG) == "en"


@pytest.mark.usefixtures("stories")
def test_an_rss_item_has_it_too_and_names_the_language(client):
    items = get_xml(client, "/feeds/latest.rss").findall("channel/item")
    assert [(item.get(XML_LANG), texts(item, "dc:language")) for item in items] == [("ru", ["ru"]), (None, [])]


@pytest.mark.usefixtures("stories")
def test_a_json_item_names_the_language(client):
    feed = client.get("/feeds/latest.json").json()
    assert [item.get("language") for item in feed["items"]] == ["ru", None]
    assert feed["language"] == "en"


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_reads_each_items_language(client, form):
    entries = feedparser.parse(client.get(f"/feeds/latest.{form}").content).entries
    assert [entry.title_detail.language for entry in entries] == ["ru", "en" if form == "atom" else None]


def test_a_correction_is_in_the_language_of_its_story(client, stories):
    Correction.objects.create(article=stories[0], text="Машины проехали вечером.")
    (entry,) = get_xml(client, "/feeds/corrections.atom").findall("atom:entry", NAMESPACES)
    assert entry.get(XML_LANG) == "ru"


def test_a_feed_of_another_language_names_that_of_items_that_say_more(client, stories):
    open_language("ru")
    make_article("Мост в Алматы", language="ru-KZ", body="<p>Первые машины проехали утром.</p>", minutes=2)
    atom, json = get_xml(client, "/ru/feeds/latest.atom"), client.get("/ru/feeds/latest.json").json()
    rss = get_xml(client, "/ru/feeds/latest.rss")
    assert [entry.get(XML_LANG) for entry in atom.findall("atom:entry", NAMESPACES)] == ["ru-KZ", None]
    assert [item.get(XML_LANG) for item in rss.findall("channel/item")] == ["ru-KZ", None]
    assert [item.get("language") for item in json["items"]] == ["ru-KZ", None]
    assert {atom.get(XML_LANG), json["language"], *texts(rss, "channel/language")} == {"ru"}


def test_a_feeds_own_words_are_in_its_language(client):
    open_language("hy")
    bridge, ferry = (make_article(name, language="hy") for name in ("Կամուրջը բացվել է", "Լաստանավը մեկնում է"))
    Correction.objects.create(article=bridge, text="Երեկոյան։")
    ferry.withdraw()
    latest, corrections = get_xml(client, "/hy/feeds/latest.atom"), get_xml(client, "/hy/feeds/corrections.atom")
    section = get_xml(client, "/hy/section/region/feed.atom")
    assert texts(latest, "atom:title") == [f"{settings.SITE_NAME}. լրահոս"]
    assert texts(latest, "at:deleted-entry/at:comment") == ["Նյութը հանվել է կայքից։"]
    assert texts(corrections, "atom:title") == [f"{settings.SITE_NAME}. ուղղումներ"]
    assert texts(corrections, "atom:entry/atom:title") == ["Ուղղում: Կամուրջը բացվել է"]
    assert texts(section, "atom:subtitle") == ["«Region» բաժնի լուրերը. սկզբում՝ նորերը։"]
