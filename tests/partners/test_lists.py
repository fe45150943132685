"""Lists of feeds (OPML): read, whoever wrote them; shown, chosen from and taken; written."""

import re
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.partners import opml
from portal.partners.models import Partner
from portal.partners.opml import NoOpml, Outline

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Weeklies">
<outline text="Ararat &amp;amp; co" type="rss" xmlUrl="https://ararat.example/feed" htmlUrl="https://ararat.example/news"/>
<outline title="Fish" text="Other" xmlUrl="http://fish.example/rss"/>
</outline>
<outline text="Ararat again" xmlUrl="https://ararat.example/feed"/>
<outline xmlUrl="https://nameless.example/feed"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/>
</body></opml>"""
IMPORT = "/admin/partners/partner/import/"


def test_a_list_is_read_through_its_folders_each_feed_once():
    assert opml.read(LIST) == [
        Outline("Ararat & co", "https://ararat.example/feed", "https://ararat.example/news"),
        Outline("Fish", "http://fish.example/rss", "http://fish.example/"),
        Outline("nameless.example", "https://nameless.example/feed", "https://nameless.example/"),
    ]


def test_what_is_written_is_read_again():
    outlines = [Outline('"Ararat" <&> Հայ', "https://ararat.example/?a=1&b=2", "https://ararat.example/")]
    assert opml.read(opml.write("Partners", outlines)) == outlines


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no OPML that can be read"),
        (b"<opml>", "no OPML that can be read"),
        (b"<rss/>", "its first element is not"),
        (b"<opml/>", "names no feed"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "Take that line out"),
        (b'<!DOCTYPE opml SYSTEM "http://127.0.0.1/"><opml/>', "Take that line out"),
        (b"<opml>" + b"<outline>" * 60, "deep in one another"),
        (b"<opml>" + b"".join(b'<outline xmlUrl="http://a.example/%d"/>' % n for n in range(501)), "more than 500"),
        (b" " * 1_000_001, "larger than 1 MB"),
        (b"\xff\xfe<\x00opml", "no OPML that can be read"),
    ],
)
def test_what_is_no_list_says_why(data, why):
    with pytest.raises(NoOpml, match=why):
        opml.read(data)


@settings(max_examples=150)
@given(st.binary(max_size=300), st.integers(0, len(LIST)))
def test_any_bytes_are_a_list_or_none(data, place):
    for damaged in (data, LIST[:place] + data + LIST[place:]):
        with suppress(NoOpml):
            opml.read(damaged)


# In the newsroom


@pytest.fixture
def desk(admin_client, db):
    return admin_client


def show(client, data=LIST):
    return client.post(IMPORT, {"file": SimpleUploadedFile("list.opml", data)})


def test_the_file_is_shown_before_anything_is_made(desk):
    Partner.objects.create(name="Fish", site_url="http://fish.example/", feed_url="http://fish.example/rss")
    page = show(desk).text
    assert "3 feeds in this list" in page
    assert "there already" in page
    assert len(re.findall(r'name="choose" value="[^"]+" checked', page)) == 2
    assert Partner.objects.count() == 1


def test_the_chosen_ones_become_partners(desk):
    chosen = re.findall(r'name="choose" value="([^"]+)"', show(desk).text)[:2]
    page = desk.post(IMPORT, {"choose": chosen}, follow=True).text
    assert "2 partners added" in page
    assert list(Partner.objects.values_list("name", "feed_url", "active")) == [
        ("Ararat & co", "https://ararat.example/feed", True),
        ("Fish", "http://fish.example/rss", True),
    ]
    assert "Left out: Ararat &amp; co: there already; Fish: there already" in desk.post(
        IMPORT, {"choose": chosen}, follow=True
    ).text.replace("&amp;amp;", "&amp;")
    assert Partner.objects.count() == 2


@pytest.mark.parametrize("name", ["Fish", "FISH", "Físh"])
def test_a_name_that_another_partner_has_is_told(desk, name):
    Partner.objects.create(name=name, site_url="http://other.example/")
    assert f"There is a partner “{name}” already. Use that one, or choose another name." in show(desk).text


@pytest.mark.parametrize("chosen", ["x", "WyJhIl0:1:2"])
def test_what_was_not_shown_cannot_be_chosen(desk, chosen):
    assert desk.post(IMPORT, {"choose": chosen}).status_code == 400
    assert not Partner.objects.exists()


def test_a_bad_file_is_told_at_the_field(desk):
    assert "names no feed" in show(desk, b"<opml/>").text
    assert "The submitted file is empty." in show(desk, b"").text
    assert "This field is required." in desk.post(IMPORT, {}).text


def test_the_partners_are_written_as_a_list(desk):
    Partner.objects.create(name="Fish & co", site_url="http://fish.example/", feed_url="http://fish.example/rss")
    Partner.objects.create(name="Silent", site_url="http://silent.example/")
    answer = desk.get("/admin/partners/partner/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="partners.opml"'
    assert opml.read(answer.content) == [Outline("Fish & co", "http://fish.example/rss", "http://fish.example/")]


def test_500_feeds_are_taken_at_once(desk):
    outlines = [Outline(f"P{n}", f"https://p{n}.example/feed", f"https://p{n}.example/") for n in range(500)]
    chosen = re.findall(r'name="choose" value="([^"]+)"', show(desk, opml.write("All", outlines)).text)
    assert "500 partners added" in desk.post(IMPORT, {"choose": chosen}, follow=True).text
