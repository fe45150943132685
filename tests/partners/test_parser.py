"""What is read out of a feed's bytes: every dialect, titles, links, times; and nothing but NoFeed is ever raised."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.partners.parser import NoFeed, read
from tests.support.feedserver import feed, item

SAMPLES = Path(__file__).parent.parent / "samples" / "feeds"
XML = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".json")
BASE = "https://base.example/feed"
AT = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)  # October 2, 2020 - 19:13 in Yerevan
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PERSIAN = "\u0645\u06cc\u200c\u062e"  # with a zero-width non-joiner


def sample(name, **about):
    return read((SAMPLES / name).read_bytes(), base=BASE, **about)


def one(data, **about):
    """The record of a feed with one item."""
    (record,) = read(data, base=BASE, **about).records
    return record


@pytest.mark.parametrize("content_type", ["", "text/xml", "application/rss+xml; charset=utf-8", "text/html"])
@pytest.mark.parametrize("name", XML)
def test_a_well_formed_feed_has_as_many_items_as_feedparser_finds(name, content_type):
    found = feedparser.parse(io.BytesIO((SAMPLES / name).read_bytes()))
    assert sample(name, content_type=content_type).items == len(found.entries)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("rss-0.91.xml", ["A bridge of stone cafés love", "A bridge of wood"]),
        ("rss-0.92.xml", ["A thought without a title, and bold at that."]),
        ("rss-1.0.rdf", ["Arax rises", "Kura falls"]),
        ("rss-2.0.xml", ["Prices fall & rise", "AT&T opens an office", "Known by its guid alone"]),
        ("atom-0.3.xml", ["Atoms <3"]),
        ("atom-1.0.xml", ["A steep hill", "Deeper still", "5 < 6 & 7 > 6"]),
        ("prefixed.xml", ["One", "Two"]),
        ("json-feed-1.json", ["Sevan & its fish", "A note without a title.", "Known by its id alone"]),
        ("json-feed-1.1.json", ["A number for an id"]),
        ("armenian.xml", ["Կամուրջը բացվել է"]),
        ("empty.xml", []),
        *(
            (name, ["Мост открыт", "Дорога закрыта"])
            for name in ("windows-1251.xml", "koi8-r.xml", "utf-16-le.xml", "utf-16-be.xml", "utf-8-bom.xml")
        ),
        ("leading-space.xml", ["Мост открыт", "Дорога закрыта"]),
    ],
)
def test_titles_come_out_as_words(name, titles):
    assert [record.title for record in sample(name).records] == titles


def test_every_sample_is_read_above():
    assert len(XML) == 15


def test_links_are_resolved_against_what_they_stand_in():
    assert [record.url for record in sample("atom-1.0.xml").records] == [
        "https://hills.example/en/1",
        "https://hills.example/en/deep/2",
        "https://hills.example/3",
    ]
    assert [record.url for record in sample("rss-2.0.xml").records] == [
        "https://market.example/a?b=1&c=2",
        "https://base.example/offices/2",
        "https://market.example/3",
    ]


def test_items_are_known_by_their_id_else_by_their_link():
    assert [record.identity for record in sample("rss-2.0.xml").records][:2] == ["m-1", "m-2"]
    assert sample("rss-0.91.xml").records[0].identity == "http://bridges.example/1"
    assert [record.identity for record in sample("json-feed-1.json").records][:2] == ["1", "2"]


def test_of_two_items_with_one_link_or_one_id_the_first_counts():
    same_link = [item(1), item(2, link="https://ararat.example/1")]
    same_id = [item(3), item(4, guid="tag:ararat,3")]
    found = read(feed(*same_link, *same_id))
    assert found.items == 4
    assert [record.url[-1] for record in found.records] == ["1", "3"]


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#9;script:alert(1)", "data:text/html,x", "file:///etc/x"),
        *("vbscript:x", "ftp://ararat.example/", "http://", "https://me:secret@ararat.example/", "http://[::1/"),
        *("http://ararat.example:99999/", "https://ar\u202earat.example/", f"https://ararat.example/{'x' * 1000}"),
    ],
)
def test_what_is_no_web_address_is_no_link(link):
    assert read(feed(item(link=link)), base=BASE).records == ()


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"link": "javascript:alert(1)", "guid": "12345"}, None),
        ({"link": None, "guid": "12345"}, None),
        ({"link": None, "guid": "news/3"}, None),
        ({"link": "", "guid": "12345"}, None),
        ({"link": "news/3", "guid": "12345"}, "https://base.example/news/3"),
        ({"link": "javascript:alert(1)", "guid": "https://ararat.example/3"}, "https://ararat.example/3"),
        ({"link": None, "guid": "/news/3"}, "https://base.example/news/3"),
        ({"guid": "12345", "link": "https://ararat.example/3"}, "https://ararat.example/3"),
    ],
)
def test_a_bare_id_is_no_link(fields, url):
    found = read(feed(item(**fields)), base=BASE).records
    assert [record.url for record in found] == ([url] if url else [])


def test_a_bare_id_of_json_feed_is_no_link():
    items = [{"id": "1", "title": "One"}, {"id": 2, "title": "Two", "url": "javascript:alert(1)"}]
    items += [{"id": "3", "title": "Three", "url": "javascript:x", "external_url": "/three"}]
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    assert [record.url for record in read(data, base=BASE).records] == ["https://base.example/three"]


def atom(title, kind=None):
    attribute = f' type="{kind}"' if kind else ""
    entry = f'<entry><title{attribute}>{title}</title><link href="https://a.example/1"/><id>urn:1</id></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{entry}</feed>'.encode()


@pytest.mark.parametrize(
    ("kind", "title", "shown"),
    [
        ("text", "Use the &lt;b&gt; element", "Use the <b> element"),
        (None, "Use the &lt;b&gt; element", "Use the <b> element"),
        ("text", "<![CDATA[Use the <b> element]]>", "Use the <b> element"),
        ("text", "&#60;script&#62; is old", "<script> is old"),
        ("text", "a&lt;b and c&gt;d", "a<b and c>d"),
        ("text", "It&amp;#8217;s AT&amp;T", "It’s AT&T"),
        ("html", "Use the &amp;lt;b&amp;gt; element", "Use the <b> element"),
        ("html", "&lt;b&gt;Use&lt;/b&gt; the &amp;lt;b&gt; element", "Use the <b> element"),
        ("html", "&lt;script&gt;alert(1)&lt;/script&gt;Rain", "Rain"),
        (
            "xhtml",
            '<div xmlns="http://www.w3.org/1999/xhtml">Use <i>the</i> &lt;b&gt; element</div>',
            "Use the <b> element",
        ),
    ],
)
def test_a_title_of_atom_is_what_it_says_it_is(kind, title, shown):
    assert one(atom(title, kind)).title == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A list&lt;int&gt; of numbers", "A list<int> of numbers"),
        ("i &lt;3 u, a&lt;c and d&gt;e", "i <3 u, a<c and d>e"),
        ("&lt;unknown&gt; was at the door", "<unknown> was at the door"),
        ("&lt;o:p&gt;Rain&lt;/o:p&gt; &lt;EM class='x'&gt;now&lt;/EM&gt;", "Rain now"),
    ],
)
def test_what_is_no_element_of_html_belongs_to_a_title(title, shown):
    assert one(feed(item(title=title))).title == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Rain", "Rain"),
        ("<![CDATA[<script>alert(1)</script>Rain<img src=x onerror=alert(1)>]]>", "Rain"),
        ("&amp;lt;b&amp;gt;Rain&amp;lt;/b&amp;gt;", "Rain"),
        ("&lt;img src=x onerror=alert(1)", None),
        ("Rain&#x202E;niar&#x200B; &#x2066;now", "Rainniar now"),
        ("Rain&#xD800; and&#0; &#1;wind", "Rain and wind"),
        ("Rain&amp;nbsp;&amp;mdash; wind", "Rain — wind"),
        ("  Rain \n\t and  wind ", "Rain and wind"),
        ("5 &amp;lt; 6", "5 < 6"),
        ("Rain&lt;br/&gt;wind", "Rain wind"),
        ("e" + "\u0301" * 50, "é" + "\u0301" * 4),
        (f"{FAMILY} {ENGLAND} {PERSIAN}", f"{FAMILY} {ENGLAND} {PERSIAN}"),
        ("Ra\u200cin\u200d \U000e0067wind", "Rain wind"),
        ("—", None),
        ("rain " * 100, ("rain " * 59).strip() + "…"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_a_title_is_one_line_of_plain_words(title, shown):
    records = read(feed(item(title=title))).records
    assert [record.title for record in records] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("written", "zone", "at"),
    [
        ("Fri, 02 Oct 2020 19:13:00 +0400", "", AT),
        ("Fri, 02 Oct 2020 19:13:00 AMT", "", AT),
        ("Fri, 02 Oct 2020 20:13:00 AMST", "", AT),
        ("Fri, 02 Oct 2020 18:13:00 MSK", "", AT),
        ("Fri, 02 Oct 2020 17:13:00 CEST", "", AT),
        ("Fri, 02 Oct 2020 15:13:00 GMT", "Asia/Yerevan", AT),
        ("Fri, 02 Oct 2020 15:13:00 Z", "Asia/Yerevan", AT),
        ("Fri, 02 Oct 2020 10:13:00 EST", "Asia/Yerevan", AT),
        ("Fri, 02 Oct 2020 19:13:00 +0400 (AMT)", "Europe/Moscow", AT),
        ("2020-10-02T19:13:00+04:00", "Europe/Moscow", AT),
        ("2020-10-02T15:13:00Z", "Asia/Yerevan", AT),
        ("2020-10-02T19:13:00", "Asia/Yerevan", AT),
        ("Fri, 02 Oct 2020 19:13:00", "Asia/Yerevan", AT),
        ("Fri, 02 Oct 2020 11:13:00 AMT", "America/Manaus", AT),
        ("Fri, 02 Oct 2020 15:13:00", "", AT),
        ("Fri, 02 Oct 2020 15:13:00 XYZ", "", AT),
        ("2008-07-01T20:13:00", "Asia/Yerevan", datetime(2008, 7, 1, 15, 13, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "", None),
        ("yesterday", "", None),
        ("Fri, 32 Oct 2020 19:13:00 AMT", "", None),
        ("", "", None),
    ],
)
def test_a_time_is_the_moment_that_the_partner_meant(written, zone, at):
    assert one(feed(item(pubDate=written)), zone=zone).published_at == at


def test_the_publication_goes_before_the_update():
    assert sample("atom-1.0.xml").records[0].published_at == AT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no feed"),
        (b"<!doctype html><html><title>Home</title></html>", "web page"),
        (b'{"items": []}', "no feed"),
        (b"{", "JSON"),
        (b"<x/>", "no feed"),
        (b"\x00\xff" * 100, "no feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss version="2.0"/>', "grow"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"/>', "fetched"),
        (b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><rss version="2.0"/>', "fetched"),
        (b'<!DOCTYPE rss [<!ENTITY a "' + b"a" * 5000 + b'">]><rss version="2.0"/>', "grow"),
    ],
)
def test_what_is_no_feed_says_so(data, said):
    with pytest.raises(NoFeed, match=said):
        read(data)


def test_small_entities_of_its_own_are_a_feeds_good_right():
    data = b'<!DOCTYPE rss [\n<!ENTITY n "&#8212;">\n]>' + feed(item(title="Rain &n; wind"))
    assert one(data).title == "Rain — wind"


def test_a_feed_of_many_thousand_items_is_read_from_its_beginning():
    found = read(feed(*(item(number, f"Title {number}") for number in range(3000))))
    assert (found.items, len(found.records), found.records[-1].title) == (3000, 1000, "Title 999")


def survives(data, **about):
    try:
        found = read(data, **about)
    except NoFeed:
        return
    for record in found.records:
        assert record.url.startswith(("http://", "https://"))
        assert 0 < len(record.title) <= 300
        "".join(record[:3]).encode()  # no halves of characters


@settings(max_examples=150)
@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes(data, content_type):
    survives(data, content_type=content_type)


@settings(max_examples=150)
@given(st.sampled_from([path.name for path in SAMPLES.iterdir()]), st.data())
def test_a_damaged_feed(name, draw):
    data = bytearray((SAMPLES / name).read_bytes())
    for _ in range(draw.draw(st.integers(1, 8))):
        place = draw.draw(st.integers(0, len(data)))  # the damage before may have left nothing
        data[place : place + draw.draw(st.integers(0, 20))] = draw.draw(st.binary(max_size=10))
    survives(bytes(data), base=BASE)


@settings(max_examples=100)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_any_words_in_any_place(title, link, guid, date):
    fields = {"title": title, "link": link, "guid": guid, "pubDate": date}
    survives(feed(item(**fields)).decode("utf-8", "replace").encode("utf-8", "replace"), base=BASE)


words = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["id", "url", "external_url", "title", "summary", "content_html", "date_published"]), words
        )
        | words,
        max_size=3,
    )
)
def test_any_json_feed(items):
    survives(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode(), base=BASE)
