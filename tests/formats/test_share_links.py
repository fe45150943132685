"""Sharing a story: plain links, nobody else's script."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, settings):
    settings.SITE_URL = "https://portal.example"
    return client.get(make_article("Wind & <rain>").get_absolute_url()).text


def test_each_link_carries_the_canonical_address_and_the_headline(page):
    address = re.search(r'<link rel="canonical" href="([^"]+)">', page)[1]
    box = page[page.index('<ul class="links share"') :].partition("</ul>")[0]
    links = [urlsplit(unescape(link)) for link in re.findall(r'href="([^"]+)"', box)]
    assert [(link.scheme, link.hostname, parse_qs(link.query)) for link in links] == [
        ("mailto", None, {"subject": ["Wind & <rain>"], "body": [address]}),
        ("https", "t.me", {"url": [address], "text": ["Wind & <rain>"]}),
        ("https", "www.facebook.com", {"u": [address]}),
        ("https", "x.com", {"url": [address], "text": ["Wind & <rain>"]}),
    ]


def test_links_to_others_give_nothing_away(page):
    for link in re.findall(r'<a href="https://(?:t\.me|www\.facebook\.com|x\.com)[^>]+>', page):
        assert 'rel="noopener external nofollow"' in link


def test_the_address_stands_on_the_page_to_be_copied_or_printed(page):
    address = re.search(r'<link rel="canonical" href="([^"]+)">', page)[1]
    assert f'<span class="url">{address}</span>' in page


def test_the_only_scripts_are_the_sites_own(page):
    assert [script for script in re.findall(r"<script([^>]*)>", page) if "ld+json" not in script] == [
        ' type="module" src="/static/js/story.js"',
        ' type="module" src="/static/js/page.js"',
    ]
