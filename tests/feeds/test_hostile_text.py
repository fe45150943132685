"""No text, however it came into the database, breaks a feed or a sitemap."""

import json
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles.feeds import atom, jsonfeed, rss
from articles.feeds.records import Departure, Feed, Item, Picture
from articles.models import Article
from articles.text.xmltext import legal
from tests.support.factories import NOON, make_section
from tests.support.feeds import get_xml, headlines, texts

HEADLINES = {
    "end of a CDATA section": ("A ]]> B", "A ]]> B"),
    "an entity written out": ("Rock &amp;lt; roll &#x26; more", "Rock &amp;lt; roll &#x26; more"),
    "a tag": ("<script>alert(1)</script> & \"quotes' ", "<script>alert(1)</script> & \"quotes' "),
    "controls": ("Bell\x07, escape\x1b[31m and \x0bform\x0c feed", "Bell, escape[31m and form feed"),
    "non-characters": ("Not \ufffe a \uffff letter", "Not  a  letter"),
    "emoji": ("Family 👨‍👩‍👧 and flag 🇦🇲", "Family 👨‍👩‍👧 and flag 🇦🇲"),
    "Armenian": ("Երևանում բացվեց կամուրջը՝ «Հաղթանակ»", "Երևանում բացվեց կամուրջը՝ «Հաղթանակ»"),
}


def write_past_every_check(headline):
    Article.objects.bulk_create(
        [
            Article(
                headline=headline,
                slug="a&b<c",
                summary=headline,
                source=headline[:120],
                section=make_section(),
                body=f"<p>{headline}</p>",
                published_at=timezone.now(),
            )
        ]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HEADLINES)
@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_hostile_headline_arrives_as_text(client, kind, form):
    written, expected = HEADLINES[kind]
    write_past_every_check(written)
    assert headlines(client, f"/feeds/latest.{form}") == [expected]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HEADLINES)
def test_a_hostile_headline_does_not_break_a_sitemap(client, kind):
    written, expected = HEADLINES[kind]
    write_past_every_check(written)
    assert texts(get_xml(client, "/sitemap-news.xml"), ".//news:title") == [expected]
    (address,) = texts(get_xml(client, f"/sitemaps/{timezone.localdate():%Y-%m}.xml"), "map:url/map:loc")
    assert address.endswith("/a%26b%3Cc/")


def feed_of(text):
    """A feed with `text` in every place that holds text."""
    shown = Picture(text, 1, 1, alt=text, caption=text, credit=text)
    item = Item(text, text, text, NOON, NOON, (text,), (text,), text, text, text, shown)
    return Feed(text, text, text, text, text, [item], [Departure(text, NOON, text, text)])


@pytest.mark.parametrize("form", [rss, atom])
def test_no_field_of_a_feed_can_break_xml(form):
    text = "".join(map(chr, [*range(0x20), 0x7F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x1F600])) + "<&\"'>]]>"
    ElementTree.fromstring(form.write(feed_of(text)))  # noqa: S314 our own


def test_no_field_of_a_json_feed_can_break_it():
    content = json.loads(jsonfeed.write(feed_of("a\x00b\ud800c\ufffed")).decode("utf-8"))
    assert content["title"] == "abcd"
    assert content["items"][0]["authors"] == [{"name": "abcd"}]
    assert content["items"][0]["_image"]["credit"] == "abcd"


def test_what_xml_can_hold_stays():
    assert legal("\t\n\r az\x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff") == (
        "\t\n\r az\x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff"
    )
