"""Feed readers find the feeds from the pages: `<link rel="alternate">`."""

import re

import pytest

from tests.support.factories import make_article, make_section

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">')
LATEST = [
    ("application/rss+xml", "The Herald (RSS)", "/feeds/latest.rss"),
    ("application/atom+xml", "The Herald (Atom)", "/feeds/latest.atom"),
    ("application/feed+json", "The Herald (JSON Feed)", "/feeds/latest.json"),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_NAME = "The Herald"


def test_every_page_leads_to_the_feed_of_the_latest_news(client):
    for path in ("/", "/latest/", make_article().get_absolute_url(), "/nothing/"):
        assert LINK.findall(client.get(path).text) == LATEST, path


def test_a_section_and_a_tag_lead_to_their_own_feeds_first(client):
    make_article(tags=["Roads"], section=make_section("Art & “Life”", slug="life"))
    for path, name in (("/section/life/", "Art &amp; “Life”"), ("/tag/roads/", "Roads")):
        assert LINK.findall(client.get(path).text) == [
            ("application/rss+xml", f"{name} (RSS)", f"{path}feed.rss"),
            ("application/atom+xml", f"{name} (Atom)", f"{path}feed.atom"),
            ("application/feed+json", f"{name} (JSON Feed)", f"{path}feed.json"),
            *LATEST,
        ]


def test_every_link_leads_to_a_feed(client):
    make_article(tags=["Roads"])
    for path in ("/section/region/", "/tag/roads/"):
        for media_type, _, address in LINK.findall(client.get(path).text):
            assert client.get(address)["Content-Type"] == f"{media_type}; charset=utf-8"
